import { desc, isNotNull, lt, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { holdMainRound, mainRoundPassedAt } from '@/db/queries/pass-main-round';
import { indicativeRounds, poolHours, rounds } from '@/db/schema';
import type { Outcome } from '@/lib/clearing/outcome';
import { indicativeKeptFrom } from '@/lib/market/book-retention';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { currentTerms } from '../market/current-terms';
import { bookGrid } from './book-grid';
import { bookHash } from './book-hash';
import type { ClearEngine } from './engine';
import { passGate } from './gate';
import { type GivenBack, instantTradesGivenBack } from './given-back';
import { type Grid, type LoadedBook, loadBook } from './load-book';
import { latestRun, packRun, withStart } from './warm-start';

export type IndicativeRound =
  | { readonly published: true; readonly id: string; readonly movedPoolHours: number }
  | { readonly published: false; readonly why: 'unchanged' | 'overtaken' };

interface Read {
  readonly loaded: LoadedBook;
  readonly givenBack: GivenBack;
  readonly fingerprint: string;
  readonly after: MainRound;
  readonly termsVersion: number;
}

/** The latest main round: the number of the last that committed, and when the last passed, committed or not. */
interface MainRound {
  readonly number: number | null;
  readonly passedAt: string;
}

async function latestMainRound(tx: Tx): Promise<MainRound> {
  const [last] = await tx
    .select({ number: rounds.number })
    .from(rounds)
    .orderBy(desc(rounds.number))
    .limit(1);
  const passedAt = await mainRoundPassedAt(tx);
  return { number: last?.number ?? null, passedAt: passedAt?.toISOString() ?? '' };
}

/** The whole book as a round could clear it now; null when the latest indicative round read the very same. */
async function readBook(tx: Tx, ctx: Ctx): Promise<Read | null> {
  const terms = await currentTerms(tx, ctx.now);
  const grid = bookGrid(ctx.now, terms);
  const givenBack = await instantTradesGivenBack(tx, grid);
  const read = await loadBook(tx, grid, givenBack);
  const loaded = { ...read, book: withStart(read.book, grid.startHour, await latestRun(tx)) };
  const after = await latestMainRound(tx);
  const fingerprint = `${after.number}/${after.passedAt}/${bookHash(loaded.book)}`;
  const [last] = await tx
    .select({ fingerprint: indicativeRounds.fingerprint })
    .from(indicativeRounds)
    .orderBy(desc(indicativeRounds.eventAt))
    .limit(1);
  if (last?.fingerprint === fingerprint) return null;
  return { loaded, givenBack, fingerprint, after, termsVersion: terms.version };
}

/** Publishes the prices above the asks on the pool-hours of the grid and clears the others; promises how many moved. */
async function publishPrices(tx: Tx, grid: Grid, outcome: Outcome): Promise<number> {
  const arrayOf = (values: readonly (string | number)[]) => `{${values.join(',')}}`;
  const moved = await tx.execute(sql`
    with raised as (
      select * from unnest(${arrayOf(outcome.prices.map(({ pool }) => pool))}::text[],
        ${arrayOf(outcome.prices.map(({ hour }) => grid.startHour + hour))}::integer[],
        ${arrayOf(outcome.prices.map(({ price }) => price))}::bigint[]) as r (pool_id, hour, price)
    ), moved as materialized (
      select h.pool_id, h.hour, r.price from ${poolHours} h left join raised r on r.pool_id = h.pool_id and r.hour = h.hour
      where h.hour >= ${grid.startHour} and h.hour < ${grid.endHour} and h.indicative_micros is distinct from r.price
      order by h.pool_id, h.hour for no key update of h
    )
    update ${poolHours} set indicative_micros = moved.price from moved
    where pool_hours.pool_id = moved.pool_id and pool_hours.hour = moved.hour returning 1`);
  return moved.length;
}

async function publish(tx: Tx, ctx: Ctx, read: Read, outcome: Outcome): Promise<IndicativeRound> {
  await passGate(tx);
  await holdMainRound(tx);
  const { number, passedAt } = await latestMainRound(tx);
  if (number !== read.after.number || passedAt !== read.after.passedAt)
    return { published: false, why: 'overtaken' };
  const movedPoolHours = await publishPrices(tx, read.loaded.grid, outcome);
  const id = ctx.newId('indicativeRound');
  await tx
    .update(indicativeRounds)
    .set({ multipliers: null, fills: null })
    .where(isNotNull(indicativeRounds.multipliers));
  await tx.insert(indicativeRounds).values({
    id,
    afterRoundNumber: read.after.number,
    orders: read.loaded.book.orders.length,
    tradesGivenBack: read.givenBack.orders.length,
    raisedPoolHours: outcome.prices.length,
    movedPoolHours,
    welfareMicros: outcome.welfare,
    boundMicros: outcome.bound,
    elapsedMs: Math.round(outcome.elapsedMs),
    termsVersion: read.termsVersion,
    fingerprint: read.fingerprint,
    startsAtHour: read.loaded.grid.startHour,
    ...packRun(outcome),
    eventAt: ctx.now,
  });
  await tx.delete(indicativeRounds).where(lt(indicativeRounds.eventAt, indicativeKeptFrom(ctx.now)));
  await tx.execute(sql`select pg_notify('market', ${JSON.stringify({ type: 'indicative', id })})`);
  return { published: true, id, movedPoolHours };
}

/**
 * Runs the engine on the whole book, instant trades since the last main round included with their cards given back;
 * commits nothing and publishes indicative prices, which instant quotes pay where they are the greatest (M-6, M-6b).
 * Skipped when nothing changed since the last one, and dropped when a main round passed meanwhile.
 */
export async function runIndicativeRound(ctx: Ctx, engine: ClearEngine): Promise<IndicativeRound> {
  authorizeEngine(ctx);
  const read = await ctx.db.asEngine((tx) => readBook(tx, ctx));
  if (!read) return { published: false, why: 'unchanged' };
  const { outcome } = await engine(read.loaded.book);
  return ctx.db.asEngine((tx) => publish(tx, ctx, read, outcome));
}
