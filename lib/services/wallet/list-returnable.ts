import { aliasedTable, and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { accounts, chargebacks, payments } from '@/db/schema';
import { floorToMinorUnits } from '@/lib/ledger/minor-units';
import type { ReturnableTopUp, Withdrawable } from '@/lib/ledger/withdrawal';

/**
 * What of an organization's money may go back where: what is available, and its top-ups with what is left of each, less
 * what went back or was charged back, and what refunds on their way take. One that the payer's bank asks back is among
 * them, for its money is still in the wallet. One statement, so that all of it is of one instant: a top-up or a
 * chargeback that comes meanwhile counts on both sides or on none.
 */
export async function listReturnable(tx: Tx, organizationId: string): Promise<Withdrawable> {
  const refunds = aliasedTable(payments, 'refunds');
  const onTheWay = tx
    .select({ micros: sql`coalesce(sum(${refunds.amountMicros}), 0)` })
    .from(refunds)
    .where(and(eq(refunds.sourcePaymentId, payments.id), inArray(refunds.state, ['pending', 'open'])));
  // In the order of the alphabet: lost before open; one that is open says more.
  const contested = tx
    .select({ state: sql`max(${chargebacks.state})` })
    .from(chargebacks)
    .where(and(eq(chargebacks.paymentId, payments.id), ne(chargebacks.state, 'won')));
  const available = tx
    .select({ micros: sql`coalesce(sum(${accounts.balanceMicros}), 0)` })
    .from(accounts)
    .where(and(eq(accounts.organizationId, payments.organizationId), eq(accounts.kind, 'available')));
  const rows = await tx
    .select({
      paymentId: payments.id,
      channel: payments.channel,
      method: payments.method,
      paidAt: sql<Date>`coalesce(${payments.settledAt}, ${payments.eventAt})`.mapWith(payments.eventAt),
      returnableMicros:
        sql<bigint>`${payments.amountMicros} - ${payments.returnedMicros} - (${onTheWay})`.mapWith(BigInt),
      finalAt: payments.finalAt,
      contested: sql<ReturnableTopUp['contested']>`(${contested})`,
      availableMicros: sql<bigint>`(${available})`.mapWith(BigInt),
      currency: payments.currency,
    })
    .from(payments)
    .where(
      and(
        eq(payments.organizationId, organizationId),
        eq(payments.kind, 'top_up'),
        eq(payments.state, 'succeeded'),
      ),
    )
    .orderBy(asc(payments.id));
  const [first] = rows;
  const left = rows.filter((row) => row.returnableMicros > 0n);
  return {
    // Less than a minor unit can't be sent: no part of a withdrawal may end in one (L-1).
    availableMicros: first ? floorToMinorUnits(first.availableMicros, first.currency) : 0n,
    topUps: left.map(({ availableMicros: _, currency: __, ...topUp }) => topUp),
  };
}
