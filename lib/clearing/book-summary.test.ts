import { describe, expect, it } from 'vitest';
import { summarizeBook } from './book-summary';

describe('summarizeBook', () => {
  it('of a pool with 4, 1 and 0 cards sold by 2, a block of 2 × 2 or 4 × 1 and a spread of 7: 5 offered, 4 + 7 wanted', () => {
    const terms = { limit: 100, earliest: 0, deadline: 3 };
    expect(
      summarizeBook({
        format: 'cardhour.book/1',
        startsAt: '2026-11-20T00:00:00Z',
        hours: 3,
        currency: 'CNY',
        pools: [{ id: 'p', lotCards: 2, cards: [4, 1, 0], ask: 10 }],
        orders: [
          {
            ...terms,
            id: 'a',
            seq: 1,
            shape: 'block',
            options: [
              { pool: 'p', cards: 2, hours: 3 },
              { pool: 'p', cards: 4, hours: 1 },
            ],
          },
          { ...terms, id: 'b', seq: 2, shape: 'spread', options: [{ pool: 'p', cardHours: 7, maxCards: 4 }] },
          { ...terms, id: 'c', seq: 3, shape: 'spread', options: [] },
        ],
      }),
    ).toEqual({
      pools: 1,
      orders: 3,
      blocks: 1,
      spreads: 2,
      poolHours: 1,
      cardHoursOffered: 5,
      cardHoursWanted: 11,
      limitsMicros: '300',
    });
  });
});
