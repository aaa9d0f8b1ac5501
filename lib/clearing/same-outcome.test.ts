import { describe, expect, it } from 'vitest';
import type { Book } from './book';
import { clearBook } from './clear';
import { generateBook } from './generate-book';
import { sampleBook } from './sample-book';
import { shuffledBook, tinyBook } from './testing/tiny-book';

const QUICK = { improvementWork: 20_000, pricingRounds: 8 };
const bytes = (book: Book): string => JSON.stringify(clearBook(book, QUICK));

/** A book cold, with start multipliers, and with start fills too. */
function* startsOf(book: Book): Generator<Book> {
  yield book;
  const { certificate, trades } = clearBook({ ...book, orders: book.orders.slice(1) }, QUICK);
  const start = certificate;
  yield { ...book, start };
  yield { ...book, start, startFills: trades.map(({ order, lots }) => ({ order, lots })) };
}

describe('the bytes of an outcome (M-13)', () => {
  const books: readonly (readonly [string, readonly Book[]])[] = [
    ['400 tiny books', Array.from({ length: 400 }, (_, seed) => tinyBook(seed, { copies: seed % 2 === 0 }))],
    [
      '12 sample books of 60 orders',
      Array.from({ length: 12 }, (_, seed) =>
        sampleBook({ pools: 6, orders: 60, hours: 30, load: 1.5, spread: 0.3, seed, lots: seed % 2 === 0 }),
      ),
    ],
    [
      'a book of 250 orders',
      [generateBook({ pools: 8, orders: 250, hours: 48, load: 1.5, spread: 0.25, seed: 3 })],
    ],
  ];
  for (const [what, some] of books)
    it(`are the same for every order of pools, orders, options, start rows and start fills: ${what}`, () => {
      some.forEach((book, seed) => {
        for (const each of startsOf(book)) expect(bytes(shuffledBook(each, seed))).toBe(bytes(each));
      });
    });

  it('are the same when the same book is cleared again in one process, whatever was cleared between', () => {
    const one = sampleBook({ pools: 5, orders: 50, hours: 24, load: 2, spread: 0.4, seed: 1 });
    const first = bytes(one);
    bytes(sampleBook({ pools: 7, orders: 30, hours: 40, load: 1, spread: 0.4, seed: 2 }));
    expect(bytes(one)).toBe(first);
  });
});
