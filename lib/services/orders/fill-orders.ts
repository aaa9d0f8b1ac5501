import { and, eq, inArray, max, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { post } from '@/db/queries/post';
import { reserveCardsOf } from '@/db/queries/reserve-cards';
import {
  holds,
  jobs,
  leases,
  marketSettings,
  orders,
  publishedPools,
  publishedServiceLevels,
  trades,
} from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { chunksOf, groupBy } from '@/lib/core/group';
import { compareIds } from '@/lib/core/ids';
import { postingsOf } from '@/lib/ledger/posting';
import { holdOrder, tradeOrder } from '@/lib/ledger/recipes';
import { jobMilestones } from '@/lib/market/job';
import { leaseMilestones } from '@/lib/settlement/milestones';
import { splitUnits } from '@/lib/settlement/split-units';
import type { Ctx } from '../context';
import { underCaps } from './under-caps';
import { workShares } from './work-shares';

/** A statement takes at most 65,535 parameters; a lease has under 32. */
const ROWS_PER_INSERT = 2000;

export type OrderRow = typeof orders.$inferSelect;
export type HoldRow = typeof holds.$inferSelect;

/** Cards of a pool in one hour at the hour's price per card-hour. */
export interface FillHour {
  readonly poolId: string;
  readonly hour: number;
  readonly cards: number;
  readonly priceMicros: bigint;
}

export interface Fill {
  readonly order: OrderRow;
  /** The open order's hold; null for an instant order, whose money is held here. */
  readonly hold: HoldRow | null;
  readonly roundId: string | null;
  readonly hours: readonly FillHour[];
}

export interface Filled {
  readonly tradeId: string;
  readonly leaseIds: readonly string[];
  readonly payMicros: bigint;
}

interface PoolTerms {
  readonly providerOrganizationId: string;
  readonly serviceLevelVersion: number;
}

async function poolTerms(tx: Tx, poolIds: readonly string[]): Promise<Map<string, PoolTerms>> {
  const rows = await tx
    .select({
      poolId: publishedPools.id,
      organizationId: publishedPools.organizationId,
      version: max(publishedServiceLevels.version),
    })
    .from(publishedPools)
    .innerJoin(publishedServiceLevels, eq(publishedServiceLevels.poolId, publishedPools.id))
    .where(inArray(publishedPools.id, [...poolIds]))
    .groupBy(publishedPools.id, publishedPools.organizationId);
  return new Map(
    rows.map((row) => [
      row.poolId,
      { providerOrganizationId: row.organizationId, serviceLevelVersion: row.version ?? 1 },
    ]),
  );
}

/** What a job asks to be paid by (S-7). */
type Asked = Parameters<typeof leaseMilestones>[0];

async function askedOf(tx: Tx, fills: readonly Fill[]): Promise<Map<string, Asked>> {
  const rows = await tx
    .select({ id: jobs.id, units: jobs.units, spec: jobs.spec })
    .from(jobs)
    .where(inArray(jobs.id, [...new Set(fills.map(({ order }) => order.jobId))]));
  return new Map(rows.map(({ id, units, spec }) => [id, { units, milestones: jobMilestones(spec) }]));
}

const costOf = (hours: readonly FillHour[]): bigint =>
  hours.reduce((sum, row) => sum + BigInt(row.cards) * row.priceMicros, 0n);

/** A fill as rows: one trade, one lease per pool with its price and its share of the units (S-2). */
function draft(ctx: Ctx, fill: Fill, terms: Map<string, PoolTerms>, asked: Map<string, Asked>) {
  const tradeId = ctx.newId('trade');
  const job = asked.get(fill.order.jobId);
  assert(job, 'fill: job', { orderId: fill.order.id });
  const byPool = [...groupBy(fill.hours, (row) => row.poolId)].sort(([a], [b]) => compareIds(a, b));
  const units = splitUnits(fill.order.units, workShares(fill.order.options, fill.hours));
  const leaseRows = byPool.map(([poolId, rows]) => {
    const pool = terms.get(poolId);
    const share = units.get(poolId);
    assert(pool && share !== undefined, 'fill: pool', { poolId });
    const hours = rows.map((row) => row.hour);
    return {
      row: {
        id: ctx.newId('lease'),
        tradeId,
        orderId: fill.order.id,
        buyerOrganizationId: fill.order.organizationId,
        providerOrganizationId: pool.providerOrganizationId,
        poolId,
        priceMicros: costOf(rows),
        unitKind: fill.order.unitKind,
        units: share,
        startHour: Math.min(...hours),
        endHour: Math.max(...hours) + 1,
        milestones: leaseMilestones(job, share),
        state: 'reserved' as const,
        termsVersion: fill.order.termsVersion,
        serviceLevelVersion: pool.serviceLevelVersion,
        eventAt: ctx.now,
      },
      hours: rows,
    };
  });
  const payMicros = costOf(fill.hours);
  const tradeRow = {
    id: tradeId,
    orderId: fill.order.id,
    organizationId: fill.order.organizationId,
    roundId: fill.roundId,
    payMicros,
    cardHours: fill.hours.reduce((sum, row) => sum + row.cards, 0),
    eventAt: ctx.now,
  };
  return { fill, tradeRow, leaseRows, payMicros };
}

type Draft = ReturnType<typeof draft>;

/** The order's hold becomes its leases' holds; the rest of the limit goes back to the buyer (M-11). */
async function moveHolds(tx: Tx, ctx: Ctx, drafts: readonly Draft[]): Promise<void> {
  const spent = drafts.flatMap(({ fill }) => (fill.hold ? [fill.hold.id] : []));
  if (spent.length)
    await tx.update(holds).set({ heldMicros: 0n, closedAt: ctx.now }).where(inArray(holds.id, spent));
  const leaseHolds = drafts.flatMap(({ fill, leaseRows }) =>
    leaseRows.map(({ row }) => ({
      id: ctx.newId('hold'),
      organizationId: fill.order.organizationId,
      orderId: fill.order.id,
      leaseId: row.id,
      heldMicros: row.priceMicros,
      eventAt: ctx.now,
    })),
  );
  for (const rows of chunksOf(leaseHolds, ROWS_PER_INSERT)) await tx.insert(holds).values(rows);
  const [settings] = await tx.select({ currency: marketSettings.currency }).from(marketSettings);
  assert(settings, 'market settings');
  const postings = drafts.map(({ fill, payMicros }) => {
    const stamp = { id: ctx.newId('posting'), eventAt: ctx.now, currency: settings.currency };
    const order = { orderId: fill.order.id, organizationId: fill.order.organizationId };
    return fill.hold
      ? tradeOrder(stamp, { ...order, heldMicros: fill.hold.heldMicros }, payMicros)
      : holdOrder(stamp, { ...order, heldMicros: payMicros });
  });
  await post(tx, postingsOf(...postings));
}

/**
 * Fills orders: trade, one lease per pool, cards reserved, holds moved, orders closed as filled. All or nothing with
 * the caller's transaction; throws CapacityGone or InsufficientFunds. Locks pool-hours, then orders, then accounts. An instant
 * order pays less than asked where a pool-hour was capped since (S-5).
 */
export async function fillOrders(tx: Tx, ctx: Ctx, fills: readonly Fill[]): Promise<Map<string, Filled>> {
  if (fills.length === 0) return new Map();
  const poolIds = [...new Set(fills.flatMap((fill) => fill.hours.map((row) => row.poolId)))];
  const terms = await poolTerms(tx, poolIds);
  const asked = await askedOf(tx, fills);
  const drafts = (await underCaps(tx, fills)).map((fill) => draft(ctx, fill, terms, asked));
  for (const some of chunksOf(drafts, ROWS_PER_INSERT))
    await tx.insert(trades).values(some.map((d) => d.tradeRow));
  const leaseRows = drafts.flatMap((d) => d.leaseRows);
  for (const some of chunksOf(leaseRows, ROWS_PER_INSERT))
    await tx.insert(leases).values(some.map((lease) => lease.row));
  await reserveCardsOf(
    tx,
    leaseRows.map(({ row, hours }) => ({ leaseId: row.id, lots: hours })),
  );
  await closeAsFilled(tx, ctx, drafts);
  await moveHolds(tx, ctx, drafts);
  return new Map(
    drafts.map((d) => [
      d.fill.order.id,
      { tradeId: d.tradeRow.id, leaseIds: d.leaseRows.map((l) => l.row.id), payMicros: d.payMicros },
    ]),
  );
}

async function closeAsFilled(tx: Tx, ctx: Ctx, drafts: readonly Draft[]): Promise<void> {
  const open = drafts.filter(({ fill }) => fill.order.state === 'open').map(({ fill }) => fill.order.id);
  if (open.length === 0) return;
  const closed = await tx
    .update(orders)
    .set({
      state: 'filled',
      closedAt: ctx.now,
      closedBecause: 'filled',
      version: sql`${orders.version} + 1`,
      roundsStood: sql`${orders.roundsStood} + 1`,
    })
    .where(and(inArray(orders.id, open), eq(orders.state, 'open')))
    .returning({ id: orders.id });
  assert(closed.length === open.length, 'fill: an order was no longer open', {
    wanted: open.length,
    found: closed.length,
  });
}
