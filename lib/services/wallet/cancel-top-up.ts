import { z } from 'zod';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith } from '../errors';
import { failPayment, lockPayment } from '../payments/record-effect';

export const CancelTopUpInput = z.strictObject({ paymentId: z.string().max(40) });

/** Calls a bank transfer off that hasn't come in; one that comes all the same is still credited. */
export async function cancelTopUp(ctx: Ctx, raw: unknown): Promise<{ readonly paymentId: string }> {
  const organizationId = authorize(ctx, 'wallet.top_up');
  const { paymentId } = parseInput(CancelTopUpInput, raw);
  return ctx.db.asEngine(async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    if (payment?.organizationId !== organizationId || payment.kind !== 'top_up') throw notFound();
    if (payment.state === 'failed') return { paymentId };
    if (payment.channel !== 'bank' || payment.state !== 'open' || payment.bookedByPersonId !== null)
      return refuseWith({ code: 'top_up_under_way', facts: { state: payment.state } });
    await failPayment(tx, ctx, payment, 'canceled');
    await audit(tx, ctx, {
      verb: 'wallet.cancel-top-up',
      subjectType: 'payment',
      subjectId: paymentId,
    });
    return { paymentId };
  });
}
