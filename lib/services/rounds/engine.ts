import type { Book } from '@/lib/clearing/book';
import { clearBook } from '@/lib/clearing/clear';
import type { Outcome } from '@/lib/clearing/outcome';

/** Clears a book: in a thread of its own in the worker, inline in tests and the seed. */
export type ClearEngine = (book: Book) => Promise<Outcome>;

export const inlineEngine: ClearEngine = async (book) => clearBook(book);
