import type { Book } from '@/lib/clearing/book';
import { threadEngine } from '../clearing-thread';

const book: Book = {
  format: 'cardhour.book/1',
  startsAt: '2026-11-02T00:00:00Z',
  hours: 2,
  currency: 'CNY',
  pools: [{ id: 'p', lotCards: 1, cards: 1, ask: 1 }],
  orders: [],
};

/** Clears a book in a thread of this process and says its welfare. */
threadEngine(book).then(({ outcome }) => console.log(outcome.welfare));
