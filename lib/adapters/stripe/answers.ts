import Stripe from 'stripe';
import type { Answer } from '@/lib/services/payments/channel';
import type { PaymentFailure } from '@/lib/services/payments/failures';

/** What Stripe's codes mean to a payment; what isn't listed is `refused`. */
const FAILURES: Readonly<Record<string, PaymentFailure>> = {
  amount_too_large: 'not_taken',
  amount_too_small: 'not_taken',
  charge_already_refunded: 'already_returned',
  charge_disputed: 'already_returned',
  refund_disputed_payment: 'already_returned',
  charge_exceeds_source_limit: 'declined',
  expired_card: 'source_closed',
  balance_insufficient: 'balance_insufficient',
  insufficient_funds: 'balance_insufficient',
  account_invalid: 'payee_closed',
  account_closed: 'payee_closed',
  insufficient_capabilities_for_transfer: 'payee_closed',
  transfers_not_allowed: 'payee_closed',
};

const BY_PARAM: Readonly<Record<string, PaymentFailure>> = {
  destination: 'payee_closed',
  payment_method_types: 'not_taken',
  line_items: 'not_taken',
};

const { errors } = Stripe;

/**
 * What an error of a call says about its effect. A definite no is only what Stripe answers about the request itself. A
 * lost connection, a server's error, a lock or a rate limit may hide an effect; so may a key used with other parameters
 * or an expired secret, for an earlier call may have gone through.
 */
export function answerToError(error: unknown): Answer<never> {
  if (!(error instanceof errors.StripeError)) throw error;
  const said = `${error.type} ${error.statusCode ?? ''} ${error.code ?? ''}: ${error.message}`;
  const definite =
    (error instanceof errors.StripeInvalidRequestError || error instanceof errors.StripeCardError) &&
    error.statusCode !== 409;
  // A key in use is answered 409; one that was used for another request, 400.
  if (error instanceof errors.StripeIdempotencyError && error.statusCode === 400)
    return { kind: 'unknown', message: said, alarm: 'key_conflict' };
  if (!definite) return { kind: 'unknown', message: said };
  if (error instanceof errors.StripeCardError) return { kind: 'refused', code: 'declined', message: said };
  const code = FAILURES[error.code ?? ''] ?? BY_PARAM[error.param ?? ''] ?? 'refused';
  return { kind: 'refused', code, message: said };
}

/** The answer of a call to Stripe: its value, a definite no, or unknown. */
export async function answered<T>(call: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { kind: 'done', value: await call() };
  } catch (error) {
    return answerToError(error);
  }
}

/** The answer of a look-up: what can't be found is a value, and a no says nothing about the effect looked for. */
export async function foundOut<T>(call: () => Promise<T>): Promise<Answer<T>> {
  const answer = await answered(call);
  return answer.kind === 'refused' ? { kind: 'unknown', message: answer.message } : answer;
}
