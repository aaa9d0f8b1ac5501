import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@/lib/core/prng';
import type { Book, BookOrder } from './book';
import { bookModel } from './book-model';
import { prepareMarket } from './market';
import { sortByKey } from './sort-by-key';

const market = (order: Partial<BookOrder> & Pick<BookOrder, 'shape' | 'options'>) => {
  const terms = { id: 'ord_a', seq: 1, limit: 1000, earliest: 0, deadline: 6, ...order } as BookOrder;
  const book: Book = {
    format: 'cardhour.book/1',
    startsAt: '2026-11-20T00:00:00Z',
    hours: 6,
    currency: 'CNY',
    pools: [
      { id: 'pol_a', cards: [4, 4, 1, 4, 4, 4], ask: [9, 9, 9, 5, 5, 7] },
      { id: 'pol_b', cards: 4, ask: 6 },
    ],
    orders: [terms],
  };
  return prepareMarket(bookModel(book));
};

describe('usable routes', () => {
  it('a gap of one hour leaves starts 0 … 0 and 3 … 4 for two hours of 2 cards; the cheapest costs 2 × (5 + 5) = 20', () => {
    const found = market({ shape: 'block', options: [{ pool: 'pol_a', cards: 2, hours: 2 }] });
    expect([...found.segmentFrom]).toEqual([0, 3]);
    expect([...found.segmentTo]).toEqual([0, 4]);
    expect([...found.routeLeast]).toEqual([20]);
  });
  it('routes come cheapest first: 2 × (6 + 6) = 24 after 20, and neither over a limit of 19', () => {
    const options = [
      { pool: 'pol_b', cards: 2, hours: 2 },
      { pool: 'pol_a', cards: 2, hours: 2 },
    ];
    expect([...market({ shape: 'block', options }).routePool]).toEqual([0, 1]);
    expect([...market({ shape: 'block', options, limit: 19 }).routeFirst]).toEqual([0, 0]);
  });
  it('a spread of 24 card-hours fits 4 × 6 cards, one of 25 has no route', () => {
    const spread = (cardHours: number) =>
      market({ shape: 'spread', options: [{ pool: 'pol_b', cardHours, maxCards: 9 }] });
    expect([...spread(24).routeLeast]).toEqual([24 * 6]);
    expect([...spread(25).routeFirst]).toEqual([0, 0]);
  });
});

describe('sorting by key', () => {
  it('orders like a stable sort, whatever the length and the ties', () => {
    const random = mulberry32(3);
    for (let length = 0; length < 70; length++) {
      const keys = Float64Array.from({ length: length + 5 }, () => Math.floor(random() * 12));
      const ranks = Int32Array.from(keys, (_, i) => i);
      const expected = [
        ...ranks.slice(0, 3),
        ...[...ranks.slice(3, length + 3)].sort((a, b) => keys[a]! - keys[b]!),
      ];
      sortByKey(ranks, keys, 3, length + 3, new Int32Array(ranks.length));
      expect([...ranks]).toEqual([...expected, length + 3, length + 4]);
    }
  });
});
