import { eq, exists, sql } from 'drizzle-orm';
import { poolIsShort } from '@/db/queries/pool-terms';
import { deliveries, leases, marketSettings, orders, payments, pools } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { firstSellableHour } from '@/lib/core/hours';
import { roundTickAt } from '@/lib/market/round-tick';
import type { Ctx } from '../context';
import { leaseIsDue, silenceIsDue } from '../leases/run-leases';
import { currentTerms } from '../market/current-terms';
import { isPastFilling } from '../orders/expire-orders';

/** Which kinds of work have fallen due. */
export interface DueKinds {
  readonly pools: boolean;
  readonly leases: boolean;
  readonly silences: boolean;
  readonly orders: boolean;
  readonly payments: boolean;
  readonly round: boolean;
}

/** Looks, in one transaction, for what has fallen due by `ctx.now`, so that an idle minute costs no more than a look. */
export function lookForDue(ctx: Ctx): Promise<DueKinds> {
  const { now } = ctx;
  return ctx.db.asEngine(async (tx) => {
    const { leadMinutes, horizonHours, mainRoundSeconds } = await currentTerms(tx, now);
    const one = { one: sql`1` };
    const toHour = firstSellableHour(now, leadMinutes) + horizonHours;
    const [found] = await tx
      .select({
        pools: sql<boolean>`${exists(tx.select(one).from(pools).where(poolIsShort(toHour)))}`,
        leases: sql<boolean>`${exists(tx.select(one).from(leases).where(leaseIsDue(now)))}`,
        silences: sql<boolean>`${exists(tx.select(one).from(deliveries).where(silenceIsDue(now)))}`,
        orders: sql<boolean>`${exists(tx.select(one).from(orders).where(isPastFilling(now, leadMinutes)))}`,
        payments: sql<boolean>`${exists(tx.select(one).from(payments).where(eq(payments.state, 'pending')))}`,
        tick: marketSettings.roundTickAt,
      })
      .from(marketSettings);
    assert(found, 'market settings');
    const { tick, ...kinds } = found;
    return { ...kinds, round: tick === null || tick < roundTickAt(now, mainRoundSeconds) };
  });
}
