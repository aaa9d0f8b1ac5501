import { and, asc, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import {
  deliveries,
  disputes,
  entries,
  jobs,
  leaseHours,
  leaseJobs,
  leases,
  marketTerms,
  orders,
  postings,
  publishedPools,
} from '@/db/schema';
import { chunksOf, groupBy } from '@/lib/core/group';
import type { InvoiceSide, MonthBounds } from './billing-month';
import type { LeaseEvent } from './charges';

const fact = (name: 'earned' | 'fee') =>
  sql<bigint>`coalesce((${postings.facts} ->> ${sql.raw(`'${name}'`)})::numeric, 0)`.mapWith(BigInt);
const moved = (where?: ReturnType<typeof sql>) =>
  sql<bigint>`coalesce(sum(${entries.amountMicros})${where ? sql` filter (where ${where})` : sql``}, 0)`.mapWith(
    BigInt,
  );
const isAvailable = sql`split_part(${entries.accountId}, '/', 2) = 'available'`;
const sequence = sql`(${postings.facts} ->> 'sequence')::integer`;

/** Units a posting paid for: those of the delivery it settled, or those its dispute was decided to be worth. */
const paidUnits = sql<bigint>`coalesce(case ${postings.recipe} when 'settle_lease' then ${deliveries.units}
  when 'decide_dispute' then ${disputes.providerUnits} end, 0)`.mapWith(BigInt);

const partyOf = (side: InvoiceSide) =>
  side === 'buyer' ? leases.buyerOrganizationId : leases.providerOrganizationId;

/** What every posting about a lease did for one side in a period, by lease and time: read off entries, which never change. */
export async function readLeaseEvents(
  tx: Tx,
  organizationId: string,
  side: InvoiceSide,
  { from, to }: MonthBounds,
): Promise<LeaseEvent[]> {
  const rows = await tx
    .select({
      postingId: postings.id,
      leaseId: leases.id,
      recipe: postings.recipe,
      eventAt: postings.eventAt,
      earnedMicros: fact('earned'),
      feeMicros: fact('fee'),
      changeMicros: moved(),
      availableMicros: moved(isAvailable),
      units: paidUnits,
      disputeId: disputes.id,
      isLateInput: sql<boolean>`coalesce(${paidUnits} > 0 and ${deliveries.kind} = 'late_input', false)`,
      billedBefore: sql<boolean>`exists (select 1 from ${postings} before where before.subject_type = 'lease'
        and before.subject_id = ${leases.id} and before.event_at < ${from.toISOString()}::timestamptz
        and (before.facts ->> 'earned')::numeric > 0)`,
    })
    .from(entries)
    .innerJoin(postings, eq(postings.id, entries.postingId))
    .innerJoin(leases, eq(leases.id, postings.subjectId))
    .leftJoin(deliveries, and(eq(deliveries.leaseId, leases.id), eq(deliveries.sequence, sequence)))
    .leftJoin(disputes, eq(disputes.deliveryId, deliveries.id))
    .where(
      and(
        eq(entries.organizationId, organizationId),
        eq(postings.subjectType, 'lease'),
        eq(partyOf(side), organizationId),
        gte(entries.eventAt, from),
        lt(entries.eventAt, to),
      ),
    )
    .groupBy(postings.id, leases.id, deliveries.id, disputes.id)
    .orderBy(asc(leases.id), asc(postings.eventAt), asc(postings.id));
  return rows.map(({ availableMicros, ...event }) => ({
    ...event,
    // Of what became available, the rest is credit: it came from the provider and not from the hold.
    returnedMicros: side === 'buyer' ? availableMicros - (event.earnedMicros + event.changeMicros) : 0n,
  }));
}

const LEASES_PER_QUERY = 5000;

function invoiced(tx: Tx, leaseIds: readonly string[]) {
  const hours = tx
    .select({
      leaseId: leaseHours.leaseId,
      cards: sql<number>`sum(${leaseHours.cards})::integer`.as('card_hours'),
      first: sql<number>`min(${leaseHours.hour})`.as('first_hour'),
      last: sql<number>`max(${leaseHours.hour})`.as('last_hour'),
    })
    .from(leaseHours)
    .where(inArray(leaseHours.leaseId, [...leaseIds]))
    .groupBy(leaseHours.leaseId)
    .as('hours');
  return tx
    .select({
      leaseId: leases.id,
      orderId: leases.orderId,
      quoteId: orders.quoteId,
      jobId: jobs.id,
      jobName: leaseJobs.name,
      jobKind: leaseJobs.kind,
      label: jobs.label,
      roundNumber: leaseJobs.roundNumber,
      poolCode: publishedPools.code,
      poolName: publishedPools.name,
      providerName: publishedPools.providerName,
      chip: publishedPools.chip,
      region: publishedPools.region,
      unitKind: leases.unitKind,
      units: leases.units,
      priceMicros: leases.priceMicros,
      /** A provider sees no order of its buyer: the tax of the terms the lease was made under is the order's. */
      taxBps: sql<number>`coalesce(${orders.taxBps}, ${marketTerms.taxBps})`,
      cardHours: hours.cards,
      startHour: hours.first,
      endHour: sql<number>`${hours.last} + 1`,
    })
    .from(leases)
    .innerJoin(leaseJobs, eq(leaseJobs.leaseId, leases.id))
    .innerJoin(hours, eq(hours.leaseId, leases.id))
    .innerJoin(publishedPools, eq(publishedPools.id, leases.poolId))
    .innerJoin(marketTerms, eq(marketTerms.version, leases.termsVersion))
    .leftJoin(orders, eq(orders.id, leases.orderId))
    .leftJoin(jobs, eq(jobs.id, orders.jobId))
    .where(inArray(leases.id, [...leaseIds]));
}
export type InvoicedLease = Awaited<ReturnType<typeof invoiced>>[number];

/** What an invoice says of each lease: fixed by its trade. */
export async function readInvoicedLeases(
  tx: Tx,
  leaseIds: readonly string[],
): Promise<Map<string, InvoicedLease>> {
  const found = new Map<string, InvoicedLease>();
  for (const some of chunksOf(leaseIds, LEASES_PER_QUERY))
    for (const row of await invoiced(tx, some)) found.set(row.leaseId, row);
  return found;
}

/** Events by lease, in order of the leases' ids. */
export const byLease = (events: readonly LeaseEvent[]): Map<string, LeaseEvent[]> =>
  groupBy(events, (event) => event.leaseId);
