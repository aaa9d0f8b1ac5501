import { and, asc, count, desc, eq, gt, inArray, isNull, lt, ne, type SQL } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { askPlans, availability, pools, serviceLevels } from '@/db/schema';
import type { Hour } from '@/lib/core/hours';
import { lockTurn } from './lock-turn';

export type AskPlanRow = typeof askPlans.$inferSelect;
export type AvailabilityRow = typeof availability.$inferSelect;
export type ServiceLevelRow = typeof serviceLevels.$inferSelect;

/** All versions of a pool's asks, newest first. */
export const listAskPlans = async (tx: Tx, poolId: string): Promise<readonly AskPlanRow[]> =>
  await tx.select().from(askPlans).where(eq(askPlans.poolId, poolId)).orderBy(desc(askPlans.version));

/** All versions of a pool's service level, newest first. */
export const listServiceLevels = async (tx: Tx, poolId: string): Promise<readonly ServiceLevelRow[]> =>
  await tx
    .select()
    .from(serviceLevels)
    .where(eq(serviceLevels.poolId, poolId))
    .orderBy(desc(serviceLevels.version));

/** A pool's calendar intervals that aren't withdrawn and end after an hour, in the order they were made. */
export const listAvailability = async (
  tx: Tx,
  poolId: string,
  afterHour: Hour,
): Promise<readonly AvailabilityRow[]> =>
  await tx
    .select()
    .from(availability)
    .where(
      and(
        eq(availability.poolId, poolId),
        isNull(availability.withdrawnAt),
        gt(availability.toHour, afterHour),
      ),
    )
    .orderBy(asc(availability.eventAt), asc(availability.createdAt), asc(availability.id));

/** What rolling a pool's hours forward needs: its cards, zone, newest asks and calendar. */
export interface PoolToRoll {
  readonly poolId: string;
  readonly organizationId: string;
  readonly cards: number;
  readonly timeZone: string;
  readonly rolledToHour: Hour;
  readonly asksMicros: readonly bigint[];
  readonly intervals: readonly AvailabilityRow[];
}

/** Pools that may still sell and lack hours before this one. */
export const poolIsShort = (toHour: Hour): SQL | undefined =>
  and(lt(pools.rolledToHour, toHour), ne(pools.status, 'revoked'));

/** Pools whose hours end before an hour, revoked ones excepted, locked against change; at most `limit` of them. */
export async function lockPoolsToRoll(tx: Tx, toHour: Hour, limit: number): Promise<readonly PoolToRoll[]> {
  const due = await tx
    .select({
      poolId: pools.id,
      organizationId: pools.organizationId,
      cards: pools.cards,
      timeZone: pools.timeZone,
      rolledToHour: pools.rolledToHour,
    })
    .from(pools)
    .where(poolIsShort(toHour))
    .orderBy(asc(pools.id))
    .limit(limit)
    .for('update');
  if (due.length === 0) return [];
  const ids = due.map((pool) => pool.poolId);
  const plans = await tx
    .selectDistinctOn([askPlans.poolId], { poolId: askPlans.poolId, asksMicros: askPlans.asksMicros })
    .from(askPlans)
    .where(inArray(askPlans.poolId, ids))
    .orderBy(askPlans.poolId, desc(askPlans.version));
  const first = due.reduce((least, pool) => Math.min(least, pool.rolledToHour), toHour);
  const intervals = await tx
    .select()
    .from(availability)
    .where(
      and(
        inArray(availability.poolId, ids),
        isNull(availability.withdrawnAt),
        gt(availability.toHour, first),
      ),
    )
    .orderBy(asc(availability.eventAt), asc(availability.createdAt), asc(availability.id));
  const planOf = new Map(plans.map((plan) => [plan.poolId, plan.asksMicros]));
  return due.map((pool) => ({
    ...pool,
    asksMicros: planOf.get(pool.poolId) ?? [],
    intervals: intervals.filter((interval) => interval.poolId === pool.poolId),
  }));
}

/** Keeps an organization's other listings out until the transaction ends: names and serial numbers are given one by one. */
export async function lockListings(tx: Tx, organizationId: string): Promise<void> {
  await lockTurn(tx, `pools/${organizationId}`);
}

/** How many pools an organization has ever listed, revoked ones included. */
export async function countListed(tx: Tx, organizationId: string): Promise<number> {
  const [row] = await tx
    .select({ listed: count() })
    .from(pools)
    .where(eq(pools.organizationId, organizationId));
  return row?.listed ?? 0;
}
