import { describe, expect, it } from 'vitest';
import type { Book, BookOrder } from './book';
import { clearBook } from './clear';
import { leastLimit } from './least-limit';
import type { Outcome } from './outcome';
import { sampleBook } from './sample-book';
import { unfilledFigures } from './unfilled-figures';

const block = (id: string, seq: number, limit: number, cards = 4): BookOrder => ({
  id,
  seq,
  limit,
  earliest: 0,
  deadline: 2,
  shape: 'block',
  options: [{ pool: 'p', cards, hours: 2 }],
});

const bookOf = (...orders: BookOrder[]): Book => ({
  format: 'cardhour.book/1',
  startsAt: '2026-11-20T00:00:00Z',
  hours: 2,
  currency: 'CNY',
  pools: [{ id: 'p', cards: 4, ask: 10 }],
  orders,
});

const ask = (book: Book, orderId: string, clear: (book: Book) => Outcome = clearBook) =>
  leastLimit({ book, outcome: clear(book), orderId, clear });

const withLimit = (book: Book, id: string, limit: number): Book => ({
  ...book,
  orders: book.orders.map((order) => (order.id === id ? { ...order, limit } : order)),
});

describe('the least limit of an unfilled order', () => {
  it('against a rival of 1,000 for the same 4 cards × 2 h is within 1 % of 1,000, and displaces that one order', () => {
    const book = bookOf(block('a', 1, 1_000), block('b', 2, 500));
    const found = ask(book, 'b');
    if (!found.found) throw new Error(found.why);
    expect(found.limitMicros).toBeGreaterThan(1_000);
    expect(found.limitMicros).toBeLessThanOrEqual(1_010);
    expect(found.notAtMicros).toBeGreaterThanOrEqual(found.limitMicros * 0.99);
    expect(found.displaced).toBe(1);
    expect(found.payMicros).toBeLessThanOrEqual(found.limitMicros);
  });

  it('alone in the book is the cost at the asks, 4 × 2 × 10 = 80, and displaces nobody', () => {
    const found = ask(bookOf(block('a', 1, 79)), 'a');
    expect(found).toMatchObject({
      found: true,
      limitMicros: 80,
      notAtMicros: 79,
      payMicros: 80,
      displaced: 0,
    });
  });

  it('doesn’t exist for 5 cards in a pool of 4', () => {
    expect(ask(bookOf(block('a', 1, 500, 5)), 'a')).toEqual({ found: false, why: 'no_option', clearings: 0 });
  });

  it('is confirmed by clearings like the round’s own where a warm search is wrong by 30 %', () => {
    const threshold =
      (least: number) =>
      (tried: Book): Outcome => {
        const filled = tried.orders[0]!.limit >= (tried.start ? least * 1.3 : least);
        return clearBook(withLimit(tried, 'a', filled ? 100 : 10));
      };
    const book = bookOf(block('a', 1, 100), block('too wide', 2, 10_000, 5));
    const found = ask(book, 'a', threshold(2_000));
    if (!found.found) throw new Error(found.why);
    expect(found.limitMicros).toBeGreaterThanOrEqual(2_000);
    expect(found.limitMicros).toBeLessThanOrEqual(2_020);
  });

  it('fills in a clearing of the whole book with that limit and not with 1 % less, on generated books', () => {
    let asked = 0;
    for (const seed of [1, 2]) {
      const book = sampleBook({ pools: 3, orders: 25, hours: 24, load: 2, spread: 0.3, seed });
      const outcome = clearBook(book);
      for (const { order } of outcome.unfilled.filter((row) => row.reason !== 'no_option').slice(0, 2)) {
        const found = leastLimit({ book, outcome, orderId: order, clear: clearBook });
        const { leastAtAsksMicros } = unfilledFigures(book, outcome, order);
        expect(found.found).toBe(leastAtAsksMicros !== null);
        if (!found.found) continue;
        asked++;
        const filledAt = (limit: number) =>
          clearBook(withLimit(book, order, limit)).trades.some((trade) => trade.order === order);
        expect(filledAt(found.limitMicros)).toBe(true);
        expect(filledAt(found.notAtMicros)).toBe(false);
        expect(found.limitMicros - found.notAtMicros).toBeLessThanOrEqual(Math.ceil(found.limitMicros / 100));
        expect(found.limitMicros).toBeGreaterThanOrEqual(leastAtAsksMicros ?? 0);
      }
    }
    expect(asked).toBe(4);
  });
});
