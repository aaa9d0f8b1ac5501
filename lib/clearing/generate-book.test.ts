import { describe, expect, it } from 'vitest';
import { atHour } from './book';
import { type BookSettings, generateBook } from './generate-book';
import { parseBook } from './parse-book';

const SETTINGS: BookSettings = { pools: 5, orders: 40, hours: 24, load: 0.8, spread: 0.5, seed: 3 };

describe('a generated book', () => {
  it('is the same for the same settings and another for another seed', () => {
    expect(generateBook(SETTINGS)).toEqual(generateBook(SETTINGS));
    expect(generateBook({ ...SETTINGS, seed: 4 })).not.toEqual(generateBook(SETTINGS));
  });

  it('is well-formed at every size, down to one pool, one hour and no order', () => {
    for (const sizes of [{}, { pools: 1, hours: 1 }, { orders: 0 }, { pools: 30, orders: 200, hours: 168 }])
      for (const seed of [1, 2, 3])
        expect(
          parseBook(JSON.parse(JSON.stringify(generateBook({ ...SETTINGS, ...sizes, seed })))),
        ).toMatchObject({
          ok: true,
        });
  });

  it('of seed 7 with 50 pools and 1,000 orders at load 1.5 has these figures', () => {
    const book = generateBook({ pools: 50, orders: 1000, hours: 168, load: 1.5, spread: 0.25, seed: 7 });
    expect({
      orders: book.orders.length,
      spread: book.orders.filter(({ shape }) => shape === 'spread').length,
      options: book.orders.reduce((sum, { options }) => sum + options.length, 0),
    }).toEqual({ orders: 936, spread: 272, options: 23_414 });
    const [pool] = book.pools;
    expect(pool?.id).toBe('pol_000000');
    expect([0, 100].map((hour) => atHour(pool!.cards, hour))).toEqual([104, 104]);
    expect([0, 11].map((hour) => atHour(pool!.ask, hour))).toEqual([14_183_200, 14_183_200]);
    const [block, spread] = book.orders;
    expect(block).toMatchObject({ seq: 1, limit: 5_917_693_200, earliest: 88, deadline: 168 });
    expect(block?.options[1]).toEqual({ pool: 'pol_000001', cards: 4, hours: 143 });
    expect(spread).toMatchObject({ seq: 2, limit: 9_545_496_100, earliest: 52, deadline: 168 });
    expect(spread?.options[1]).toEqual({ pool: 'pol_000001', cardHours: 547, maxCards: 4 });
  });

  it('demands load × the offered card-hours, weighted by speed: twice the load, twice the hours of a block', () => {
    const hoursOf = (load: number): number => {
      const { orders } = generateBook({ ...SETTINGS, hours: 168, spread: 1, load });
      return orders.reduce(
        (sum, order) => sum + (order.shape === 'spread' ? (order.options[0]?.cardHours ?? 0) : 0),
        0,
      );
    };
    expect(hoursOf(3) / hoursOf(1.5)).toBeCloseTo(2, 2);
  });
});
