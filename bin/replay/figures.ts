import { count, eq, sql, sum } from 'drizzle-orm';
import type { Database, Tx } from '@/db/client';
import { deliveries, leases, orders, rounds, trades } from '@/db/schema';
import type { ReplayFigures, RoundFigures, TradedChip } from '@/lib/replay/summary';

/** What the market holds when a replay is over. */
export type MarketFigures = Pick<ReplayFigures, 'trades' | 'leases' | 'deliveries' | 'rounds'> & {
  readonly filled: number;
  readonly unfilled: ReadonlyMap<string, number>;
};

const countsOf = (rows: readonly { readonly reason: string | null; readonly count: number }[]) =>
  new Map(rows.map((row) => [row.reason ?? 'in no round', row.count]));

async function orderCounts(tx: Tx) {
  const rows = await tx
    .select({ state: orders.state, reason: orders.lastReason, count: count() })
    .from(orders)
    .groupBy(orders.state, orders.lastReason);
  const filled = rows.reduce((all, row) => (row.state === 'filled' ? all + row.count : all), 0);
  return { filled, unfilled: countsOf(rows.filter((row) => row.state !== 'filled')) };
}

async function tradedPrices(tx: Tx): Promise<TradedChip[]> {
  const rows = await tx.execute<{ chip: string; price: string; card_hours: number }>(sql`
    select p.chip, h.price_micros as price, sum(h.cards)::integer as card_hours
    from lease_hours h join pools p on p.id = h.pool_id
    group by p.chip, h.price_micros`);
  return rows.map((row) => ({ chip: row.chip, priceMicros: BigInt(row.price), cardHours: row.card_hours }));
}

async function roundFigures(tx: Tx): Promise<RoundFigures[]> {
  const rows = await tx
    .select({
      number: rounds.number,
      counts: rounds.counts,
      welfareMicros: rounds.welfareMicros,
      boundMicros: rounds.boundMicros,
      elapsedMs: rounds.elapsedMs,
    })
    .from(rounds)
    .orderBy(rounds.number);
  return rows.map(({ counts, ...row }) => ({
    ...row,
    orders: counts.orders,
    filled: counts.filled,
    welfareMicros: BigInt(row.welfareMicros),
    boundMicros: BigInt(row.boundMicros),
  }));
}

/** Reads what came of a replay: orders by reason, trades, prices, leases by end, deliveries, rounds. */
export const readMarket = (db: Database): Promise<MarketFigures> =>
  db.asEngine(async (tx) => {
    const [traded] = await tx
      .select({ cardHours: sum(trades.cardHours), valueMicros: sum(trades.payMicros) })
      .from(trades);
    const [money] = await tx
      .select({ earned: sum(leases.earnedMicros), fee: sum(leases.feeMicros) })
      .from(leases);
    const ends = await tx
      .select({ reason: leases.endReason, count: count() })
      .from(leases)
      .where(eq(leases.state, 'ended'))
      .groupBy(leases.endReason);
    const states = await tx
      .select({ reason: deliveries.state, count: count() })
      .from(deliveries)
      .groupBy(deliveries.state);
    return {
      ...(await orderCounts(tx)),
      leases: countsOf(ends),
      deliveries: countsOf(states),
      rounds: await roundFigures(tx),
      trades: {
        cardHours: Number(traded?.cardHours ?? 0),
        valueMicros: BigInt(traded?.valueMicros ?? 0),
        earnedMicros: BigInt(money?.earned ?? 0),
        feeMicros: BigInt(money?.fee ?? 0),
        prices: await tradedPrices(tx),
      },
    };
  });
