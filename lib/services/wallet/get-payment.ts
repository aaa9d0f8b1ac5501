import { and, desc, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import { chargebacks, payments } from '@/db/schema';
import { returnableUntil } from '@/lib/ledger/withdrawal';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound } from '../errors';
import { paymentStatus } from '../payments/payment-status';

export const GetPaymentInput = z.strictObject({ paymentId: z.string().max(40) });

/** One of the organization's payments: how it stands, what went back of it, and what its bank says about it. */
export async function getPayment(ctx: Ctx, raw: unknown) {
  const organizationId = authorize(ctx, 'wallet.view');
  const { paymentId } = parseInput(GetPaymentInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [payment] = await tx
      .select()
      .from(payments)
      .where(
        and(
          eq(payments.id, paymentId),
          eq(payments.organizationId, organizationId),
          ne(payments.kind, 'payout'),
        ),
      );
    if (!payment) throw notFound();
    const refunds = await tx
      .select()
      .from(payments)
      .where(eq(payments.sourcePaymentId, paymentId))
      .orderBy(desc(payments.eventAt), desc(payments.id));
    const disputed = await tx
      .select()
      .from(chargebacks)
      .where(eq(chargebacks.paymentId, paymentId))
      .orderBy(desc(chargebacks.eventAt));
    const { bookedByPersonId: _, confirmedByPersonId: __, ...shown } = payment;
    return {
      ...shown,
      status: paymentStatus(payment),
      returnableUntil: returnableUntil({
        method: payment.method,
        paidAt: payment.settledAt ?? payment.eventAt,
      }),
      refunds: refunds.map((refund) => ({
        id: refund.id,
        amountMicros: refund.amountMicros,
        status: paymentStatus(refund),
        eventAt: refund.eventAt,
      })),
      chargebacks: disputed,
    };
  });
}
export type PaymentDetail = Awaited<ReturnType<typeof getPayment>>;
