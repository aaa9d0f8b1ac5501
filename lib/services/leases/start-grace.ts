import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { publishedServiceLevels } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { leaveUnstarted, reportStart, startMeter } from '@/lib/settlement/work-start';
import type { Ctx } from '../context';
import { deliveryStandings, type LeaseRow } from './move-lease';

/** The start grace of the service level a lease names, in minutes (S-5, M-19). */
export async function startGraceOf(
  tx: Tx,
  { id, poolId, serviceLevelVersion }: Pick<LeaseRow, 'id' | 'poolId' | 'serviceLevelVersion'>,
): Promise<number> {
  const [level] = await tx
    .select({ startGraceMinutes: publishedServiceLevels.startGraceMinutes })
    .from(publishedServiceLevels)
    .where(
      and(eq(publishedServiceLevels.poolId, poolId), eq(publishedServiceLevels.version, serviceLevelVersion)),
    );
  assert(level, 'lease: service level', { leaseId: id });
  return level.startGraceMinutes;
}

/** How a lease's start stands now for one of its parties, and what that party may do about it (S-5). */
export async function startStanding(tx: Tx, ctx: Ctx, row: LeaseRow, side: 'buyer' | 'provider') {
  const graceMinutes = await startGraceOf(tx, row);
  const standings = await deliveryStandings(tx, row.id);
  const meter = startMeter(row, standings, graceMinutes, ctx.now);
  const { permissions } = ctx.actor;
  return {
    ...meter,
    graceMinutes,
    /** Whether its provider may say now that the work runs. */
    mayReport:
      side === 'provider' &&
      permissions.has('deliveries.report') &&
      meter.startedAt === null &&
      reportStart(row, ctx.now).ok,
    /** Whether its buyer may leave it now at its provider's cost. */
    mayLeave:
      side === 'buyer' &&
      permissions.has('orders.cancel') &&
      leaveUnstarted(row, standings, graceMinutes, ctx.now).ok,
  };
}
