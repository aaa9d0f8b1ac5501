import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { RoundCounts } from '@/db/schema';
import { atHour } from '@/lib/clearing/book';
import type { Outcome } from '@/lib/clearing/outcome';
import { sumMicros } from '@/lib/core/amount';
import type { FillHour } from '../orders/fill-orders';
import type { ClearedBook } from './engine';
import type { LoadedBook } from './load-book';

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

const pack = promisify(gzip);
const packed = (value: unknown): Promise<Buffer> => pack(JSON.stringify(value));

function countsOf(loaded: LoadedBook, outcome: Outcome): RoundCounts {
  const counts = {
    orders: loaded.book.orders.length,
    filled: outcome.trades.length,
    no_option: 0,
    below_ask: 0,
    outbid: 0,
    paradoxical: 0,
  };
  for (const row of outcome.unfilled) counts[row.reason] += 1;
  return counts;
}

/** All of a round that doesn't need the market to stand still: its figures, its packed files, and every fill by pool-hour. */
export async function roundRecord(loaded: LoadedBook, hash: string, { outcome, measures }: ClearedBook) {
  const hours = fillHours(loaded, outcome);
  const [book, outcomeFile] = await Promise.all([packed(loaded.book), packed(outcome)]);
  let cardHours = 0;
  for (const rows of hours.values()) for (const { cards } of rows) cardHours += cards;
  return {
    outcome,
    hours,
    row: {
      startsAtHour: loaded.grid.startHour,
      hours: loaded.book.hours,
      book,
      outcome: outcomeFile,
      bookHash: hash,
      engine: outcome.engine,
      counts: countsOf(loaded, outcome),
      cardHours,
      payMicros: sumMicros(outcome.trades.map((trade) => BigInt(trade.pay))).toString(),
      welfareMicros: outcome.welfare,
      boundMicros: outcome.bound,
      lostValueMicros: outcome.lostValue,
      regretMicros: outcome.regret,
      ...measures,
      elapsedMs: Math.round(outcome.elapsedMs),
    },
  };
}

export type RoundRecord = Awaited<ReturnType<typeof roundRecord>>;
