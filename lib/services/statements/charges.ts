import type { Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { taxIn } from '@/lib/market/tax';

/** What one posting did for one side of a lease, in micros. */
export interface LeaseEvent {
  readonly postingId: string;
  readonly leaseId: string;
  readonly recipe: string;
  readonly eventAt: Date;
  /** What left the buyer for good, or came to the provider before the fee. */
  readonly earnedMicros: Micros;
  readonly feeMicros: Micros;
  /** The change of all the side's accounts together. */
  readonly changeMicros: Micros;
  /** What was held for the lease and became available again: no charge, and no credit either. */
  readonly returnedMicros: Micros;
  /** Outcome units the posting paid for. */
  readonly units: bigint;
  /** Whether they are hours lost to the buyer's late input, and no result (S-9). */
  readonly isLateInput: boolean;
  /** Whether the lease was billed for something in an earlier month. */
  readonly billedBefore: boolean;
  /** Of the delivery the posting is about. */
  readonly disputeId: string | null;
}

export type ChargeCategory = 'usage' | 'cancellation' | 'credit';

/** A line of an invoice that adds to its total: tax included, negative where money came back. */
export interface Charge {
  readonly id: string;
  readonly postingId: string;
  readonly leaseId: string;
  readonly recipe: string;
  readonly at: Date;
  readonly category: ChargeCategory;
  readonly amountMicros: Micros;
  readonly taxMicros: Micros;
  readonly units: bigint;
  readonly isLateInput: boolean;
  /** A credit for what an earlier month's invoice billed. */
  readonly corrects: boolean;
}

/** What a buyer pays by these is for leaving a lease: 5 % and what takers of its hours don't pay (S-8). */
const LEAVING: readonly string[] = ['cancel_lease', 'pass_hours'];

/** The tax inside an amount that may be negative: as much comes back with a credit as went in with the charge. */
export const signedTaxIn = (micros: Micros, taxBps: number): Micros =>
  micros < 0n ? -taxIn(-micros, taxBps) : taxIn(micros, taxBps);

/**
 * A buyer's charges from what a posting moved: what was earned is charged, and whatever came back beside it is a credit
 * (S-2, S-5). The charges of a posting add up to exactly what left the buyer's accounts.
 */
export function chargesOf(event: LeaseEvent, taxBps: number): readonly Charge[] {
  const creditMicros = event.earnedMicros + event.changeMicros;
  assert(creditMicros >= 0n, 'S-5', { posting: event.postingId, creditMicros });
  const { postingId, leaseId, recipe, eventAt: at } = event;
  const charge = (category: ChargeCategory, amountMicros: Micros): Charge => ({
    id: `${postingId}-${category}`,
    postingId,
    leaseId,
    recipe,
    at,
    category,
    amountMicros,
    taxMicros: signedTaxIn(amountMicros, taxBps),
    units: category === 'usage' ? event.units : 0n,
    isLateInput: category === 'usage' && event.isLateInput,
    corrects: category === 'credit' && event.billedBefore,
  });
  return [
    ...(event.earnedMicros > 0n
      ? [charge(LEAVING.includes(recipe) ? 'cancellation' : 'usage', event.earnedMicros)]
      : []),
    ...(creditMicros > 0n ? [charge('credit', -creditMicros)] : []),
  ];
}

/** What a provider earned by a posting: net = earned − fee − credits and charges it bore, exactly what its accounts changed by. */
export const takingsOf = (event: LeaseEvent) => ({
  earnedMicros: event.earnedMicros,
  feeMicros: event.feeMicros,
  creditMicros: event.earnedMicros - event.feeMicros - event.changeMicros,
  netMicros: event.changeMicros,
});
