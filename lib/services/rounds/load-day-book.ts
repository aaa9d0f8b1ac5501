import { and, asc, desc, eq, gte, isNull, lt, or, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { leases, marketTerms, orders, pools, trades } from '@/db/schema';
import { BOOK_FORMAT, type Book, type BookPool } from '@/lib/clearing/book';
import { assert } from '@/lib/core/assert';
import { firstSellableHour, hourOf, hourStart } from '@/lib/core/hours';
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

/** One pool's hours in order: cards as the day offered them, and the least the provider took for one. */
interface DayPool {
  readonly poolId: string;
  readonly hours: readonly number[];
  readonly cards: readonly number[];
  readonly asks: readonly string[];
  readonly traded: number;
}

/**
 * Every pool's hours with the cards the day had to sell: offered, less what trades before it still hold. Cards given
 * back and sold twice that day count as often as they were sold. A card costs what was asked last, or the least it was
 * sold for that day, if that is less.
 */
async function dayPools(tx: Tx, { from, to }: DaySpan, grid: Grid): Promise<DayPool[]> {
  return [
    ...(await tx.execute<{ [Key in keyof DayPool]: DayPool[Key] }>(sql`
    with sold as (
      select h.pool_id, h.hour,
        coalesce(sum(h.cards) filter (where t.event_at < ${from.toISOString()}::timestamptz and not h.released), 0) as before,
        coalesce(sum(h.cards) filter (where t.event_at >= ${from.toISOString()}::timestamptz), 0) as traded,
        min(h.price_micros) filter (where t.event_at >= ${from.toISOString()}::timestamptz) as sold_micros
      from lease_hours h join leases l on l.id = h.lease_id join trades t on t.id = l.trade_id
      where h.hour >= ${grid.startHour} and h.hour < ${grid.endHour} and t.event_at < ${to.toISOString()}::timestamptz
      group by h.pool_id, h.hour)
    select p.pool_id as "poolId", array_agg(p.hour order by p.hour) as hours,
      array_agg(greatest(p.offered_cards - coalesce(s.before, 0), coalesce(s.traded, 0))::integer order by p.hour) as cards,
      array_agg(least(p.ask_micros, s.sold_micros)::text order by p.hour) as asks, coalesce(sum(s.traded), 0)::integer as traded
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

/** When the last lease of a trade ends. */
const finishHour = sql<number>`(select max(${leases.endHour}) from ${leases} where ${leases.tradeId} = ${trades.id})`;

/** Orders that were open at some instant of the day or accepted instantly in it, with what they paid and when they finish. */
const dayOrders = (tx: Tx, { from, to }: DaySpan, grid: Grid) =>
  tx
    .select({ order: orders, payMicros: trades.payMicros, finishHour })
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

/** The shortest lead and the farthest horizon of the terms that were in force during the day (M-19). */
async function widestTerms(tx: Tx, { from, to }: DaySpan) {
  const terms = await tx
    .select()
    .from(marketTerms)
    .where(lt(marketTerms.validFromHour, hourOf(to)))
    .orderBy(desc(marketTerms.validFromHour), desc(marketTerms.version));
  const before = terms.findIndex(({ validFromHour }) => validFromHour <= hourOf(from));
  const inForce = before < 0 ? terms : terms.slice(0, before + 1);
  assert(inForce.length > 0, 'M-19: no market terms in force', { from, to });
  return {
    leadMinutes: Math.min(...inForce.map((row) => row.leadMinutes)),
    horizonHours: Math.max(...inForce.map((row) => row.horizonHours)),
  };
}

type DayOrder = Awaited<ReturnType<typeof dayOrders>>[number];

/** An order from when it came; an instant one wants what it bought: its limit is what it paid, its deadline when it finishes. */
function asServed({ order, payMicros, finishHour: finish }: DayOrder, leadMinutes: number) {
  const earliestHour = Math.max(order.earliestHour, firstSellableHour(order.eventAt, leadMinutes));
  if (order.kind !== 'instant' || payMicros === null) return { ...order, earliestHour };
  return {
    ...order,
    earliestHour,
    limitMicros: payMicros,
    deadlineHour: Math.min(order.deadlineHour, finish),
  };
}

/**
 * The whole book of a day as only its end knows it (M-14): every order that was open or accepted instantly in it, none
 * before it came, over all the cards the day had.
 */
export async function loadDayBook(tx: Tx, span: DaySpan): Promise<DayBook> {
  const { leadMinutes, horizonHours } = await widestTerms(tx, span);
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
  const placed = rows.map((row) =>
    bookOrder(asServed(row, leadMinutes), grid, ({ poolId }) => {
      const owner = poolOf.get(poolId)?.owner;
      return (
        inBook.has(poolId) && owner !== undefined && control(owner) !== control(row.order.organizationId)
      );
    }),
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
