import { exists, sql } from 'drizzle-orm';
import { poolIsShort } from '@/db/queries/pool-terms';
import { deliveries, leases, marketSettings, orders, payments, pools, replacements } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { firstSellableHour } from '@/lib/core/hours';
import { payoutTickAt } from '@/lib/ledger/payout';
import { roundTickAt } from '@/lib/market/round-tick';
import type { Ctx } from '../context';
import { givenBackIsDue } from '../leases/pass-given-back';
import { leaseIsDue, silenceIsDue } from '../leases/run-leases';
import { currentTerms } from '../market/current-terms';
import { replacementIsDue } from '../orders/buy-again';
import { isPastFilling } from '../orders/expire-orders';
import { attemptIsDue } from '../payments/attempt-payment';

/** Which kinds of work have fallen due. */
export interface DueKinds {
  readonly pools: boolean;
  readonly leases: boolean;
  readonly silences: boolean;
  readonly givenBack: boolean;
  readonly orders: boolean;
  readonly replacements: boolean;
  readonly payments: boolean;
  readonly payouts: boolean;
  readonly round: boolean;
}

/** Looks, in one transaction, for what has fallen due by `ctx.now`, so that an idle minute costs no more than a look. */
export function lookForDue(ctx: Ctx): Promise<DueKinds> {
  const { now } = ctx;
  return ctx.db.asEngine(async (tx) => {
    const { leadMinutes, horizonHours, mainRoundSeconds, payoutIntervalHours } = await currentTerms(tx, now);
    const one = { one: sql`1` };
    const toHour = firstSellableHour(now, leadMinutes) + horizonHours;
    const [found] = await tx
      .select({
        pools: sql<boolean>`${exists(tx.select(one).from(pools).where(poolIsShort(toHour)))}`,
        leases: sql<boolean>`${exists(tx.select(one).from(leases).where(leaseIsDue(now)))}`,
        silences: sql<boolean>`${exists(tx.select(one).from(deliveries).where(silenceIsDue(now)))}`,
        givenBack: sql<boolean>`${exists(tx.select(one).from(leases).where(givenBackIsDue(now)))}`,
        orders: sql<boolean>`${exists(tx.select(one).from(orders).where(isPastFilling(now, leadMinutes)))}`,
        replacements: sql<boolean>`${exists(tx.select(one).from(replacements).where(replacementIsDue))}`,
        payments: sql<boolean>`${exists(tx.select(one).from(payments).where(attemptIsDue(now)))}`,
        tick: marketSettings.roundTickAt,
        payoutTick: marketSettings.payoutTickAt,
      })
      .from(marketSettings);
    assert(found, 'market settings');
    const { tick, payoutTick, ...kinds } = found;
    return {
      ...kinds,
      payouts: payoutTick === null || payoutTick < payoutTickAt(now, payoutIntervalHours),
      round: tick === null || tick < roundTickAt(now, mainRoundSeconds),
    };
  });
}
