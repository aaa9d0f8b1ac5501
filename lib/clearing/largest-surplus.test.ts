import { describe, expect, it } from 'vitest';
import type { Book } from './book';
import { clearBook } from './clear';
import { largestSurplus } from './largest-surplus';

const order = (seq: number, limit: number) => ({
  id: `ord_${seq}`,
  seq,
  limit,
  earliest: 0,
  deadline: 4,
  shape: 'block' as const,
  options: [{ pool: 'pol', cards: 2, hours: 2 }],
});

/** Eight cards at 10 over four hours: room for eight blocks of 4 card-hours, 40 each at the asks. */
const book: Book = {
  format: 'cardhour.book/1',
  startsAt: '2026-11-20T00:00:00Z',
  hours: 4,
  currency: 'CNY',
  pools: [{ id: 'pol', cards: 8, ask: 10 }],
  orders: [order(1, 45), order(2, 140), order(3, 40), order(4, 100)],
};

describe('the largest surplus', () => {
  it('of limits 140, 100, 45 and 40 at a cost of 40 the two largest are 100 + 60, and all of them the welfare', () => {
    const outcome = clearBook(book);
    expect(largestSurplus(book, outcome, 2)).toBe(160n);
    expect(largestSurplus(book, outcome, 10)).toBe(BigInt(outcome.welfare));
  });
});
