import type Stripe from 'stripe';
import type { Effect, LookUpRequest, RefundRequest } from '@/lib/services/payments/channel';
import { amountOf, metadataOf, paymentNamedBy, stripeAmount } from './amounts';

function standingOf(refund: Stripe.Refund): Pick<Effect, 'state' | 'failure'> {
  if (refund.status === 'succeeded') return { state: 'succeeded', failure: null };
  if (refund.status === 'canceled') return { state: 'failed', failure: 'canceled' };
  if (refund.status === 'failed') return { state: 'failed', failure: refund.failure_reason ?? 'refused' };
  return { state: 'open', failure: null };
}

/** A refund as an effect; one that waits for the payer's bank or wallet is open. */
export const effectOfRefund = (refund: Stripe.Refund): Effect => ({
  externalId: refund.id,
  namesPayment: paymentNamedBy(refund),
  externalPaymentId: null,
  ...standingOf(refund),
  method: null,
  ...amountOf(refund.amount, refund.currency),
  payUrl: null,
});

/** Gives a payment back, whole or in part (L-7). */
export async function makeRefund(stripe: Stripe, request: RefundRequest): Promise<Effect> {
  const refund = await stripe.refunds.create(
    {
      payment_intent: request.externalPaymentId,
      amount: stripeAmount(request.amountMicros, request.currency).amount,
      metadata: metadataOf(request),
    },
    { idempotencyKey: request.idempotencyKey },
  );
  return effectOfRefund(refund);
}

/** Finds a refund by its id or among those of its payment, where lists are up to date. */
export async function findRefund(stripe: Stripe, request: LookUpRequest): Promise<Effect | null> {
  if (request.externalId) return effectOfRefund(await stripe.refunds.retrieve(request.externalId));
  if (!request.externalPaymentId) return null;
  const list = { payment_intent: request.externalPaymentId, limit: 100 };
  for await (const refund of stripe.refunds.list(list))
    if (refund.metadata?.payment_id === request.paymentId) return effectOfRefund(refund);
  return null;
}
