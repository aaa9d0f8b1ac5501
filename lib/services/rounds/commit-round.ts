import { gzipSync } from 'node:zlib';
import { desc, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { passMainRound } from '@/db/queries/pass-main-round';
import { holds, orders, roundPrices, rounds } from '@/db/schema';
import { atHour, type Book } from '@/lib/clearing/book';
import type { Outcome } from '@/lib/clearing/outcome';
import { sumMicros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { groupBy } from '@/lib/core/group';
import { hourOf } from '@/lib/core/hours';
import { audit } from '../audit';
import type { Ctx } from '../context';
import { type FillHour, fillOrders } from '../orders/fill-orders';
import { bookHash } from './book-hash';
import type { ClearedBook } from './engine';
import { type BookVersions, type LoadedBook, readVersions } from './load-book';

/** Thrown inside the commit when the book moved: the transaction rolls back and the attempt is kept with its cause. */
export class StaleBook extends Error {
  override readonly name = 'StaleBook';
  constructor(
    readonly moved: keyof BookVersions,
    readonly facts: { readonly read: string; readonly found: string },
  ) {
    super(`${moved} moved`);
  }
}

/** Price per card-hour of every pool-hour of the book with at least a lot free: its ask, or the outcome's price (M-10). */
function publishedPrices(book: Book, outcome: Outcome, startHour: number) {
  const raised = new Map(outcome.prices.map((row) => [`${row.pool} ${row.hour}`, row.price]));
  const rows: { poolId: string; hour: number; askMicros: number; priceMicros: number }[] = [];
  for (const pool of book.pools)
    for (let h = 0; h < book.hours; h++) {
      if (atHour(pool.cards, h) < (pool.lotCards ?? 1)) continue;
      const ask = atHour(pool.ask, h);
      rows.push({
        poolId: pool.id,
        hour: startHour + h,
        askMicros: ask,
        priceMicros: raised.get(`${pool.id} ${h}`) ?? ask,
      });
    }
  return rows;
}

/** Refuses to commit an outcome whose book isn't the market any more. */
async function assertFresh(tx: Tx, loaded: LoadedBook): Promise<void> {
  const found = await readVersions(
    tx,
    loaded.grid,
    loaded.book.orders.map((order) => order.id),
  );
  for (const part of ['pools', 'poolHours', 'orders'] as const)
    if (found[part] !== loaded.versions[part])
      throw new StaleBook(part, { read: loaded.versions[part], found: found[part] });
}

/** Writes the prices that changed onto the pool-hours, and the round's own price rows (traded, or above the ask). */
async function savePrices(tx: Tx, roundId: string, loaded: LoadedBook, outcome: Outcome): Promise<void> {
  const traded = new Map<string, number>();
  for (const trade of outcome.trades)
    for (const lot of trade.lots)
      for (let h = lot.hour; h < lot.hour + lot.hours; h++) {
        const key = `${lot.pool} ${loaded.grid.startHour + h}`;
        traded.set(key, (traded.get(key) ?? 0) + lot.cards);
      }
  const prices = publishedPrices(loaded.book, outcome, loaded.grid.startHour);
  // Three arrays: the server reads them several times faster than one JSON document of ten thousand rows.
  const arrayOf = (values: readonly (string | number)[]) => `{${values.join(',')}}`;
  await tx.execute(sql`
    update pool_hours set price_micros = p.price, price_round_id = ${roundId}
    from unnest(${arrayOf(prices.map((p) => p.poolId))}::text[], ${arrayOf(prices.map((p) => p.hour))}::integer[],
      ${arrayOf(prices.map((p) => p.priceMicros))}::bigint[]) as p(pool, hour, price)
    where pool_hours.pool_id = p.pool and pool_hours.hour = p.hour and pool_hours.price_micros is distinct from p.price`);
  const published = prices
    .map((p) => ({ ...p, tradedCards: traded.get(`${p.poolId} ${p.hour}`) ?? 0 }))
    .filter((p) => p.tradedCards > 0 || p.priceMicros > p.askMicros)
    .map((p) => ({
      pool: p.poolId,
      hour: p.hour,
      ask: p.askMicros,
      price: p.priceMicros,
      traded: p.tradedCards,
    }));
  await tx.execute(sql`
    insert into ${roundPrices} (round_id, pool_id, hour, ask_micros, price_micros, traded_cards)
    select ${roundId}, pool, hour, ask, price, traded
    from jsonb_to_recordset(${JSON.stringify(published)}::jsonb) as p(pool text, hour integer, ask bigint, price bigint, traded integer)`);
}

/** Tells every order that stayed open why, and counts the round it stood for (M-7, M-15). */
async function saveReasons(tx: Tx, roundId: string, outcome: Outcome): Promise<void> {
  for (const [reason, rows] of groupBy(outcome.unfilled, (row) => row.reason))
    await tx
      .update(orders)
      .set({ lastReason: reason, lastRoundId: roundId, roundsStood: sql`${orders.roundsStood} + 1` })
      .where(
        inArray(
          orders.id,
          rows.map((row) => row.order),
        ),
      );
}

/** The outcome's lots as pool-hours with their uniform prices (M-9). */
function fillHours(loaded: LoadedBook, outcome: Outcome): Map<string, FillHour[]> {
  const raised = new Map(outcome.prices.map((row) => [`${row.pool} ${row.hour}`, row.price]));
  const asks = new Map(loaded.book.pools.map((pool) => [pool.id, pool.ask]));
  return new Map(
    outcome.trades.map((trade) => [
      trade.order,
      trade.lots.flatMap((lot) =>
        Array.from({ length: lot.hours }, (_, i): FillHour => {
          const h = lot.hour + i;
          const price = raised.get(`${lot.pool} ${h}`) ?? atHour(asks.get(lot.pool) ?? 0, h);
          return {
            poolId: lot.pool,
            hour: loaded.grid.startHour + h,
            cards: lot.cards,
            priceMicros: BigInt(price),
          };
        }),
      ),
    ]),
  );
}

export interface CommittedRound {
  readonly roundId: string;
  readonly number: number;
}

/** Commits exactly the outcome it publishes: trades, leases, prices, holds, reasons and audit in one transaction, behind the gate. */
export async function commitRound(
  tx: Tx,
  ctx: Ctx,
  loaded: LoadedBook,
  cleared: ClearedBook,
  made: { readonly termsVersion: number; readonly startedBy: 'clock' | 'operator' },
): Promise<CommittedRound> {
  const { outcome, measures } = cleared;
  await assertFresh(tx, loaded);
  const [last] = await tx
    .select({ number: rounds.number })
    .from(rounds)
    .orderBy(desc(rounds.number))
    .limit(1);
  const roundId = ctx.newId('round');
  const number = (last?.number ?? 0) + 1;
  const hours = fillHours(loaded, outcome);
  const allHours = [...hours.values()].flat();
  const counts = {
    orders: loaded.book.orders.length,
    filled: outcome.trades.length,
    no_option: 0,
    below_ask: 0,
    outbid: 0,
    paradoxical: 0,
  };
  for (const row of outcome.unfilled) counts[row.reason] += 1;
  await tx.insert(rounds).values({
    id: roundId,
    number,
    startsAtHour: loaded.grid.startHour,
    hours: loaded.book.hours,
    book: gzipSync(JSON.stringify(loaded.book)),
    outcome: gzipSync(JSON.stringify(outcome)),
    bookHash: bookHash(loaded.book),
    engine: outcome.engine,
    counts,
    cardHours: allHours.reduce((sum, row) => sum + row.cards, 0),
    payMicros: sumMicros(outcome.trades.map((trade) => BigInt(trade.pay))).toString(),
    welfareMicros: outcome.welfare,
    boundMicros: outcome.bound,
    lostValueMicros: outcome.lostValue,
    regretMicros: outcome.regret,
    ...measures,
    elapsedMs: Math.round(outcome.elapsedMs),
    termsVersion: made.termsVersion,
    startedBy: made.startedBy,
    eventAt: ctx.now,
  });
  await savePrices(tx, roundId, loaded, outcome);
  await passMainRound(tx, hourOf(ctx.now));
  const ids = [...hours.keys()];
  const filled = ids.length ? await tx.select().from(orders).where(inArray(orders.id, ids)) : [];
  const held = ids.length ? await tx.select().from(holds).where(inArray(holds.orderId, ids)) : [];
  const holdOf = new Map(held.map((hold) => [hold.orderId, hold]));
  const trades = await fillOrders(
    tx,
    ctx,
    filled.map((order) => ({
      order,
      hold: holdOf.get(order.id) ?? null,
      roundId,
      hours: hours.get(order.id) ?? [],
    })),
  );
  for (const trade of outcome.trades)
    assert(trades.get(trade.order)?.payMicros === BigInt(trade.pay), 'M-11', {
      order: trade.order,
      pay: trade.pay,
    });
  await saveReasons(tx, roundId, outcome);
  await audit(tx, ctx, {
    verb: 'rounds.clear-round',
    subjectType: 'round',
    subjectId: roundId,
    facts: { number, ...counts, welfare: outcome.welfare, bound: outcome.bound },
  });
  await tx.execute(sql`select pg_notify('market', ${JSON.stringify({ type: 'round', number })})`);
  return { roundId, number };
}

/** Whether the latest committed round read this very book: then another round would change nothing. */
export async function sameAsLastBook(tx: Tx, book: Book): Promise<boolean> {
  const [last] = await tx
    .select({ hash: rounds.bookHash })
    .from(rounds)
    .orderBy(desc(rounds.number))
    .limit(1);
  return last !== undefined && last.hash === bookHash(book);
}
