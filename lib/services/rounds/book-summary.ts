import { type BookSummary, summarizeBook } from '@/lib/clearing/book-summary';
import type { Ctx } from '../context';
import { ServiceError } from '../errors';
import { keptRound } from './kept-book';
import type { RoundRow } from './list-rounds';

const REMEMBERED_MAX = 500;
/** By round id: a kept book never changes, and reading one of thousands of orders takes a while. */
const remembered = new Map<string, BookSummary>();

/** What a round's book offered and wanted, in figures; not all of them are for everybody (M-20). Null once the book isn't kept any more. */
export async function bookSummaryOf(
  ctx: Ctx,
  { id, number }: Pick<RoundRow, 'id' | 'number'>,
): Promise<BookSummary | null> {
  const known = remembered.get(id);
  if (known) return known;
  try {
    const { book } = await ctx.db.asEngine((tx) => keptRound(tx, number));
    const summary = summarizeBook(book);
    const [oldest] = remembered.keys();
    if (remembered.size >= REMEMBERED_MAX && oldest !== undefined) remembered.delete(oldest);
    remembered.set(id, summary);
    return summary;
  } catch (error) {
    if (error instanceof ServiceError && error.details.refusal?.code === 'book_removed') return null;
    throw error;
  }
}
