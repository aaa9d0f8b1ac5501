import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@/lib/core/prng';
import { compareProducts, lotsToSpare, lotsToWhole, reachesWhole } from '@/lib/market/work-share';
import { atHour, type Book } from './book';
import { bookModel } from './book-model';
import {
  blockCheapestFill,
  cheapestFill,
  type PoolSheet,
  rectangles,
  spreadCheapestFill,
} from './cheapest-fill';
import { prefixSums, prepareMarket } from './market';
import { findPlacement, makePlacementRoom } from './placement';
import { costAt } from './placement-cost';
import { relaxedCost } from './relaxed-cost';
import { sampleBook } from './sample-book';
import { makeSpreadCells } from './spread-cells';
import { relaxedSpread } from './spread-response';
import { everyFill } from './testing/every-fill';
import { tinyBook } from './testing/tiny-book';

const sheet = (prices: number[], freeCards: number[], lotCards = 1): PoolSheet => ({
  prices,
  freeCards,
  lotCards,
});
const seeds = fc.integer({ min: 0, max: 2 ** 31 });

function sheetsOf(
  book: Book,
  free: (pool: number, hour: number) => number,
  price: (pool: number, hour: number) => number,
) {
  const hours = Array.from({ length: book.hours }, (_, h) => h);
  return new Map(
    book.pools.map(({ id, lotCards = 1 }, p) => [
      id,
      sheet(
        hours.map((h) => price(p, h)),
        hours.map((h) => free(p, h)),
        lotCards,
      ),
    ]),
  );
}

describe('the cheapest block', () => {
  const sheets = new Map([
    ['pol_a', sheet([5, 3, 3, 9], [4, 4, 4, 4])],
    ['pol_b', sheet([2, 2, 2, 2], [4, 1, 4, 4])],
  ]);
  it('2 cards × 2 hours: hours 2–3 of pool b cost 2 × (2 + 2) = 8, under 12 in pool a', () => {
    const options = [
      { pool: 'pol_a', cards: 2, hours: 2 },
      { pool: 'pol_b', cards: 2, hours: 2 },
    ];
    expect(blockCheapestFill({ earliest: 0, deadline: 4, options }, sheets)).toEqual({
      cost: 8,
      lots: [{ pool: 'pol_b', hour: 2, hours: 2, cards: 2 }],
    });
  });
  it('is none where no hours in a row hold it', () => {
    const options = [{ pool: 'pol_b', cards: 2, hours: 3 }];
    expect(blockCheapestFill({ earliest: 0, deadline: 4, options }, sheets)).toBeNull();
  });
  it('costs what the cheapest of all its fills costs', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const book = tinyBook(seed);
        const sheets = sheetsOf(
          book,
          (p, h) => atHour(book.pools[p]!.cards, h),
          (p, h) => atHour(book.pools[p]!.ask, h),
        );
        for (const order of book.orders) {
          const costs = everyFill(book, order).map(({ askCost }) => askCost);
          const fill = cheapestFill(order, sheets);
          if (order.shape === 'block') expect(fill?.cost ?? Infinity).toBe(Math.min(...costs));
          else expect(costs.length > 0 ? costs.includes(fill?.cost ?? -1) : fill === null).toBe(true);
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('the greedy spread', () => {
  it('takes whole lots by price × cardHours: 4 cards at 10 × 8 before 2 at 12 × 8, then drops what is spare', () => {
    const sheets = new Map([
      ['pol_a', sheet([10, 12], [4, 4], 2)],
      ['pol_b', sheet([1, 1], [1, 0])],
    ]);
    const options = [
      { pool: 'pol_a', cardHours: 8, maxCards: 5 },
      { pool: 'pol_b', cardHours: 90, maxCards: 1 },
    ];
    expect(spreadCheapestFill({ earliest: 0, deadline: 2, options }, sheets)).toEqual({
      cost: 4 * 10 + 4 * 12,
      lots: [{ pool: 'pol_a', hour: 0, hours: 2, cards: 4 }],
    });
  });
  it('is none where all lots together fall short of the work', () => {
    const options = [{ pool: 'pol_a', cardHours: 9, maxCards: 4 }];
    expect(
      spreadCheapestFill({ earliest: 0, deadline: 2, options }, new Map([['pol_a', sheet([1, 1], [4, 4])]])),
    ).toBeNull();
  });
});

describe('the engine on typed arrays', () => {
  it('places every order exactly where the plain rule does, at any prices and free cards', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(1, 1e5), (seed, priceScale) => {
        const book = sampleBook({
          pools: 4,
          orders: 12,
          hours: 12,
          load: 0.7,
          spread: 0.6,
          seed,
          lots: seed % 2 === 0,
        });
        const random = mulberry32(seed);
        const market = prepareMarket(
          bookModel({ ...book, orders: book.orders.map((o) => ({ ...o, limit: Number.MAX_SAFE_INTEGER })) }),
        );
        const prices = market.asks.map((ask) => ask * priceScale + Math.floor(random() * 3) * 1e6);
        const free = market.cards.map((cards) => Math.floor(random() * (cards + 1)));
        const room = makePlacementRoom(makeSpreadCells(market));
        const guide = { prices, sums: prefixSums(prices, market.hours) };
        const sheets = sheetsOf(
          book,
          (p, h) => free[p * book.hours + h]!,
          (p, h) => prices[p * book.hours + h]!,
        );
        market.orderIds.forEach((id, j) => {
          const plain = cheapestFill(book.orders.find((order) => order.id === id)!, sheets);
          const fast = findPlacement(market, guide, free, j, Number.POSITIVE_INFINITY, room);
          expect(fast === null).toBe(plain === null);
          if (!fast || !plain || plain.cost === Infinity) return;
          expect(costAt(fast, prices)).toBe(plain.cost);
          if (market.isSpread[j] === 0) return;
          const cells = Array.from(fast.cells, (cell, i) => ({
            pool: market.poolIds[Math.floor(cell / book.hours)]!,
            hour: cell % book.hours,
            cards: fast.cards[i]!,
          }));
          expect(rectangles(cells)).toEqual(plain.lots);
        });
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it('answers a relaxed spread by selection with the cost that sorting gives, to the last micro', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const book = sampleBook({ pools: 4, orders: 6, hours: 12, load: 0.7, spread: 1, seed });
        const market = prepareMarket(bookModel(book));
        const room = makeSpreadCells(market);
        market.orderIds.forEach((id, j) => {
          const order = book.orders.find((row) => row.id === id)!;
          if (order.shape !== 'spread') return;
          const cells = order.options.flatMap(({ pool, cardHours, maxCards }) => {
            const p = market.poolIds.indexOf(pool);
            return Array.from({ length: order.deadline - order.earliest }, (_, h) => ({
              price: market.asks[p * book.hours + order.earliest + h]!,
              cardHours,
              most: Math.min(maxCards, market.cards[p * book.hours + order.earliest + h]!),
            }));
          });
          const exact = relaxedCost(cells);
          const fast = relaxedSpread(market, market.asks, j, room);
          if (exact === null) expect(fast).toBe(Number.POSITIVE_INFINITY);
          else expect(Math.abs(fast - Number(exact))).toBeLessThanOrEqual(1 + 1e-9 * fast);
        });
      }),
      { numRuns: 150, seed: 1 },
    );
  });
});

describe('exact arithmetic', () => {
  it('tells 3 × 3 002 399 751 580 331 from 2^53 × 1, one apart past 2^53', () => {
    expect(compareProducts(3, 3_002_399_751_580_331, 2 ** 52, 2)).toBe(1);
    expect(compareProducts(2 ** 52, 2, 3, 3_002_399_751_580_331)).toBe(-1);
    expect(compareProducts(2 ** 30, 2 ** 30, 2 ** 29, 2 ** 31)).toBe(0);
  });
  it('a third three times over costs exactly the whole: relaxed 1 ⁄ 3 + 2 ⁄ 3 of 300 = 300', () => {
    expect(
      relaxedCost([
        { price: 100, cardHours: 3, most: 1 },
        { price: 100, cardHours: 3, most: 5 },
      ]),
    ).toBe(300n);
    expect(
      relaxedCost([
        { price: 7, cardHours: 2, most: 1 },
        { price: 5, cardHours: 3, most: 1 },
      ]),
    ).toBeNull();
  });
  it('a relaxed cost of 7 + ½ × 15 = 14.5 is rounded down to 14, one of 15 + ¼ × 27 = 21.75 to 21', () => {
    expect(
      relaxedCost([
        { price: 7, cardHours: 2, most: 1 },
        { price: 5, cardHours: 3, most: 9 },
      ]),
    ).toBe(7n + 7n);
    expect(
      relaxedCost([
        { price: 5, cardHours: 4, most: 3 },
        { price: 9, cardHours: 3, most: 1 },
      ]),
    ).toBe(15n + 6n);
  });
  it('counts the lots up to the whole work and the lots to spare like counting one by one', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1.5, noNaN: true }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 0, max: 60 }),
        (work, lot, cardHours, most) => {
          let up = 0;
          while (up < most && !reachesWhole(work + (up * lot) / cardHours)) up++;
          expect(lotsToWhole(work, lot, cardHours, most)).toBe(up);
          let spare = 0;
          while (spare < most && reachesWhole(work - ((spare + 1) * lot) / cardHours)) spare++;
          expect(lotsToSpare(work, lot, cardHours, most)).toBe(spare);
        },
      ),
    );
  });
});
