/** What an event did, for people to read. */
export const EVENT_OUTCOMES = [
  /** The payment moved on: it opened, was credited or paid, or failed. */
  'opened',
  'succeeded',
  'failed',
  /** A refund or a transfer that was done came back. */
  'came_back',
  /** A refund that was made past us was taken from the wallet. */
  'outside_refund',
  /** A chargeback stands, took money, gave it back, or ended. */
  'disputed',
  'taken_back',
  'reinstated',
  'closed',
  /** The payee was asked for anew. */
  'payee_read',
  /** The channel's lines are read anew. */
  'movements_read',
  /** We knew it already, or know something later. */
  'known',
] as const;
export type EventOutcome = (typeof EVENT_OUTCOMES)[number];

/** Why an event fits nothing of ours. */
export const UNMATCHED_REASONS = [
  'no_payment',
  'no_payee',
  'not_credited',
  'refunds_not_told',
  'amount_differs',
  'currency_differs',
  'other_object',
  'other_payment',
  'key_conflict',
  'already_failed',
  'already_done',
] as const;
export type UnmatchedReason = (typeof UNMATCHED_REASONS)[number];

/** What came of applying an event; `not_yet`: what it tells of may still be on its way to us. */
export type Applied =
  | { readonly state: 'applied'; readonly outcome: EventOutcome }
  | { readonly state: 'unmatched'; readonly outcome: UnmatchedReason }
  | { readonly state: 'not_yet'; readonly outcome: UnmatchedReason }
  | { readonly state: 'ignored' };

export const applied = (outcome: EventOutcome): Applied => ({ state: 'applied', outcome });
export const unmatched = (outcome: UnmatchedReason): Applied => ({ state: 'unmatched', outcome });
export const notYet = (outcome: UnmatchedReason): Applied => ({ state: 'not_yet', outcome });
