import { insertPoolHours, markRolled } from '@/db/queries/pool-hour-rows';
import { lockPoolsToRoll, type PoolToRoll } from '@/db/queries/pool-terms';
import { firstSellableHour, type Hour } from '@/lib/core/hours';
import { planHours } from '@/lib/market/ask-plan';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { currentTerms } from '../market/current-terms';
import { passGate } from '../rounds/gate';

/** At most this many pools a transaction, so that a long pause doesn't make one giant statement. */
const BATCH = 200;

/** The missing hours of a pool; what passed while nobody rolled is never made. */
const missingHours = (pool: PoolToRoll, fromHour: Hour, toHour: Hour) => ({
  poolId: pool.poolId,
  organizationId: pool.organizationId,
  hours: planHours(pool, Math.max(pool.rolledToHour, fromHour), toHour),
});

/**
 * Extends every pool's hours to the end of the horizon, by its newest asks and its calendar (M-17, M-18). Nothing is
 * written while no pool is short of it. Promises how many pools were extended.
 */
export async function rollPoolHours(ctx: Ctx): Promise<number> {
  authorizeEngine(ctx);
  for (let rolled = 0; ; ) {
    const batch = await ctx.db.asEngine(async (tx) => {
      const terms = await currentTerms(tx, ctx.now);
      const fromHour = firstSellableHour(ctx.now, terms.leadMinutes);
      const toHour = fromHour + terms.horizonHours;
      await passGate(tx);
      const due = await lockPoolsToRoll(tx, toHour, BATCH);
      if (due.length === 0) return 0;
      await insertPoolHours(
        tx,
        due.map((pool) => missingHours(pool, fromHour, toHour)),
      );
      await markRolled(
        tx,
        due.map((pool) => pool.poolId),
        toHour,
      );
      return due.length;
    });
    rolled += batch;
    if (batch < BATCH) return rolled;
  }
}
