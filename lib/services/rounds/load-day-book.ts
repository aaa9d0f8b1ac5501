import { and, asc, eq, gte, isNull, lt, or, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { orders, pools, trades } from '@/db/schema';
import { BOOK_FORMAT, type Book, type BookPool } from '@/lib/clearing/book';
import { firstSellableHour, hourStart } from '@/lib/core/hours';
import { currentTerms } from '../market/current-terms';
import { marketCurrency } from '../market/market-currency';
import { bookNumber, bookOrder, controlOf } from './book-order';
import type { Grid } from './load-book';

/** A day of the market, from an instant on and before another. */
export interface DaySpan {
  readonly from: Date;
  readonly to: Date;
}

export interface DayBook {
  readonly book: Book;
  readonly grid: Grid;
  readonly instantOrders: number;
}

/** One pool's hours in order: cards as the day offered them, and the last asks. */
interface DayPool {
  readonly poolId: string;
  readonly hours: readonly number[];
  readonly cards: readonly number[];
  readonly asks: readonly string[];
  readonly traded: number;
}

/**
 * Every pool's hours with the cards the day had to sell: offered, less what trades before it still hold. Cards given
 * back and sold twice that day count as often as they were sold.
 */
async function dayPools(tx: Tx, { from, to }: DaySpan, grid: Grid): Promise<DayPool[]> {
  return [
    ...(await tx.execute<{ [Key in keyof DayPool]: DayPool[Key] }>(sql`
    with sold as (
      select h.pool_id, h.hour,
        coalesce(sum(h.cards) filter (where t.event_at < ${from.toISOString()}::timestamptz and not h.released), 0) as before,
        coalesce(sum(h.cards) filter (where t.event_at >= ${from.toISOString()}::timestamptz), 0) as traded
      from lease_hours h join leases l on l.id = h.lease_id join trades t on t.id = l.trade_id
      where h.hour >= ${grid.startHour} and h.hour < ${grid.endHour} and t.event_at < ${to.toISOString()}::timestamptz
      group by h.pool_id, h.hour)
    select p.pool_id as "poolId", array_agg(p.hour order by p.hour) as hours,
      array_agg(greatest(p.offered_cards - coalesce(s.before, 0), coalesce(s.traded, 0))::integer order by p.hour) as cards,
      array_agg(p.ask_micros::text order by p.hour) as asks, coalesce(sum(s.traded), 0)::integer as traded
    from pool_hours p left join sold s on s.pool_id = p.pool_id and s.hour = p.hour
    where p.hour >= ${grid.startHour} and p.hour < ${grid.endHour}
    group by p.pool_id order by p.pool_id`)),
  ];
}

function bookPool(pool: { id: string; lotCards: number }, day: DayPool, grid: Grid): BookPool {
  const hours = grid.endHour - grid.startHour;
  const cards = new Array<number>(hours).fill(0);
  const ask = new Array<number>(hours).fill(1);
  for (const [i, hour] of day.hours.entries()) {
    cards[hour - grid.startHour] = day.cards[i] ?? 0;
    ask[hour - grid.startHour] = bookNumber(BigInt(day.asks[i] ?? 1));
  }
  return { id: pool.id, lotCards: pool.lotCards, cards, ask };
}

/** Orders that were open at some instant of the day or accepted instantly in it, with what they paid. */
const dayOrders = (tx: Tx, { from, to }: DaySpan, grid: Grid) =>
  tx
    .select({ order: orders, payMicros: trades.payMicros })
    .from(orders)
    .leftJoin(trades, eq(trades.orderId, orders.id))
    .where(
      and(
        lt(orders.eventAt, to),
        or(
          gte(orders.eventAt, from),
          and(eq(orders.kind, 'limit'), or(isNull(orders.closedAt), gte(orders.closedAt, from))),
        ),
        sql`${orders.deadlineHour} > ${grid.startHour} and ${orders.earliestHour} < ${grid.endHour}`,
      ),
    )
    .orderBy(asc(orders.id));

/**
 * The whole book of a day as only its end knows it (M-14): every order that was open or accepted instantly in it, an
 * instant one with what it paid as its limit, none before it came; over all cards the day had, at their last asks.
 */
export async function loadDayBook(tx: Tx, span: DaySpan): Promise<DayBook> {
  const { leadMinutes } = await currentTerms(tx, span.from);
  const { horizonHours } = await currentTerms(tx, span.to);
  const grid: Grid = {
    startHour: firstSellableHour(span.from, leadMinutes),
    endHour: firstSellableHour(span.to, leadMinutes) + horizonHours,
  };
  const poolRows = await tx
    .select({ id: pools.id, lotCards: pools.lotCards, status: pools.status, owner: pools.organizationId })
    .from(pools);
  const poolOf = new Map(poolRows.map((pool) => [pool.id, pool]));
  const offered = (await dayPools(tx, span, grid)).flatMap((day) => {
    const pool = poolOf.get(day.poolId);
    return pool && (pool.status === 'active' || day.traded > 0) ? [bookPool(pool, day, grid)] : [];
  });
  const inBook = new Set(offered.map(({ id }) => id));
  const control = await controlOf(tx);
  const rows = await dayOrders(tx, span, grid);
  const placed = rows.map(({ order, payMicros }) =>
    bookOrder(
      {
        ...order,
        limitMicros: order.kind === 'instant' ? (payMicros ?? order.limitMicros) : order.limitMicros,
        earliestHour: Math.max(order.earliestHour, firstSellableHour(order.eventAt, leadMinutes)),
      },
      grid,
      ({ poolId }) => {
        const owner = poolOf.get(poolId)?.owner;
        return inBook.has(poolId) && owner !== undefined && control(owner) !== control(order.organizationId);
      },
    ),
  );
  return {
    book: {
      format: BOOK_FORMAT,
      startsAt: hourStart(grid.startHour).toISOString().replace('.000Z', 'Z'),
      hours: grid.endHour - grid.startHour,
      currency: await marketCurrency(tx),
      pools: offered,
      orders: placed.filter(({ earliest, deadline }) => earliest < deadline),
    },
    grid,
    instantOrders: rows.filter(({ order }) => order.kind === 'instant').length,
  };
}
