import type { Book } from '@/lib/clearing/book';
import { clearBook } from '@/lib/clearing/clear';
import { firstCome } from '@/lib/clearing/first-come';
import { largestSurplus } from '@/lib/clearing/largest-surplus';
import type { Outcome } from '@/lib/clearing/outcome';

const LARGEST = 10;

/** What a round's welfare is measured against, besides its bound (M-14). */
export interface RoundMeasures {
  readonly firstComeMicros: string;
  readonly firstComeCardHours: number;
  readonly largestTenMicros: string;
}

export interface ClearedBook {
  readonly outcome: Outcome;
  readonly measures: RoundMeasures;
}

/** Clears and measures a book: in a thread of its own in the worker, inline in tests, seed and replay. */
export type ClearEngine = (book: Book) => Promise<ClearedBook>;

function measuresOf(book: Book, outcome: Outcome): RoundMeasures {
  const { welfareMicros, cardHours } = firstCome(book);
  return {
    firstComeMicros: welfareMicros.toString(),
    firstComeCardHours: cardHours,
    largestTenMicros: largestSurplus(book, outcome, LARGEST).toString(),
  };
}

/** An engine of any way to clear; it says how long that took: `elapsedMs` is the one figure no rule depends on. */
export const measuredEngine =
  (clear: (book: Book) => Outcome | Promise<Outcome>): ClearEngine =>
  async (book) => {
    const started = performance.now();
    const outcome = await clear(book);
    const elapsedMs = Math.round(performance.now() - started);
    return { outcome: { ...outcome, elapsedMs }, measures: measuresOf(book, outcome) };
  };

/** Clears in this thread. */
export const inlineEngine: ClearEngine = measuredEngine((book) => clearBook(book));
