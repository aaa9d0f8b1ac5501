import { and, eq, lt } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { accounts } from '@/db/schema';
import { refuseWith } from '../errors';

/** What an organization owes the exchange and hasn't given back, in micros; 0 when nothing stands (L-3). */
export async function owedMicros(tx: Tx, organizationId: string): Promise<bigint> {
  const [row] = await tx
    .select({ balanceMicros: accounts.balanceMicros })
    .from(accounts)
    .where(
      and(
        eq(accounts.organizationId, organizationId),
        eq(accounts.kind, 'receivable'),
        lt(accounts.balanceMicros, 0n),
      ),
    );
  return -(row?.balanceMicros ?? 0n);
}

/** Whether an organization owes the exchange: then it can't order, withdraw or be paid out (L-3). */
export const receivableStands = async (tx: Tx, organizationId: string): Promise<boolean> =>
  (await owedMicros(tx, organizationId)) > 0n;

/** Refuses `receivable_open` while an organization owes the exchange (L-3). */
export async function refuseWhileOwing(tx: Tx, organizationId: string): Promise<void> {
  const owed = await owedMicros(tx, organizationId);
  if (owed > 0n) refuseWith({ code: 'receivable_open', facts: { owedMicros: owed } });
}
