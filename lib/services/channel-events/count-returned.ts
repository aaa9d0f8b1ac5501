import { and, eq, sql, sum } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { chargebacks, payments } from '@/db/schema';

const ZERO = sql`0::bigint`;

/**
 * Counts anew what of a top-up has gone back: refunds that were made and didn't come back, and of chargebacks the money
 * that is gone; a bank may charge back what was refunded already, but never is more than the top-up counted. The row is
 * locked.
 */
export async function countReturned(tx: Tx, topUpId: string): Promise<void> {
  const refunded = tx
    .select({
      total: sql`coalesce(${sum(sql`${payments.amountMicros} - ${payments.returnedMicros}`)}, ${ZERO})`,
    })
    .from(payments)
    .where(and(eq(payments.sourcePaymentId, topUpId), eq(payments.state, 'succeeded')));
  const chargedBack = tx
    .select({
      total: sql`coalesce(${sum(sql`${chargebacks.amountMicros} - ${chargebacks.reinstatedMicros}`)}, ${ZERO})`,
    })
    .from(chargebacks)
    .where(and(eq(chargebacks.paymentId, topUpId), eq(chargebacks.withdrawn, true)));
  await tx
    .update(payments)
    .set({ returnedMicros: sql`least(${payments.amountMicros}, (${refunded}) + (${chargedBack}))` })
    .where(eq(payments.id, topUpId));
}
