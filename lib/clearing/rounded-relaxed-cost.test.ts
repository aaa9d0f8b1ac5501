import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@/lib/core/prng';
import type { Book } from './book';
import { bookModel } from './book-model';
import { prepareMarket } from './market';
import { relaxedCost } from './relaxed-cost';
import { roundedRelaxedCost } from './rounded-relaxed-cost';
import { gatherCells, makeSpreadCells } from './spread-cells';

interface Shape {
  readonly askMost: number;
  readonly cardHoursMost: number;
  readonly cardsMost: number;
}

/** One spread order over three pools and four hours. */
function spreadBook(seed: number, { askMost, cardHoursMost, cardsMost }: Shape): Book {
  const random = mulberry32(seed);
  const pick = (most: number) => 1 + Math.floor(random() * most);
  const pools = ['pol_a', 'pol_b', 'pol_c'];
  return {
    format: 'cardhour.book/1',
    startsAt: '2026-11-20T00:00:00Z',
    hours: 4,
    currency: 'CNY',
    pools: pools.map((id) => ({
      id,
      cards: Array.from({ length: 4 }, () => pick(cardsMost)),
      ask: Array.from({ length: 4 }, () => pick(askMost)),
    })),
    orders: [
      {
        id: 'ord_a',
        seq: 1,
        limit: Number.MAX_SAFE_INTEGER,
        earliest: 0,
        deadline: 4,
        shape: 'spread',
        options: pools.map((pool) => ({ pool, cardHours: pick(cardHoursMost), maxCards: pick(cardsMost) })),
      },
    ],
  };
}

describe('the relaxed cost rounded down', () => {
  for (const [what, shape] of [
    [
      'whole micros often, and work that ends at a cell’s end',
      { askMost: 9, cardHoursMost: 8, cardsMost: 3 },
    ],
    ['asks of yuan', { askMost: 40_000_000, cardHoursMost: 900, cardsMost: 200 }],
    ['the greatest keys, past 2^53', { askMost: 1e11, cardHoursMost: 1e7, cardsMost: 1e6 }],
  ] as const)
    it(`is to the micro what exact fractions give: ${what}`, () => {
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
          const market = prepareMarket(bookModel(spreadBook(seed, shape)));
          const room = makeSpreadCells(market);
          if (!gatherCells(market, market.asks, market.cards, 0, false, room)) return;
          const exact = relaxedCost(
            Array.from({ length: room.count }, (_, i) => ({
              price: market.asks[room.cells[i]!]!,
              cardHours: market.routeHours[room.routes[i]!]!,
              most: room.amounts[i]!,
            })),
          );
          expect(roundedRelaxedCost(market, market.asks, room)).toBe(exact);
        }),
        { numRuns: 3000, seed: 20261120 },
      );
    });
});
