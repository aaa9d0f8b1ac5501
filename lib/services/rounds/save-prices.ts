import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { roundPrices } from '@/db/schema';
import { atHour, type Book } from '@/lib/clearing/book';
import type { Outcome } from '@/lib/clearing/outcome';
import type { LoadedBook } from './load-book';

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

/** Writes the prices that changed onto the pool-hours, and the round's own price rows (traded, or above the ask). */
export async function savePrices(
  tx: Tx,
  roundId: string,
  loaded: LoadedBook,
  outcome: Outcome,
): Promise<void> {
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
