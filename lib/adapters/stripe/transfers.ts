import type Stripe from 'stripe';
import type { Effect, LookUpRequest, PayoutRequest } from '@/lib/services/payments/channel';
import { amountOf, metadataOf, paymentNamedBy, stripeAmount } from './amounts';

/** A transfer as an effect: once made, the money is the payee's; a reversal is told separately. */
export const effectOfTransfer = (transfer: Stripe.Transfer): Effect => ({
  externalId: transfer.id,
  namesPayment: paymentNamedBy(transfer),
  externalPaymentId: null,
  state: 'succeeded',
  failure: null,
  method: null,
  ...amountOf(transfer.amount, transfer.currency),
  payUrl: null,
});

/** Pays a connected account from the exchange's balance. */
export async function makeTransfer(stripe: Stripe, request: PayoutRequest): Promise<Effect> {
  const transfer = await stripe.transfers.create(
    {
      ...stripeAmount(request.amountMicros, request.currency),
      destination: request.payeeExternalId,
      transfer_group: request.paymentId,
      metadata: metadataOf(request),
    },
    { idempotencyKey: request.idempotencyKey },
  );
  return effectOfTransfer(transfer);
}

/** Finds a transfer by its id or in the group that is its row's alone, where lists are up to date. */
export async function findTransfer(stripe: Stripe, request: LookUpRequest): Promise<Effect | null> {
  if (request.externalId) return effectOfTransfer(await stripe.transfers.retrieve(request.externalId));
  const list = { transfer_group: request.paymentId, limit: 100 };
  for await (const transfer of stripe.transfers.list(list))
    if (transfer.metadata.payment_id === request.paymentId) return effectOfTransfer(transfer);
  return null;
}
