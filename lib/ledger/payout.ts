import type { Micros } from '@/lib/core/amount';
import { ok, type Result, refuse } from '@/lib/core/result';
import { floorToMinorUnits } from './minor-units';

const HOUR_MS = 3_600_000;

/** How long a payee rests after it was changed, so that whoever is redirected has time to see it. */
export const PAYEE_REST_HOURS = 72;

/** The latest due instant of payouts at or before an instant: whole multiples of the interval since 1970, in hours. */
export function payoutTickAt(now: Date, payoutIntervalHours: number): Date {
  const interval = payoutIntervalHours * HOUR_MS;
  return new Date(Math.floor(now.getTime() / interval) * interval);
}

/** The first due instant of payouts after an instant. */
export const nextPayoutTick = (now: Date, payoutIntervalHours: number): Date =>
  new Date(payoutTickAt(now, payoutIntervalHours).getTime() + payoutIntervalHours * HOUR_MS);

/** Until when a payee rests that is named at an instant: 72 hours when it takes the place of another, else not at all. */
export const payeeRestsUntil = (now: Date, replaces: boolean): Date | null =>
  replaces ? new Date(now.getTime() + PAYEE_REST_HOURS * HOUR_MS) : null;

/** What decides whether a provider is paid out; amounts in micros. */
export interface PayoutFacts {
  /** The organization's: only admitted ones are paid out. */
  readonly status: 'pending' | 'admitted' | 'suspended';
  /** Clients' balances are covered by what the outside holds for them (L-8). */
  readonly safeguarded: boolean;
  /** What it owes the exchange (L-3). */
  readonly owedMicros: Micros;
  /** The enabled payee chosen last; null when there is none. */
  readonly payee: { readonly restsUntil: Date | null } | null;
  /** Payable and not waiting (L-6). */
  readonly payableMicros: Micros;
  readonly minimumMicros: Micros;
  readonly currency: string;
  readonly now: Date;
}

export const PAYOUT_REFUSALS = [
  'organization_not_admitted',
  'payouts_stopped',
  'receivable_open',
  'no_payee',
  'payee_rests',
  'below_payout_minimum',
] as const;
export type PayoutRefusal = (typeof PAYOUT_REFUSALS)[number];

/**
 * What is paid out now, in micros rounded down to minor units (L-1), so that the rest stays payable; or the first reason
 * against it, asked in the order of PAYOUT_REFUSALS (L-3, L-6, L-8, M-19).
 */
export function admitPayout(facts: PayoutFacts): Result<Micros, PayoutRefusal> {
  if (facts.status !== 'admitted') return refuse('organization_not_admitted', { status: facts.status });
  if (!facts.safeguarded) return refuse('payouts_stopped');
  if (facts.owedMicros > 0n) return refuse('receivable_open', { owedMicros: facts.owedMicros });
  if (!facts.payee) return refuse('no_payee');
  const { restsUntil } = facts.payee;
  if (restsUntil && restsUntil > facts.now) return refuse('payee_rests', { until: restsUntil.toISOString() });
  const amountMicros = floorToMinorUnits(facts.payableMicros, facts.currency);
  if (amountMicros < facts.minimumMicros || amountMicros === 0n)
    return refuse('below_payout_minimum', {
      payableMicros: amountMicros,
      minimumMicros: facts.minimumMicros,
    });
  return ok(amountMicros);
}

/** How the payee stands that an unsent payout was made for. */
export interface PayeeStanding {
  /** As its channel or an operator says; null where the payee was changed since: the payout goes where it was made for. */
  readonly state: 'pending' | 'onboarding' | 'enabled' | 'restricted' | 'disabled' | null;
  /** Whether the provider has another payee that is ready. */
  readonly hasAnother: boolean;
}

/**
 * Whether an unsent payout may be sent to its payee: not while the channel or an operator holds that up. It waits as long
 * as that may pass, and ends, payable again, once its payee is closed or the provider can be paid elsewhere (L-6).
 */
export function payeeReady({ state, hasAnother }: PayeeStanding): 'ready' | 'waits' | 'closed' {
  if (state === null || state === 'enabled') return 'ready';
  return state === 'disabled' || hasAnother ? 'closed' : 'waits';
}

/** A payout that waits to be sent, in micros. */
export interface WaitingPayout {
  readonly id: string;
  readonly amountMicros: Micros;
}

/**
 * Which of a channel's waiting payouts, oldest first, its available balance covers: as many from the start as fit
 * together. The first that doesn't fit blocks all younger ones, however small.
 */
export function coveredPayouts(
  waiting: readonly WaitingPayout[],
  availableMicros: Micros,
): readonly WaitingPayout[] {
  let leftMicros = availableMicros;
  const blocked = waiting.findIndex(({ amountMicros }) => {
    leftMicros -= amountMicros;
    return leftMicros < 0n;
  });
  return blocked === -1 ? waiting : waiting.slice(0, blocked);
}

/** What newly came back of a payout, when a channel says how much did in all; null when we knew, in micros. */
export function newlyReversed(
  payout: { readonly amountMicros: Micros; readonly returnedMicros: Micros },
  cumulativeMicros: Micros,
): Micros | null {
  const all = cumulativeMicros < payout.amountMicros ? cumulativeMicros : payout.amountMicros;
  return all > payout.returnedMicros ? all - payout.returnedMicros : null;
}
