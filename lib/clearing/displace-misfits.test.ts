import { describe, expect, it } from 'vitest';
import { emptyAllocation, place } from './allocation';
import type { Book } from './book';
import { bookModel } from './book-model';
import { displaceMisfits } from './displace-misfits';
import { prefixSums, prepareMarket } from './market';
import { findPlacement, makePlacementRoom } from './placement';
import { makeSpreadCells } from './spread-cells';

/** Two cards for one hour at 10; one card filled for a limit of 12, both wanted for `other`. */
function displaced(other: number, multiplier: number) {
  const book: Book = {
    format: 'cardhour.book/1',
    startsAt: '2026-11-20T00:00:00Z',
    hours: 1,
    currency: 'CNY',
    pools: [{ id: 'pol_a', cards: 2, ask: 10 }],
    orders: [12, other].map((limit, j) => ({
      id: `ord_${j}`,
      seq: j,
      limit,
      earliest: 0,
      deadline: 1,
      shape: 'block',
      options: [{ pool: 'pol_a', cards: 1 + j, hours: 1 }],
    })),
  };
  const market = prepareMarket(bookModel(book));
  const room = makePlacementRoom(makeSpreadCells(market));
  const asks = { prices: market.asks, sums: market.askSums };
  const prices = Float64Array.of(multiplier);
  const allocation = emptyAllocation(market);
  place(market, allocation, 0, findPlacement(market, asks, allocation.free, 0, 12, room)!);
  const guidance = {
    asks,
    multipliers: { prices, sums: prefixSums(prices, 1) },
    costs: Float64Array.of(multiplier, 2 * multiplier),
    ranks: Int32Array.of(0, 1),
  };
  const { placements, welfare } = displaceMisfits(market, allocation, guidance, room);
  return { filled: placements.map((placement) => placement !== null), welfare };
}

describe('misfits', () => {
  it('at a multiplier of 25 a limit of 12 gives way to 60 for both cards: 60 − 20 = 40 instead of 2', () => {
    expect(displaced(60, 25)).toEqual({ filled: [false, true], welfare: 40 });
  });
  it('keep their place where nobody is worth more: 21 for both cards would leave 1', () => {
    expect(displaced(21, 25)).toEqual({ filled: [true, false], welfare: 2 });
  });
  it('are only who pays less than the multipliers: at 11 a limit of 12 stays', () => {
    expect(displaced(60, 11)).toEqual({ filled: [true, false], welfare: 2 });
  });
});
