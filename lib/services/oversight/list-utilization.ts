import { and, asc, gte, lt, sql } from 'drizzle-orm';
import { poolHours } from '@/db/schema';
import { groupBy } from '@/lib/core/group';
import { hourOf, hourStart } from '@/lib/core/hours';
import { dayOf } from '@/lib/oversight/price-statistics';
import { type CapacityHour, type Utilization, utilization } from '@/lib/oversight/utilization';
import type { Ctx } from '../context';
import { asOverseer } from './as-overseer';

const DAYS_BACK = 7;
const DAYS_AHEAD = 14;

export interface UtilizationDay extends Utilization {
  /** UTC date. */
  readonly day: string;
}

export interface UtilizationReport {
  /** The running hour, in cards. */
  readonly now: Utilization;
  readonly days: readonly UtilizationDay[];
  readonly total: Utilization;
}

/** Offered, running, reserved and idle card-hours in scope by UTC day, from 7 days back to 14 ahead (O-3). */
export async function listUtilization(ctx: Ctx): Promise<UtilizationReport> {
  const nowHour = hourOf(ctx.now);
  const today = Math.floor(nowHour / 24) * 24;
  const hours: CapacityHour[] = await asOverseer(ctx, (tx) =>
    tx
      .select({
        hour: poolHours.hour,
        offeredCards: sql<number>`sum(${poolHours.offeredCards})::integer`,
        reservedCards: sql<number>`sum(${poolHours.reservedCards})::integer`,
      })
      .from(poolHours)
      .where(and(gte(poolHours.hour, today - DAYS_BACK * 24), lt(poolHours.hour, today + DAYS_AHEAD * 24)))
      .groupBy(poolHours.hour)
      .orderBy(asc(poolHours.hour)),
  );
  const byDay = groupBy(hours, (row) => dayOf(hourStart(row.hour)));
  return {
    now: utilization(
      hours.filter((row) => row.hour === nowHour),
      nowHour,
    ),
    days: [...byDay].map(([day, rows]) => ({ day, ...utilization(rows, nowHour) })),
    total: utilization(hours, nowHour),
  };
}
