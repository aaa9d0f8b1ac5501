import { and, count, eq, type SQL, sql, sum } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { channelAccounts, payments, postings } from '@/db/schema';

/** The postings of the bank's other payouts to the account this one goes to that came back since it was made. */
const cameBackSince = sql`(select 1 from ${payments} back join ${postings} p
  on p.subject_type = 'payment' and p.subject_id = back.id and p.recipe = 'reverse_payout'
  where back.organization_id = ${payments.organizationId} and back.kind = 'payout' and back.channel = 'bank'
    and back.id <> ${payments.id} and back.payee -> 'bank' = ${payments.payee} -> 'bank' and p.event_at >= ${payments.eventAt})`;

/** The account as its provider's, which an operator has confirmed: again, where it gave a payout back. */
const isConfirmed = sql`(select 1 from ${channelAccounts} a where a.organization_id = ${payments.organizationId}
  and a.channel = 'bank' and a.role = 'payee' and a.state = 'enabled' and a.bank = ${payments.payee} -> 'bank')`;

/**
 * Whether a bank payout that is to be executed goes to an account that gave another one back since it was made, and that no
 * operator has looked at again: it was made before anybody knew, and goes on by people alone.
 */
export const accountGaveBack: SQL<boolean> = sql<boolean>`case when ${payments.kind} = 'payout' and ${payments.channel} = 'bank'
  and ${payments.state} = 'open' then exists ${cameBackSince} and not exists ${isConfirmed} else false end`;

/** How many payouts are on their way to such accounts, and for how much. */
export async function sumGaveBack(tx: Tx): Promise<{ readonly payouts: number; readonly micros: bigint }> {
  const [row] = await tx
    .select({ payouts: count(), micros: sum(payments.amountMicros) })
    .from(payments)
    .where(and(eq(payments.kind, 'payout'), accountGaveBack));
  return { payouts: row?.payouts ?? 0, micros: BigInt(row?.micros ?? 0) };
}
