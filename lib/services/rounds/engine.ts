import type { Book } from '@/lib/clearing/book';
import { clearBook } from '@/lib/clearing/clear';
import type { Outcome } from '@/lib/clearing/outcome';

/** Clears a book: in a thread of its own in the worker, inline in tests, seed and replay. */
export type ClearEngine = (book: Book) => Promise<Outcome>;

/** Clears in this thread and says how long that took; `elapsedMs` is the one figure no rule depends on. */
export const inlineEngine: ClearEngine = async (book) => {
  const started = performance.now();
  const outcome = clearBook(book);
  return { ...outcome, elapsedMs: Math.round(performance.now() - started) };
};
