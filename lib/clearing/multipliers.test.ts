import { describe, expect, it } from 'vitest';
import type { Book } from './book';
import { bookModel } from './book-model';
import { certifiedBound } from './certificate';
import { makeDemand } from './demand';
import { type Market, prepareMarket } from './market';
import { COLD_SEARCH, type MultiplierSearch, searchMultipliers, WARM_SEARCH } from './multipliers';
import { sampleBook } from './sample-book';
import { makeSpreadCells } from './spread-cells';

const marketOf = (book: Book): Market => prepareMarket(bookModel(book));

function search(market: Market, settings: MultiplierSearch) {
  const demand = makeDemand(market, makeSpreadCells(market));
  const multipliers = searchMultipliers(market, demand, settings);
  return { multipliers, bound: Number(certifiedBound(market, multipliers, demand)) };
}

describe('the search for multipliers', () => {
  const books = [1, 2, 3].map((seed) =>
    sampleBook({ pools: 10, orders: 400, hours: 60, load: 1.5, spread: 0.3, seed }),
  );

  it('ends at whole micros, not under the ask, the ask where the book has no cards', () => {
    const [book] = books;
    const market = marketOf({
      ...book!,
      pools: book!.pools.map((pool, p) => (p === 4 ? { ...pool, cards: 0 } : pool)),
    });
    const { multipliers } = search(market, COLD_SEARCH);
    multipliers.forEach((value, at) => {
      expect(Number.isInteger(value)).toBe(true);
      expect(value).toBeGreaterThanOrEqual(market.asks[at]!);
      if (market.cards[at] === 0) expect(value).toBe(market.asks[at]);
    });
  });

  it('a bound 400 passes more would lower by no more than 0.2 %', () => {
    for (const book of books) {
      const market = marketOf(book);
      const longer = search(market, { ...COLD_SEARCH, passes: 500, lastStep: 0.00005 });
      expect(search(market, COLD_SEARCH).bound / longer.bound).toBeLessThan(1.002);
    }
  });

  it('finds the scale of prices where limits are 200 times what the asks let expect', () => {
    for (const book of books) {
      const orders = book.orders.map((order) => ({ ...order, limit: order.limit * 200 }));
      const market = marketOf({ ...book, orders });
      const longer = search(market, { ...COLD_SEARCH, passes: 500, firstStep: 0.5 });
      expect(search(market, COLD_SEARCH).bound / longer.bound).toBeLessThan(1.01);
    }
  });

  it('a start from before 1 % of the orders changed ends within 0.1 % of the cold bound', () => {
    for (const book of books) {
      const before = search(marketOf({ ...book, orders: book.orders.slice(4) }), COLD_SEARCH);
      const market = marketOf({ ...book, orders: book.orders.slice(0, -4) });
      const cold = search(market, COLD_SEARCH);
      const warm = search({ ...market, start: before.multipliers }, WARM_SEARCH);
      expect(warm.bound / cold.bound).toBeLessThan(1.001);
    }
  });

  it('a start that means nothing costs time, not quality: asks, or 10¹¹ everywhere, within 0.2 % of the cold bound', () => {
    for (const book of books) {
      const market = marketOf(book);
      const cold = search(market, COLD_SEARCH);
      for (const start of [market.asks, market.asks.map(() => 1e11)])
        expect(search({ ...market, start }, WARM_SEARCH).bound / cold.bound).toBeLessThan(1.002);
    }
  });
});
