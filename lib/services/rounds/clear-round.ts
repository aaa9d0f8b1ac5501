import { isNull } from 'drizzle-orm';
import { passMainRound } from '@/db/queries/pass-main-round';
import { roundAttempts } from '@/db/schema';
import { InvariantError } from '@/lib/core/assert';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { currentTerms, type MarketTermsRow } from '../market/current-terms';
import { bookGrid } from './book-grid';
import { bookHash } from './book-hash';
import { type CommittedRound, commitRound, StaleBook, sameAsLastBook } from './commit-round';
import type { ClearEngine } from './engine';
import { closeGate } from './gate';
import { hasOpenOrders, type LoadedBook, loadBook } from './load-book';
import { roundRecord } from './round-record';
import { type Timed, untimed } from './timed';
import { type EarlierRun, runOf, withStart } from './warm-start';

export type ClearedRound =
  | ({ readonly cleared: true } & CommittedRound)
  | { readonly cleared: false; readonly why: 'no_orders' | 'unchanged' };

const OPEN_ATTEMPTS = 2;

export interface ClearInput {
  readonly engine: ClearEngine;
  readonly startedBy: 'clock' | 'operator';
  /** Measures the parts of the round. */
  readonly timed?: Timed;
}

/**
 * Runs one main round: snapshot, clear, commit; a book without orders, or one that was cleared before, only passes
 * (M-6b). An outcome whose book moved meanwhile is discarded and kept with its cause, and the next search begins where
 * it ended; the third attempt closes the market's gate before it reads, so it always commits.
 */
export async function clearRound(ctx: Ctx, input: ClearInput): Promise<ClearedRound> {
  authorizeEngine(ctx);
  let discarded: EarlierRun | null = null;
  for (let attempt = 1; attempt <= OPEN_ATTEMPTS; attempt++) {
    const done: ClearedRound | EarlierRun = await openAttempt(ctx, input, discarded);
    if ('cleared' in done) return done;
    discarded = done;
  }
  return gatedAttempt(ctx, input, discarded);
}

interface BookRead {
  readonly terms: MarketTermsRow;
  readonly loaded: LoadedBook;
  readonly hash: string;
}

/** The book to clear, or why there is none; what is held back for this round is free again then (M-6b). */
function readBook(ctx: Ctx, earlier: EarlierRun | null): Promise<'no_orders' | 'unchanged' | BookRead> {
  return ctx.db.asEngine(async (tx) => {
    const terms = await currentTerms(tx, ctx.now);
    const grid = bookGrid(ctx.now, terms);
    const why = (await hasOpenOrders(tx, grid)) ? 'unchanged' : 'no_orders';
    const loaded = why === 'unchanged' ? await loadBook(tx, grid) : null;
    if (loaded) {
      const hash = bookHash(loaded.book);
      const book = withStart(loaded.book, grid.startHour, earlier);
      if (!(await sameAsLastBook(tx, hash))) return { terms, loaded: { ...loaded, book }, hash };
    }
    await passMainRound(tx, ctx.now);
    return why;
  });
}

async function openAttempt(
  ctx: Ctx,
  { engine, startedBy, timed = untimed }: ClearInput,
  earlier: EarlierRun | null,
): Promise<ClearedRound | EarlierRun> {
  const read = await timed('read', () => readBook(ctx, earlier));
  if (typeof read === 'string') return { cleared: false, why: read };
  const cleared = await timed('engine', () => engine(read.loaded.book));
  const record = await timed('record', () => roundRecord(read.loaded, read.hash, cleared));
  try {
    return await ctx.db.asEngine(async (tx) => {
      await closeGate(tx);
      const round = await commitRound(tx, ctx, read.loaded, record, {
        termsVersion: read.terms.version,
        startedBy,
        timed,
      });
      await tx.update(roundAttempts).set({ roundId: round.roundId }).where(isNull(roundAttempts.roundId));
      return { cleared: true, ...round } as const;
    });
  } catch (error) {
    if (!(error instanceof StaleBook)) throw error;
    await ctx.db.asEngine((tx) =>
      tx
        .insert(roundAttempts)
        .values({ id: ctx.newId('round'), cause: error.moved, facts: error.facts, eventAt: ctx.now }),
    );
    ctx.log.warn({ moved: error.moved }, 'round discarded: the book moved');
    return runOf(read.loaded.grid.startHour, cleared.outcome);
  }
}

async function gatedAttempt(
  ctx: Ctx,
  { engine, startedBy, timed = untimed }: ClearInput,
  earlier: EarlierRun | null,
): Promise<ClearedRound> {
  return ctx.db.asEngine(async (tx) => {
    await closeGate(tx);
    const terms = await currentTerms(tx, ctx.now);
    const read = await loadBook(tx, bookGrid(ctx.now, terms));
    const loaded = { ...read, book: withStart(read.book, read.grid.startHour, earlier) };
    if (loaded.book.orders.length === 0) {
      await passMainRound(tx, ctx.now);
      return { cleared: false, why: 'no_orders' } as const;
    }
    const cleared = await timed('engine', () => engine(loaded.book));
    const record = await roundRecord(loaded, bookHash(loaded.book), cleared);
    try {
      const round = await commitRound(tx, ctx, loaded, record, {
        termsVersion: terms.version,
        startedBy,
        timed,
      });
      await tx.update(roundAttempts).set({ roundId: round.roundId }).where(isNull(roundAttempts.roundId));
      return { cleared: true, ...round } as const;
    } catch (error) {
      if (error instanceof StaleBook)
        throw new InvariantError('the book moved behind a closed gate', error.facts);
      throw error;
    }
  });
}
