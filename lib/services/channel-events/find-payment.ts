import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type ChannelName, type PaymentKind, payments } from '@/db/schema';
import type { PaymentRow } from '../payments/kinds';

/**
 * The row behind what a channel tells of, locked: the one whose id went along as metadata, else the one that knows the
 * channel's object.
 */
export async function findPayment(
  tx: Tx,
  told: {
    readonly channel: ChannelName;
    readonly kind: PaymentKind;
    readonly paymentId: string | null;
    readonly externalId: string;
  },
): Promise<PaymentRow | undefined> {
  const which =
    told.paymentId === null ? eq(payments.externalId, told.externalId) : eq(payments.id, told.paymentId);
  const [payment] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.channel, told.channel), eq(payments.kind, told.kind), which))
    .for('update');
  return payment;
}

/** The credited or awaited top-up behind a channel's payment, locked. */
export async function findTopUp(
  tx: Tx,
  channel: ChannelName,
  externalPaymentId: string | null,
): Promise<PaymentRow | undefined> {
  if (externalPaymentId === null) return undefined;
  const [payment] = await tx
    .select()
    .from(payments)
    .where(
      and(
        eq(payments.channel, channel),
        eq(payments.kind, 'top_up'),
        eq(payments.externalPaymentId, externalPaymentId),
      ),
    )
    .for('update');
  return payment;
}
