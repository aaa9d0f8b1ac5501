import { describe, expect, it } from 'vitest';
import type { Book, BookOrder } from './book';
import { firstCome } from './first-come';

const block = (id: string, seq: number, limit: number, cards: number): BookOrder => ({
  id,
  seq,
  limit,
  earliest: 0,
  deadline: 2,
  shape: 'block',
  options: [{ pool: 'a', cards, hours: 2 }],
});
const book = (orders: readonly BookOrder[]): Book => ({
  format: 'cardhour.book/1',
  startsAt: '2026-11-20T00:00:00Z',
  hours: 2,
  currency: 'CNY',
  pools: [{ id: 'a', cards: 4, ask: 10 }],
  orders,
});

describe('first come, first served at the asks', () => {
  it('gives the cards to seq 1 worth 5 and leaves seq 2 worth 900 out: 85 − 80 = 5', () => {
    expect(firstCome(book([block('late', 2, 980, 4), block('early', 1, 85, 4)]))).toEqual({
      welfareMicros: 5n,
      cardHours: 8,
      filled: 1,
    });
  });
  it('passes over who can’t pay the asks: 79 is under 4 cards × 2 h × 10', () => {
    expect(firstCome(book([block('poor', 1, 79, 4), block('rich', 2, 100, 3)]))).toEqual({
      welfareMicros: 40n,
      cardHours: 6,
      filled: 1,
    });
  });
});
