/** Why a payment failed. */
export const PAYMENT_FAILURES = [
  /** The hosted page was not paid on in time. */
  'expired',
  /** The payer's bank or wallet said no. */
  'declined',
  /** Called off before it was done. */
  'canceled',
  /** The channel doesn't take this amount, currency or method. */
  'not_taken',
  /** The channel said no for a reason of its own. */
  'refused',
  /** Looked up after the key had run out: the channel knows of no such effect. */
  'never_happened',
  /** The payment to be given back was given back, or charged back, already. */
  'already_returned',
  /** The payer's card or account doesn't take it back any more. */
  'source_closed',
  /** Less at the channel than is to go out. */
  'balance_insufficient',
  /** The payee may not be paid there. */
  'payee_closed',
  /** No money was set aside for it, or its source isn't its own: it was never sent. */
  'unfounded',
] as const;
export type PaymentFailure = (typeof PAYMENT_FAILURES)[number];

/** What channels call these in words of their own. */
const CALLED: Readonly<Record<string, PaymentFailure>> = {
  payment_failed: 'declined',
  lost_or_stolen_card: 'source_closed',
  expired_or_canceled_card: 'source_closed',
  charge_for_pending_refund_disputed: 'already_returned',
  insufficient_funds: 'balance_insufficient',
};

/** The failure of a code a channel gave; `refused` for one we don't know. */
export const failureOf = (code: string | null): PaymentFailure =>
  PAYMENT_FAILURES.find((failure) => failure === code) ?? CALLED[code ?? ''] ?? 'refused';
