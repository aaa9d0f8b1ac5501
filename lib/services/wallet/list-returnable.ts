import { aliasedTable, and, asc, eq, inArray, ne, notExists, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { chargebacks, payments } from '@/db/schema';
import type { ReturnableTopUp } from '@/lib/ledger/withdrawal';

/**
 * The top-ups of an organization with what of each may still be given back: less what went back or was charged back, and
 * what refunds on their way take. One that the payer's bank is asking back can't be given back as well.
 */
export async function listReturnable(tx: Tx, organizationId: string): Promise<readonly ReturnableTopUp[]> {
  const refunds = aliasedTable(payments, 'refunds');
  const onTheWay = tx
    .select({ micros: sql`coalesce(sum(${refunds.amountMicros}), 0)` })
    .from(refunds)
    .where(and(eq(refunds.sourcePaymentId, payments.id), inArray(refunds.state, ['pending', 'open'])));
  const contested = tx
    .select({ one: sql`1` })
    .from(chargebacks)
    .where(and(eq(chargebacks.paymentId, payments.id), ne(chargebacks.state, 'won')));
  const rows = await tx
    .select({
      paymentId: payments.id,
      channel: payments.channel,
      method: payments.method,
      paidAt: sql<Date>`coalesce(${payments.settledAt}, ${payments.eventAt})`.mapWith(payments.eventAt),
      returnableMicros:
        sql<bigint>`${payments.amountMicros} - ${payments.returnedMicros} - (${onTheWay})`.mapWith(BigInt),
    })
    .from(payments)
    .where(
      and(
        eq(payments.organizationId, organizationId),
        eq(payments.kind, 'top_up'),
        eq(payments.state, 'succeeded'),
        notExists(contested),
      ),
    )
    .orderBy(asc(payments.id));
  return rows.filter((row) => row.returnableMicros > 0n);
}
