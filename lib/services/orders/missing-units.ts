import { eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { jobs, leases, orders, organizations, replacements } from '@/db/schema';
import { assert } from '@/lib/core/assert';

export type ReplacementRow = typeof replacements.$inferSelect;
export type Refused = NonNullable<ReplacementRow['because']>;

/** Missing units that are due, with the order and the job they were of. */
export interface Missing {
  readonly row: ReplacementRow;
  readonly order: typeof orders.$inferSelect;
  readonly job: typeof jobs.$inferSelect;
  /** What the buyer got of the failer's charge, micros. */
  readonly chargeMicros: bigint;
  readonly buyerStatus: string;
}

/** Locks missing units that are due, and their order; null once they were decided. */
export async function lockMissing(tx: Tx, leaseId: string): Promise<Missing | null> {
  const [row] = await tx.select().from(replacements).where(eq(replacements.leaseId, leaseId)).for('update');
  if (row?.state !== 'due') return null;
  const [failed] = await tx
    .select({
      order: orders,
      job: jobs,
      chargeMicros: leases.chargeMicros,
      buyerStatus: organizations.status,
    })
    .from(leases)
    .innerJoin(orders, eq(orders.id, leases.orderId))
    .innerJoin(jobs, eq(jobs.id, orders.jobId))
    .innerJoin(organizations, eq(organizations.id, leases.buyerOrganizationId))
    .where(eq(leases.id, leaseId))
    .for('update', { of: orders });
  assert(failed, 'replacement: lease', { leaseId });
  return { row, ...failed };
}

/**
 * What an order's leases may still cost or did, with the orders that buy for them again at their limits less what their
 * failers paid, and its units that wait to be bought again. The order is locked, so its parts are bought one after the other.
 */
export async function standingOf(tx: Tx, orderId: string) {
  const [found] = await tx.execute<{ committed: string; due: string }>(sql`
    select (coalesce(sum(l.price_micros - l.refunded_micros), 0)
        + coalesce(sum(greatest(o.limit_micros - l.charge_micros, 0)) filter (where o.state in ('open', 'filled')), 0))::text as committed,
      coalesce(sum(r.units) filter (where r.state = 'due'), 0)::text as due
    from leases l left join replacements r on r.lease_id = l.id left join orders o on o.id = r.order_id
    where l.order_id = ${orderId}`);
  assert(found, 'replacement: order', { orderId });
  return { committedMicros: BigInt(found.committed), dueUnits: BigInt(found.due) };
}
