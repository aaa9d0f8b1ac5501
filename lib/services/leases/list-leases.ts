import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import {
  entries,
  LEASE_STATES,
  leaseJobs,
  leases,
  marketSettings,
  marketTerms,
  postings,
  publishedPools,
} from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';

const PAGE = 50;

const SORTED_BY = {
  traded: leases.eventAt,
  start: leases.startHour,
  end: leases.endHour,
  price: leases.priceMicros,
} as const;
export const LEASE_SORTS = ['traded', 'start', 'end', 'price'] as const;

export const ListLeasesInput = z.object({
  /** Which side of the lease the organization is on. */
  as: z.enum(['buyer', 'provider']),
  state: z.enum(LEASE_STATES).optional(),
  poolId: z.string().max(40).optional(),
  sort: z.enum(LEASE_SORTS).catch('traded'),
  direction: z.enum(['asc', 'desc']).catch('desc'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  pageSize: z.coerce.number().int().min(1).max(10_000).catch(PAGE),
});

/** Of its credits and charges, what its provider couldn't pay and owes the exchange; row security shows it to nobody else. */
const owedMicros = sql<bigint>`(
  select coalesce(-sum(${entries.amountMicros}), 0) from ${postings}
  join ${entries} on ${entries.postingId} = ${postings.id} and ${entries.organizationId} = ${leases.providerOrganizationId}
  where ${postings.subjectType} = 'lease' and ${postings.subjectId} = ${leases.id} and ${postings.recipe} = 'owe_charge')`.mapWith(
  BigInt,
);

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
  milestones: leases.milestones,
  reportedUnits: leases.reportedUnits,
  acceptedUnits: leases.acceptedUnits,
  priceMicros: leases.priceMicros,
  earnedMicros: leases.earnedMicros,
  feeMicros: leases.feeMicros,
  refundedMicros: leases.refundedMicros,
  creditMicros: leases.creditMicros,
  chargeMicros: leases.chargeMicros,
  owedMicros,
  startHour: leases.startHour,
  endHour: leases.endHour,
  state: leases.state,
  endReason: leases.endReason,
  endedAt: leases.endedAt,
  eventAt: leases.eventAt,
  jobKind: leaseJobs.kind,
  jobName: leaseJobs.name,
  roundNumber: leaseJobs.roundNumber,
  feeBps: marketTerms.feeBps,
} as const;

/** A page of the organization's leases as their buyer or their provider, newest first unless sorted otherwise. */
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
    const way = input.direction === 'asc' ? asc : desc;
    const rows = await tx
      .select(columns)
      .from(leases)
      .innerJoin(publishedPools, eq(publishedPools.id, leases.poolId))
      .innerJoin(leaseJobs, eq(leaseJobs.leaseId, leases.id))
      .innerJoin(marketTerms, eq(marketTerms.version, leases.termsVersion))
      .where(where)
      .orderBy(way(SORTED_BY[input.sort]), way(leases.id))
      .limit(input.pageSize)
      .offset((input.page - 1) * input.pageSize);
    const [total] = await tx.select({ n: count() }).from(leases).where(where);
    const [settings] = await tx.select({ currency: marketSettings.currency }).from(marketSettings);
    assert(settings, 'market settings');
    const pools = await tx
      .selectDistinct({ id: publishedPools.id, name: publishedPools.name })
      .from(leases)
      .innerJoin(publishedPools, eq(publishedPools.id, leases.poolId))
      .where(eq(mine, organizationId))
      .orderBy(asc(publishedPools.name));
    return {
      rows,
      total: total?.n ?? 0,
      page: input.page,
      pageSize: input.pageSize,
      currency: settings.currency,
      /** Every pool these leases are in, for the filter. */
      pools,
    };
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
      .innerJoin(leaseJobs, eq(leaseJobs.leaseId, leases.id))
      .innerJoin(marketTerms, eq(marketTerms.version, leases.termsVersion))
      .where(inArray(leases.orderId, [...orderIds]))
      .orderBy(leases.startHour, leases.id),
  );
}
