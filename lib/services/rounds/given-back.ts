import { and, asc, eq, gte, isNull, notExists, or, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { mainRoundPassedAt } from '@/db/queries/pass-main-round';
import { leaseHours, leases, orders, organizations, quotes, trades } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import type { Grid, OrderForBook } from './load-book';

/** Instant trades that stand in an indicative book as if a round had yet to fill them (M-6b). */
export interface GivenBack {
  /** Their orders: the limit is what was paid, the window starts when the data could be there. */
  readonly orders: readonly OrderForBook[];
  /** The cards they hold, by pool and hour. */
  readonly cards: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

export const NOTHING_GIVEN_BACK: GivenBack = { orders: [], cards: new Map() };

/** Instant trades since the latest main round of which nothing has begun, so that a round could place them anew. */
export async function instantTradesGivenBack(tx: Tx, grid: Grid): Promise<GivenBack> {
  const since = (await mainRoundPassedAt(tx)) ?? new Date(0);
  const begun = tx
    .select({ one: sql`1` })
    .from(leases)
    .where(
      and(
        eq(leases.tradeId, trades.id),
        or(
          sql`${leases.state} <> 'reserved'`,
          sql`${leases.startHour} < ${grid.startHour}`,
          sql`${leases.endHour} > ${grid.endHour}`,
        ),
      ),
    );
  const rows = await tx
    .select({ order: orders, tradeId: trades.id, payMicros: trades.payMicros, facts: quotes.facts })
    .from(trades)
    .innerJoin(orders, eq(orders.id, trades.orderId))
    .innerJoin(quotes, eq(quotes.id, orders.quoteId))
    .innerJoin(organizations, eq(organizations.id, orders.organizationId))
    .where(
      and(
        isNull(trades.roundId),
        gte(trades.eventAt, since),
        eq(organizations.status, 'admitted'),
        notExists(begun),
      ),
    )
    // The fingerprint of an indicative book must not depend on how the rows happen to lie.
    .orderBy(asc(orders.id));
  if (rows.length === 0) return NOTHING_GIVEN_BACK;
  return {
    orders: rows.map(({ order, payMicros, facts }) => ({
      ...order,
      limitMicros: payMicros,
      earliestHour: Math.max(order.earliestHour, ...facts.pools.map(({ readyHour }) => readyHour)),
    })),
    cards: await heldCards(
      tx,
      rows.map(({ tradeId }) => tradeId),
    ),
  };
}

async function heldCards(tx: Tx, tradeIds: readonly string[]) {
  const rows = await tx
    .select({
      poolId: leaseHours.poolId,
      hour: leaseHours.hour,
      cards: sql<number>`sum(${leaseHours.cards})::integer`,
    })
    .from(leaseHours)
    .innerJoin(leases, eq(leases.id, leaseHours.leaseId))
    .where(
      and(sql`${leases.tradeId} = any(${`{${tradeIds.join(',')}}`}::text[])`, eq(leaseHours.released, false)),
    )
    .groupBy(leaseHours.poolId, leaseHours.hour);
  const cards = new Map<string, Map<number, number>>();
  for (const { poolId, hour, cards: held } of rows) {
    assert(held > 0, 'M-1', { poolId, hour, held });
    const ofPool = cards.get(poolId) ?? new Map<number, number>();
    ofPool.set(hour, held);
    cards.set(poolId, ofPool);
  }
  return cards;
}
