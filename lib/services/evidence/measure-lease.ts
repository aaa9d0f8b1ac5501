import { asc, eq, inArray } from 'drizzle-orm';
import { RETRIED_STATES, type Tx } from '@/db/client';
import { type DeliveryRecord, recordDeliveries } from '@/db/queries/record-delivery';
import { deliveries, disputes, leaseHours, leaseJobs, leases, publishedPools } from '@/db/schema';
import { sqlState } from '@/db/sql-state';
import { chipByKey } from '@/lib/compute/chips';
import { groupBy } from '@/lib/core/group';
import { idOfMonth } from '@/lib/core/ids';
import { JobSpec } from '@/lib/market/job';
import { siteOf } from '@/lib/market/job-option';
import {
  acceptedWork,
  byTheClock,
  deliveredRow,
  type LeaseTime,
  measuredCardHours,
} from '@/lib/profiling/measured/delivered';
import { believedTime, heldWork } from '@/lib/profiling/measured/held-work';
import { workClass } from '@/lib/profiling/measured/work-class';
import { PROFILE_VERSION } from '@/lib/profiling/profile';
import { paidUnits } from '@/lib/settlement/end-lease';
import { workedHours } from '@/lib/settlement/late-input';
import { isMeasuredEnd } from '@/lib/settlement/lease-state';
import type { LeaseSettlement } from '@/lib/settlement/settle-lease';
import type { Ctx } from '../context';

type Ended = Pick<LeaseSettlement, 'counts' | 'endReason'>;
interface MeasuredLease {
  readonly id: string;
  readonly poolId: string;
}

/** A lease that ended, and with what. */
export interface EndedLease {
  readonly lease: MeasuredLease;
  readonly ended: Ended;
}

/** A result reported on a lease, and what became of it. */
interface Reported {
  readonly kind: (typeof deliveries.$inferSelect)['kind'];
  readonly state: (typeof deliveries.$inferSelect)['state'];
  readonly outcome: (typeof disputes.$inferSelect)['outcome'];
  /** Units of it that are paid. */
  readonly paidUnits: bigint;
  readonly reportedAt: Date;
  readonly evidence: (typeof deliveries.$inferSelect)['evidence'];
}

interface Facts {
  readonly spec: unknown;
  readonly pool: typeof publishedPools.$inferSelect | undefined;
  readonly hours: LeaseTime['hours'];
  readonly reported: readonly Reported[];
}

/** What measuring reads of leases, in four queries for all of them. */
async function factsOf(tx: Tx, ended: readonly EndedLease[]): Promise<(leaseId: string) => Facts> {
  const leaseIds = ended.map(({ lease }) => lease.id);
  const jobs = await tx.select().from(leaseJobs).where(inArray(leaseJobs.leaseId, leaseIds));
  const pools = await tx
    .select()
    .from(publishedPools)
    .where(inArray(publishedPools.id, [...new Set(ended.map(({ lease }) => lease.poolId))]));
  const hours = await tx
    .select({ leaseId: leaseHours.leaseId, hour: leaseHours.hour, cards: leaseHours.cards })
    .from(leaseHours)
    .where(inArray(leaseHours.leaseId, leaseIds))
    .orderBy(asc(leaseHours.leaseId), asc(leaseHours.hour));
  const reported = await tx
    .select({
      leaseId: deliveries.leaseId,
      inputReadyAt: leases.inputReadyAt,
      workStartedAt: leases.workStartedAt,
      kind: deliveries.kind,
      units: deliveries.units,
      providerUnits: disputes.providerUnits,
      state: deliveries.state,
      outcome: disputes.outcome,
      reportedAt: deliveries.eventAt,
      evidence: deliveries.evidence,
    })
    .from(deliveries)
    .innerJoin(leases, eq(leases.id, deliveries.leaseId))
    .leftJoin(disputes, eq(disputes.deliveryId, deliveries.id))
    .where(inArray(deliveries.leaseId, leaseIds));
  const specOf = new Map(jobs.map((job) => [job.leaseId, job.spec]));
  const poolById = new Map(pools.map((pool) => [pool.id, pool]));
  const poolIdOf = new Map(ended.map(({ lease }) => [lease.id, lease.poolId]));
  const hoursOf = groupBy(hours, ({ leaseId }) => leaseId);
  const reportedOf = groupBy(reported, ({ leaseId }) => leaseId);
  return (leaseId) => {
    const own = (reportedOf.get(leaseId) ?? []).map((one) => ({ ...one, paidUnits: paidUnits(one) }));
    const input = {
      inputReadyAt: own[0]?.inputReadyAt ?? null,
      workStartedAt: own[0]?.workStartedAt ?? null,
    };
    return {
      spec: specOf.get(leaseId),
      pool: poolById.get(poolIdOf.get(leaseId) ?? ''),
      hours: workedHours(input, hoursOf.get(leaseId) ?? [], own),
      reported: own.filter(({ kind }) => kind === 'result'),
    };
  };
}

/** Both meters of a lease's accepted units: its clock, and the hours its provider counted (S-6). */
function leaseTime({ hours, reported }: Facts): LeaseTime | null {
  const accepted = reported.filter(({ state, outcome }) => state !== 'rejected' && outcome !== 'for_buyer');
  const counted = accepted.map(({ evidence }) => evidence.runtimeHours ?? null);
  const runtimeHours = counted.every((one) => one !== null)
    ? counted.reduce((total, one) => total + one, 0)
    : null;
  return accepted.length === 0
    ? null
    : {
        hours,
        reportedAtMs: Math.max(...accepted.map(({ reportedAt }) => reportedAt.getTime())),
        runtimeHours,
      };
}

/** What an ended lease measured; null where nothing can be told. */
function recordOf(ctx: Ctx, { lease, ended }: EndedLease, facts: Facts): DeliveryRecord | null {
  const { pool } = facts;
  const spec = JobSpec.safeParse(facts.spec);
  const chip = pool ? chipByKey(pool.chip) : null;
  if (!spec.success || !pool || !chip) {
    ctx.log.warn({ leaseId: lease.id }, 'lease not measured: job or chip unreadable');
    return null;
  }
  // Hours lost to the buyer's late input are paid units that nothing worked for (S-9).
  const work = acceptedWork(
    spec.data,
    facts.reported.reduce((sum, one) => sum + one.paidUnits, 0n),
  );
  const time = work && leaseTime(facts);
  const metered = time && measuredCardHours(time);
  if (!work || !time || !metered) return null;
  const site = siteOf(pool);
  const heldCards = time.hours[0]?.cards ?? 1;
  // Of a part nobody can tell which hours it took: only the clock says what passed.
  const took =
    ended.endReason === 'partially_delivered'
      ? byTheClock(metered)
      : believedTime(metered, work, chip, site, heldCards);
  const { cards, logSlowdown } = heldWork(took, work, chip, site, heldCards);
  const id = idOfMonth('evidence', ctx.newId('evidence'), ctx.now);
  const row = deliveredRow({ id, chip: chip.key, cards, cardHours: took.cardHours, at: ctx.now }, work);
  if (!(Number.isFinite(row.rate) && row.rate > 0)) {
    ctx.log.warn({ leaseId: lease.id, cardHours: took.cardHours }, 'lease not measured: no rate');
    return null;
  }
  return {
    ...took,
    row,
    workClass: workClass(work),
    workload: work,
    logSlowdown,
    profileVersion: PROFILE_VERSION,
    eventAt: ctx.now,
  };
}

async function measure(tx: Tx, ctx: Ctx, ended: readonly EndedLease[]): Promise<ReadonlyMap<string, string>> {
  const facts = await factsOf(tx, ended);
  const records = new Map<string, DeliveryRecord>();
  for (const one of ended) {
    const record = recordOf(ctx, one, facts(one.lease.id));
    if (record) records.set(one.lease.id, record);
  }
  const made = await recordDeliveries(tx, records);
  return new Map([...records].flatMap(([id, { row }]) => (made.has(id) ? [[id, row.id] as const] : [])));
}

/**
 * Keeps what leases measured when they end with accepted units, in the transaction that ends them: later quotes of their
 * pools heed it (P-5). Serving and card-hours tell nothing of pace, and units reported as the lease began took no time to
 * measure; a short reservation that nobody metered is kept, but isn't held against the model. Settlement never waits for a
 * measurement: one that fails is logged, and market-check finds it missing. Promises the evidence made, by lease.
 */
export async function measureLeases(
  tx: Tx,
  ctx: Ctx,
  all: readonly EndedLease[],
): Promise<ReadonlyMap<string, string>> {
  const ended = all.filter((one) => one.ended.counts.accepted > 0n && isMeasuredEnd(one.ended.endReason));
  if (ended.length === 0) return new Map();
  try {
    return await tx.transaction((savepoint) => measure(savepoint, ctx, ended));
  } catch (error) {
    if (RETRIED_STATES.has(sqlState(error) ?? '')) throw error;
    const [first, ...rest] = ended;
    if (first && rest.length === 0) {
      ctx.log.error({ err: error, leaseId: first.lease.id }, 'lease not measured');
      return new Map();
    }
    // One that can't be measured doesn't take the others with it.
    const made = new Map<string, string>();
    for (const one of ended) for (const [id, row] of await measureLeases(tx, ctx, [one])) made.set(id, row);
    return made;
  }
}

/** The same for one lease; promises its evidence's id. */
export async function measureLease(
  tx: Tx,
  ctx: Ctx,
  lease: MeasuredLease,
  ended: Ended,
): Promise<string | null> {
  return (await measureLeases(tx, ctx, [{ lease, ended }])).get(lease.id) ?? null;
}
