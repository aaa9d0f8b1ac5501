import { type Micros, sumMicros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';

/** Accounts every organization may have (L-3). */
export const ORGANIZATION_KINDS = [
  'available',
  'held',
  'disputed',
  'payable',
  'in_payout',
  'receivable',
] as const;
/** Accounts of the exchange itself (L-3). */
export const PLATFORM_KINDS = ['fees', 'guarantee', 'allowance', 'costs', 'losses'] as const;

export type OrganizationAccountKind = (typeof ORGANIZATION_KINDS)[number];
export type PlatformAccountKind = (typeof PLATFORM_KINDS)[number];
/** The outside world, one account per payment channel. */
export type ExternalAccountKind = `external:${string}`;
export type AccountKind = OrganizationAccountKind | PlatformAccountKind | ExternalAccountKind;

/** One line of a posting; the sign is the change of the account's balance as shown (ACCOUNTS.md). */
export interface Entry {
  /** The owner; null for the platform's and the outside world's accounts. */
  readonly organizationId: string | null;
  readonly kind: AccountKind;
  readonly currency: string;
  readonly amountMicros: Micros;
}

/** The name of each recipe in ACCOUNTS.md. */
export const RECIPES = [
  'top_up',
  'hold_order',
  'release_hold',
  'trade_order',
  'settle_lease',
  'freeze_dispute',
  'decide_dispute',
  'close_lease',
  'cancel_lease',
  'pass_hours',
  'processor_fee',
  'fee_returned',
  'to_bank',
  'start_refund',
  'finish_refund',
  'fail_refund',
  'start_payout',
  'finish_payout',
  'fail_payout',
  'payout_after_all',
  'reverse_payout',
  'refund_returned',
  'chargeback',
  'outside_refund',
  'chargeback_won',
  'recover_receivable',
  'charge_provider',
  'owe_charge',
  'credit_after_payout',
  'fund_guarantee',
  'own_money',
] as const;
export type Recipe = (typeof RECIPES)[number];

/** What a posting may be about. */
export type SubjectType =
  | 'payment'
  | 'order'
  | 'lease'
  | 'dispute'
  | 'chargeback'
  | 'movement'
  | 'organization'
  /** A UTC day, `2026-11-21`. */
  | 'day';

/** A balanced set of entries, one per business event; the same request key posts once (L-2). */
export interface Posting {
  readonly id: string;
  readonly recipe: Recipe;
  readonly requestKey: string;
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly facts: Readonly<Record<string, string | number | null>>;
  readonly eventAt: Date;
  readonly entries: readonly Entry[];
}

/** What every recipe needs that a rule can't make: the posting's id, the market's now, the market's currency. */
export interface Stamp {
  readonly id: string;
  readonly eventAt: Date;
  readonly currency: string;
}

/** The id of the account an entry moves: `<organization or platform>/<kind>/<currency>`. */
export const accountIdOf = (entry: Pick<Entry, 'organizationId' | 'kind' | 'currency'>): string =>
  `${entry.organizationId ?? 'platform'}/${entry.kind}/${entry.currency}`;

/** Whether every currency of the entries sums to zero (L-2). */
export function isBalanced(entries: readonly Entry[]): boolean {
  const currencies = new Set(entries.map((entry) => entry.currency));
  return [...currencies].every(
    (currency) => sumMicros(entries.filter((e) => e.currency === currency).map((e) => e.amountMicros)) === 0n,
  );
}

/** Promises the entries with equal accounts merged and zeros dropped, in account order, summing to zero (L-2). */
export function balanced(entries: readonly Entry[]): readonly Entry[] {
  const merged = new Map<string, Entry>();
  for (const entry of entries) {
    const id = accountIdOf(entry);
    const amountMicros = (merged.get(id)?.amountMicros ?? 0n) + entry.amountMicros;
    merged.set(id, { ...entry, amountMicros });
  }
  const kept = [...merged.entries()]
    .filter(([, entry]) => entry.amountMicros !== 0n)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, entry]) => entry);
  assert(isBalanced(kept), 'L-2', { entries: kept.map((e) => `${accountIdOf(e)} ${e.amountMicros}`) });
  return kept;
}

/** The postings that move something: recipes return null where nothing does. */
export const postingsOf = (...maybe: readonly (Posting | null)[]): readonly Posting[] =>
  maybe.filter((posting) => posting !== null);
