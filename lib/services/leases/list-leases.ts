import { and, count, desc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { LEASE_STATES, leases, publishedPools } from '@/db/schema';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';

const PAGE = 50;

export const ListLeasesInput = z.object({
  /** Which side of the lease the organization is on. */
  as: z.enum(['buyer', 'provider']),
  state: z.enum(LEASE_STATES).optional(),
  poolId: z.string().max(40).optional(),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

const columns = {
  id: leases.id,
  orderId: leases.orderId,
  poolId: leases.poolId,
  poolName: publishedPools.name,
  poolCode: publishedPools.code,
  providerName: publishedPools.providerName,
  chip: publishedPools.chip,
  region: publishedPools.region,
  timeZone: publishedPools.timeZone,
  unitKind: leases.unitKind,
  units: leases.units,
  reportedUnits: leases.reportedUnits,
  acceptedUnits: leases.acceptedUnits,
  priceMicros: leases.priceMicros,
  earnedMicros: leases.earnedMicros,
  feeMicros: leases.feeMicros,
  refundedMicros: leases.refundedMicros,
  startHour: leases.startHour,
  endHour: leases.endHour,
  state: leases.state,
  endReason: leases.endReason,
  endedAt: leases.endedAt,
  eventAt: leases.eventAt,
} as const;

/** A page of the organization's leases, newest first, as their buyer or their provider. */
export async function listLeases(ctx: Ctx, raw: unknown) {
  const organizationId = authorize(ctx, 'leases.view');
  const input = parseInput(ListLeasesInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const mine = input.as === 'buyer' ? leases.buyerOrganizationId : leases.providerOrganizationId;
    const where = and(
      eq(mine, organizationId),
      input.state ? eq(leases.state, input.state) : undefined,
      input.poolId ? eq(leases.poolId, input.poolId) : undefined,
    );
    const rows = await tx
      .select(columns)
      .from(leases)
      .innerJoin(publishedPools, eq(publishedPools.id, leases.poolId))
      .where(where)
      .orderBy(desc(leases.eventAt), desc(leases.id))
      .limit(PAGE)
      .offset((input.page - 1) * PAGE);
    const [total] = await tx.select({ n: count() }).from(leases).where(where);
    return { rows, total: total?.n ?? 0, page: input.page, pageSize: PAGE };
  });
}
export type LeaseListRow = Awaited<ReturnType<typeof listLeases>>['rows'][number];

/** The leases of an order or of any number of ids that the organization is a party to. */
export async function listLeasesOfOrder(ctx: Ctx, orderIds: readonly string[]): Promise<LeaseListRow[]> {
  const organizationId = authorize(ctx, 'leases.view');
  if (orderIds.length === 0) return [];
  return ctx.db.asOrganization(organizationId, (tx) =>
    tx
      .select(columns)
      .from(leases)
      .innerJoin(publishedPools, eq(publishedPools.id, leases.poolId))
      .where(inArray(leases.orderId, [...orderIds]))
      .orderBy(leases.startHour, leases.id),
  );
}
