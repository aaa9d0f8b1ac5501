import { count, gte, sql } from 'drizzle-orm';
import { leases, orders, trades } from '@/db/schema';
import { hourStart } from '@/lib/core/hours';
import { dayOf } from '@/lib/oversight/price-statistics';
import type { Ctx } from '../context';
import { marketCurrency } from '../market/market-currency';
import { firstHourOfDays } from '../market/traded-prices';
import { asOverseer } from './as-overseer';

const DAYS = 14;

export interface OrderCount {
  readonly kind: 'instant' | 'limit';
  readonly state: (typeof orders.$inferSelect)['state'];
  readonly orders: number;
}

export interface ReasonCount {
  readonly reason: string;
  readonly orders: number;
}

export interface LeaseCount {
  readonly state: (typeof leases.$inferSelect)['state'];
  readonly endReason: (typeof leases.$inferSelect)['endReason'];
  readonly leases: number;
}

/** Trades of one UTC day by the way they were made. */
export interface TradeDay {
  readonly day: string;
  readonly kind: 'round' | 'instant';
  readonly trades: number;
  readonly cardHours: number;
  readonly valueMicros: bigint;
}

export interface OrderCounts {
  readonly currency: string;
  readonly orders: readonly OrderCount[];
  /** Why the latest round left open orders unfilled (M-15); null for those that stood in none yet. */
  readonly reasons: readonly ReasonCount[];
  readonly leases: readonly LeaseCount[];
  readonly trades: readonly TradeDay[];
}

/** Orders by kind and state, open ones by reason, leases by state and end, trades by day: what is in scope (M-15, S-4). */
export async function listOrderCounts(ctx: Ctx): Promise<OrderCounts> {
  return asOverseer(ctx, async (tx) => {
    const reason = sql<string>`coalesce(${orders.lastReason}, 'none')`;
    const day = sql<number>`floor(extract(epoch from ${trades.eventAt}) / 86400)::integer`;
    const kind = sql<TradeDay['kind']>`case when ${trades.roundId} is null then 'instant' else 'round' end`;
    const made = await tx
      .select({
        day: day.as('day'),
        kind: kind.as('kind'),
        trades: count(),
        cardHours: sql<string>`sum(${trades.cardHours})`,
        value: sql<string>`sum(${trades.payMicros})`,
      })
      .from(trades)
      .where(gte(trades.eventAt, hourStart(firstHourOfDays(ctx.now, DAYS))))
      .groupBy(sql`day`, sql`kind`)
      .orderBy(sql`day`, sql`kind`);
    return {
      currency: await marketCurrency(tx),
      orders: await tx
        .select({ kind: orders.kind, state: orders.state, orders: count() })
        .from(orders)
        .groupBy(orders.kind, orders.state)
        .orderBy(orders.kind, orders.state),
      reasons: await tx
        .select({ reason: reason.as('reason'), orders: count() })
        .from(orders)
        .where(sql`${orders.state} = 'open'`)
        .groupBy(sql`reason`)
        .orderBy(sql`count(*) desc`),
      leases: await tx
        .select({ state: leases.state, endReason: leases.endReason, leases: count() })
        .from(leases)
        .groupBy(leases.state, leases.endReason)
        .orderBy(leases.state, leases.endReason),
      trades: made.map((row) => ({
        day: dayOf(hourStart(row.day * 24)),
        kind: row.kind,
        trades: row.trades,
        cardHours: Number(row.cardHours),
        valueMicros: BigInt(row.value),
      })),
    };
  });
}
