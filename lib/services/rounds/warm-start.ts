import { gunzipSync, gzipSync } from 'node:zlib';
import { desc } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { indicativeRounds, rounds } from '@/db/schema';
import type { Book, MultiplierRow, StartFill } from '@/lib/clearing/book';
import type { Outcome } from '@/lib/clearing/outcome';
import type { Hour } from '@/lib/core/hours';

/** Where an earlier run of the engine ended, on its own grid. */
export interface EarlierRun {
  readonly startsAtHour: Hour;
  readonly multipliers: readonly MultiplierRow[];
  /** Where its filled orders stood. */
  readonly fills: readonly StartFill[];
  /** How many orders it cleared. */
  readonly orders: number;
}

const pack = (value: unknown): Buffer => gzipSync(JSON.stringify(value));
const unpack = <T>(bytes: Buffer): T => JSON.parse(gunzipSync(bytes).toString('utf8'));

/** Where the next search begins after an outcome that committed nothing, as its row keeps it. */
export const packRun = ({ certificate, trades }: Outcome) => ({
  multipliers: pack(certificate),
  fills: pack(trades.map(({ order, lots }): StartFill => ({ order, lots }))),
});

/** What an outcome that committed nothing leaves to the next search. */
export const runOf = (startsAtHour: Hour, { certificate, trades, unfilled }: Outcome): EarlierRun => ({
  startsAtHour,
  multipliers: certificate,
  fills: trades.map(({ order, lots }): StartFill => ({ order, lots })),
  orders: trades.length + unfilled.length,
});

/** The latest indicative run, if no main round was committed since: then most of what it placed is leases. */
export async function latestRun(tx: Tx): Promise<EarlierRun | null> {
  const [round] = await tx
    .select({ eventAt: rounds.eventAt })
    .from(rounds)
    .orderBy(desc(rounds.number))
    .limit(1);
  const [indicative] = await tx
    .select()
    .from(indicativeRounds)
    .orderBy(desc(indicativeRounds.eventAt))
    .limit(1);
  if (!indicative?.multipliers || !indicative.fills) return null;
  if (round && indicative.eventAt <= round.eventAt) return null;
  return {
    startsAtHour: indicative.startsAtHour,
    multipliers: unpack<MultiplierRow[]>(indicative.multipliers),
    fills: unpack<StartFill[]>(indicative.fills),
    orders: indicative.orders,
  };
}

/** A book that shares less with the earlier one is cleared cold. */
const LEAST_SHARE = 0.5;

/**
 * A book whose search begins where an earlier run ended (M-13), if most of its orders are still in the book: the run's
 * multipliers on the book's own grid and pools, and the places where orders stood.
 */
export function withStart(book: Book, startHour: Hour, run: EarlierRun | null): Book {
  if (!run) return book;
  const shift = run.startsAtHour - startHour;
  const pools = new Set(book.pools.map(({ id }) => id));
  const orders = new Set(book.orders.map(({ id }) => id));
  const start = run.multipliers
    .map((row) => ({ ...row, hour: row.hour + shift }))
    .filter(({ pool, hour }) => hour >= 0 && hour < book.hours && pools.has(pool));
  const startFills = run.fills
    .filter(({ order }) => orders.has(order))
    .map(({ order, lots }) => ({ order, lots: lots.map((lot) => ({ ...lot, hour: lot.hour + shift })) }))
    .filter(({ lots }) =>
      lots.every(({ pool, hour, hours }) => hour >= 0 && hour + hours <= book.hours && pools.has(pool)),
    );
  const isMostly =
    startFills.length > 0 &&
    startFills.length >= LEAST_SHARE * run.fills.length &&
    run.orders >= LEAST_SHARE * book.orders.length;
  return isMostly ? { ...book, start, startFills } : book;
}
