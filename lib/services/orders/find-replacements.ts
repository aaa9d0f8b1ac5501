import { asc, eq, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tx } from '@/db/client';
import { leases, orders, publishedPools, replacements } from '@/db/schema';

const failed = alias(orders, 'failed_orders');

const columns = {
  leaseId: replacements.leaseId,
  poolName: publishedPools.name,
  unitKind: leases.unitKind,
  units: replacements.units,
  state: replacements.state,
  because: replacements.because,
  facts: replacements.facts,
  decidedAt: replacements.decidedAt,
  /** The job whose units are missing, and the order they were of. */
  jobId: failed.jobId,
  failedOrderId: failed.id,
  /** The order that buys them again; all null where there is none. */
  orderId: replacements.orderId,
  orderState: orders.state,
  limitMicros: orders.limitMicros,
} as const;

/** What became of missing units, in the order in which their leases failed; only their buyer finds any. */
const replacementsWhere = (tx: Tx, where: SQL) =>
  tx
    .select(columns)
    .from(replacements)
    .innerJoin(leases, eq(leases.id, replacements.leaseId))
    .innerJoin(publishedPools, eq(publishedPools.id, leases.poolId))
    .innerJoin(failed, eq(failed.id, leases.orderId))
    .leftJoin(orders, eq(orders.id, replacements.orderId))
    .where(where)
    .orderBy(asc(replacements.eventAt), asc(replacements.leaseId));

export type Replacement = Awaited<ReturnType<typeof replacementsWhere>>[number];

/** What became of the missing units of an order's leases (S-10). */
export const replacementsOfOrder = (tx: Tx, orderId: string): Promise<Replacement[]> =>
  replacementsWhere(tx, eq(leases.orderId, orderId));

/** What became of a lease's missing units; null where none are missing, and for anybody but its buyer (S-10). */
export async function replacementOfLease(tx: Tx, leaseId: string): Promise<Replacement | null> {
  const [found] = await replacementsWhere(tx, eq(replacements.leaseId, leaseId));
  return found ?? null;
}

/** The missing units that an order buys again; null for an order of its own. */
export async function replacedByOrder(tx: Tx, orderId: string): Promise<Replacement | null> {
  const [found] = await replacementsWhere(tx, eq(replacements.orderId, orderId));
  return found ?? null;
}
