import type { OrganizationAccountKind, Recipe } from './posting';

/** What people filter a statement by. */
export const EVENT_KINDS = [
  'deposits',
  'orders',
  'deliveries',
  'disputes',
  'credits',
  'refunds',
  'payouts',
  'taken_back',
  'exchange',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Every recipe's kind of event; the exchange's own never touch an organization's account. */
export const EVENT_KIND_OF: Readonly<Record<Recipe, EventKind>> = {
  top_up: 'deposits',
  hold_order: 'orders',
  release_hold: 'orders',
  trade_order: 'orders',
  settle_lease: 'deliveries',
  close_lease: 'deliveries',
  cancel_lease: 'deliveries',
  pass_hours: 'deliveries',
  freeze_dispute: 'disputes',
  decide_dispute: 'disputes',
  charge_provider: 'credits',
  owe_charge: 'credits',
  credit_after_payout: 'credits',
  start_refund: 'refunds',
  finish_refund: 'refunds',
  fail_refund: 'refunds',
  refund_returned: 'refunds',
  start_payout: 'payouts',
  finish_payout: 'payouts',
  payout_after_all: 'payouts',
  fail_payout: 'payouts',
  reverse_payout: 'payouts',
  chargeback: 'taken_back',
  outside_refund: 'taken_back',
  chargeback_won: 'taken_back',
  recover_receivable: 'taken_back',
  processor_fee: 'exchange',
  fee_returned: 'exchange',
  to_bank: 'exchange',
  fund_guarantee: 'exchange',
  own_money: 'exchange',
};

/** The recipes of a kind of event, in the table's order. */
export const recipesOf = (kind: EventKind): readonly string[] =>
  Object.entries(EVENT_KIND_OF).flatMap(([recipe, one]) => (one === kind ? [recipe] : []));

/** The kind of event a stored posting's recipe is; null for a name nobody knows. */
export const eventKindOf = (recipe: string): EventKind | null =>
  EVENT_KINDS.find((kind) => recipesOf(kind).includes(recipe)) ?? null;

export type Side = 'buyer' | 'provider';

/** The accounts of each side's statement, the one people mean by it first. */
export const STATEMENT_ACCOUNTS = {
  buyer: ['available', 'held', 'disputed', 'in_payout', 'receivable'],
  provider: ['payable', 'in_payout', 'receivable'],
} as const satisfies Record<Side, readonly OrganizationAccountKind[]>;
export type StatementAccount = (typeof STATEMENT_ACCOUNTS)[Side][number];
