import { authorize, parseInput } from '../authorize';
import { type Ctx, engineActor } from '../context';
import { attemptPayment } from '../payments/attempt-payment';
import type { PaymentTools } from '../payments/channel';
import { GetPaymentInput, getPayment, type PaymentDetail } from './get-payment';

/** Asks a payment's channel at once how it stands, without waiting for the channel to tell us; promises how it stands then. */
export async function lookAgain(ctx: Ctx, raw: unknown, tools: PaymentTools): Promise<PaymentDetail> {
  authorize(ctx, 'wallet.top_up');
  const input = parseInput(GetPaymentInput, raw);
  await getPayment(ctx, input);
  await attemptPayment({ ...ctx, actor: engineActor('attempt-payment') }, tools, input.paymentId, {
    early: true,
  });
  return getPayment(ctx, input);
}
