import { createHash } from 'node:crypto';
import type { Book } from '@/lib/clearing/book';

/** SHA-256 of a book without where its search begins: that doesn't say what is to be cleared. */
export function bookHash({ start: _start, startFills: _fills, ...book }: Book): string {
  return createHash('sha256').update(JSON.stringify(book)).digest('hex');
}
