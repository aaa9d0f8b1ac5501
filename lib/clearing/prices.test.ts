import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@/lib/core/prng';
import type { Allocation } from './allocation';
import type { Book } from './book';
import { bookModel } from './book-model';
import { clearBook } from './clear';
import { makeFilledClaims, regretAt } from './filled-claims';
import { type Market, prefixSums, prepareMarket } from './market';
import { makePlacementRoom, type PlacementRoom } from './placement';
import { costAt } from './placement-cost';
import { payablePrices, rationingPrices, soldOutCells } from './prices';
import { rationingSums } from './rationing';
import { sampleBook } from './sample-book';
import { makeSpreadCells } from './spread-cells';
import { startAllocation } from './start-allocation';
import { tinyBook } from './testing/tiny-book';
import { lostValueAt, makeUnfilledClaims, noteFalls } from './unfilled-claims';

interface Cleared {
  readonly market: Market;
  readonly allocation: Allocation;
  readonly soldOut: Uint8Array;
  readonly room: PlacementRoom;
}

function cleared(book: Book): Cleared {
  const market = prepareMarket(bookModel(book));
  const { trades } = clearBook(book, { improvementWork: 20_000, pricingRounds: 0 });
  const allocation = startAllocation(market, trades);
  const soldOut = soldOutCells(market, allocation.free);
  return { market, allocation, soldOut, room: makePlacementRoom(makeSpreadCells(market)) };
}

/** A walk of payable whole-micro prices: some sold-out pool-hours rise, some fall back to the ask. */
function* walk({ market, allocation, soldOut }: Cleared, steps: number, seed: number) {
  const random = mulberry32(seed);
  const vector = market.asks.slice();
  for (let step = 0; step < steps; step++) {
    vector.forEach((price, at) => {
      const draw = random();
      if (soldOut[at] === 0 || draw < 0.5) return;
      vector[at] = draw < 0.6 ? market.asks[at]! : Math.max(market.asks[at]!, price * (0.4 + draw));
    });
    yield payablePrices(market, allocation, vector);
  }
}

describe('the sums of M-12b, answered lazily', () => {
  const books = [
    ...Array.from({ length: 12 }, (_, seed) =>
      sampleBook({
        pools: 1 + (seed % 5),
        orders: 30,
        hours: 20,
        load: 1 + (seed % 3),
        spread: 0.4,
        seed,
        lots: seed % 2 === 1,
      }),
    ),
    ...Array.from({ length: 200 }, (_, seed) => tinyBook(seed, { copies: seed % 3 === 0 })),
  ];

  it('are the exact sums of every order answered anew, along a walk of prices, regret counted from the asks', () => {
    for (const book of books) {
      const so = cleared(book);
      const { market, allocation, soldOut, room } = so;
      const filled = makeFilledClaims(market, allocation, soldOut);
      const unfilled = makeUnfilledClaims(market, allocation);
      const slope = new Float64Array(market.asks.length);
      const atAsks = regretAt(filled, market.asks, market.askSums, slope);
      const exactAtAsks = rationingSums(market, allocation, market.asks, room);
      let before = market.asks;
      for (const prices of walk(so, 6, 3)) {
        const sums = prefixSums(prices, market.hours);
        noteFalls(market, unfilled, before, prices);
        before = prices;
        const exact = rationingSums(market, allocation, prices, room);
        const lost = lostValueAt(market, unfilled, prices, sums, slope, room);
        expect(BigInt(lost)).toBe(exact.lostValue);
        const regret = regretAt(filled, prices, sums, slope);
        expect(BigInt(regret - atAsks)).toBe(exact.regret - exactAtAsks.regret);
      }
    }
  });
});

describe('prices that ration', () => {
  it('stand at the ask unless sold out, charge nobody over the limit, and are no worse than the asks (M-10, M-11, M-12b)', () => {
    for (let seed = 0; seed < 12; seed++) {
      const book = sampleBook({ pools: 4, orders: 50, hours: 24, load: 2, spread: 0.3, seed });
      const { market, allocation, soldOut, room } = cleared(book);
      const high = market.asks.map((ask) => ask * 3);
      const prices = rationingPrices(market, allocation, high, 10, room);
      prices.forEach((price, at) => {
        expect(price).toBeGreaterThanOrEqual(market.asks[at]!);
        if (soldOut[at] === 0) expect(price).toBe(market.asks[at]);
        expect(Number.isInteger(price)).toBe(true);
      });
      allocation.placements.forEach((own, j) => {
        if (own) expect(costAt(own, prices)).toBeLessThanOrEqual(market.limits[j]!);
      });
      const total = (at: Float64Array) => {
        const sums = rationingSums(market, allocation, at, room);
        return sums.lostValue + sums.regret;
      };
      expect(total(prices)).toBeLessThanOrEqual(total(market.asks));
    }
  });
});
