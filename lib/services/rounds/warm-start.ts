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
  /** Where its filled orders stood; none after a main round, whose fills are leases now. */
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

/** The latest run of the engine, committed or indicative; null before the first. */
export async function latestRun(tx: Tx): Promise<EarlierRun | null> {
  const [round] = await tx
    .select({
      eventAt: rounds.eventAt,
      startsAtHour: rounds.startsAtHour,
      outcome: rounds.outcome,
      counts: rounds.counts,
    })
    .from(rounds)
    .orderBy(desc(rounds.number))
    .limit(1);
  const [indicative] = await tx
    .select()
    .from(indicativeRounds)
    .orderBy(desc(indicativeRounds.eventAt))
    .limit(1);
  const isSince = indicative && (!round || indicative.eventAt > round.eventAt);
  if (isSince && indicative.multipliers && indicative.fills)
    return {
      startsAtHour: indicative.startsAtHour,
      multipliers: unpack<MultiplierRow[]>(indicative.multipliers),
      fills: unpack<StartFill[]>(indicative.fills),
      orders: indicative.orders,
    };
  if (!round?.outcome) return null;
  const { certificate } = unpack<Outcome>(round.outcome);
  return {
    startsAtHour: round.startsAtHour,
    multipliers: certificate,
    fills: [],
    orders: round.counts.orders,
  };
}

/** A book that for the most part is another one's isn't cleared from the other's fills. */
const LEAST_SHARE = 0.5;

/**
 * Where a book's search begins (M-13): an earlier run's multipliers on the book's own grid and pools and, where most of
 * its orders are still in the book, the places where they stood.
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
  return { ...book, ...(start.length > 0 ? { start } : {}), ...(isMostly ? { startFills } : {}) };
}
