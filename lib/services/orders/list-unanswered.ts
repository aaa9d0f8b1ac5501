import { and, asc, eq } from 'drizzle-orm';
import { deliveries, jobs, leases, orders } from '@/db/schema';
import { authorize } from '../authorize';
import type { Ctx } from '../context';

/** Deliveries that wait for the buyer's yes or no, the one whose silence counts first on top (S-3). */
export async function listUnanswered(ctx: Ctx) {
  const organizationId = authorize(ctx, 'leases.view');
  return ctx.db.asOrganization(organizationId, (tx) =>
    tx
      .select({
        deliveryId: deliveries.id,
        leaseId: deliveries.leaseId,
        kind: deliveries.kind,
        jobName: jobs.name,
        unitKind: leases.unitKind,
        units: deliveries.units,
        leaseUnits: leases.units,
        priceMicros: leases.priceMicros,
        windowEndsAt: deliveries.windowEndsAt,
        eventAt: deliveries.eventAt,
      })
      .from(deliveries)
      .innerJoin(leases, eq(leases.id, deliveries.leaseId))
      .innerJoin(orders, eq(orders.id, leases.orderId))
      .innerJoin(jobs, eq(jobs.id, orders.jobId))
      .where(and(eq(deliveries.buyerOrganizationId, organizationId), eq(deliveries.state, 'reported')))
      .orderBy(asc(deliveries.windowEndsAt))
      .limit(100),
  );
}
export type Unanswered = Awaited<ReturnType<typeof listUnanswered>>[number];
