import { assert } from '@/lib/core/assert';
import type { Allocation } from './allocation';
import type { Book } from './book';
import { bookModel } from './book-model';
import { clearBook } from './clear';
import { type Market, prepareMarket } from './market';
import type { Outcome } from './outcome';
import { makePlacementRoom, type PlacementRoom } from './placement';
import { payablePrices, soldOutCells } from './prices';
import { rationingSums } from './rationing';
import { makeSpreadCells } from './spread-cells';
import { startAllocation } from './start-allocation';

/** How one vector of prices rations the same fills (M-12b). */
export interface RationingOf {
  readonly lostValueMicros: bigint;
  readonly regretMicros: bigint;
  /** Unfilled orders whose limit is above their cost at these prices in an empty market (M-15). */
  readonly paradoxical: number;
  /** Price over ask of the pool-hours above their ask; zeros where there are none. */
  readonly aboveAsk: {
    readonly poolHours: number;
    readonly q10: number;
    readonly q50: number;
    readonly q90: number;
    readonly most: number;
  };
}

/** What an outcome's prices are to be measured against. */
export interface RationingComparison {
  readonly welfareMicros: bigint;
  readonly poolHours: number;
  readonly soldOutPoolHours: number;
  /** Unfilled orders that could pay the asks in an empty market. */
  readonly payableUnfilled: number;
  readonly atAsks: RationingOf;
  /** The certificate's multipliers on sold-out pool-hours, lowered until nobody pays over their limit. */
  readonly clampedMultipliers: RationingOf;
  readonly published: RationingOf;
}

/** Three vectors of prices for an outcome's fills, side by side: at the asks, the multipliers clamped to limits, the published (M-12b). */
export function compareRationing(book: Book, outcome: Outcome = clearBook(book)): RationingComparison {
  const market = prepareMarket(bookModel(book));
  const allocation = startAllocation(market, outcome.trades);
  const placed = allocation.placements.filter((placement) => placement !== null).length;
  assert(placed === outcome.trades.length, 'every trade of an outcome is a fill that fits', {
    placed,
    trades: outcome.trades.length,
  });
  const poolIndex = new Map(market.poolIds.map((id, p) => [id, p]));
  const vector = market.asks.slice();
  const soldOut = soldOutCells(market, allocation.free);
  for (const { pool, hour, multiplier } of outcome.certificate) {
    const at = poolIndex.get(pool)! * market.hours + hour;
    if (soldOut[at] === 1) vector[at] = multiplier;
  }
  const published = market.asks.slice();
  for (const { pool, hour, price } of outcome.prices)
    published[poolIndex.get(pool)! * market.hours + hour] = price;
  const room = makePlacementRoom(makeSpreadCells(market));
  return {
    welfareMicros: BigInt(outcome.welfare),
    poolHours: market.cards.length,
    soldOutPoolHours: soldOut.reduce((sum, one) => sum + one, 0),
    payableUnfilled: rationingSums(market, allocation, market.asks, room).costs.filter(Number.isFinite)
      .length,
    atAsks: rationingOf(market, allocation, market.asks, room),
    clampedMultipliers: rationingOf(market, allocation, payablePrices(market, allocation, vector), room),
    published: rationingOf(market, allocation, published, room),
  };
}

function rationingOf(
  market: Market,
  allocation: Allocation,
  prices: Float64Array,
  room: PlacementRoom,
): RationingOf {
  const { lostValue, regret, costs } = rationingSums(market, allocation, prices, room);
  const ratios = Float64Array.from(prices, (price, at) => price / market.asks[at]!)
    .filter((ratio) => ratio > 1)
    .sort();
  const quantile = (share: number) => ratios[Math.floor(share * (ratios.length - 1))] ?? 0;
  return {
    lostValueMicros: lostValue,
    regretMicros: regret,
    paradoxical: costs.filter((cost, j) => cost < market.limits[j]!).length,
    aboveAsk: {
      poolHours: ratios.length,
      q10: quantile(0.1),
      q50: quantile(0.5),
      q90: quantile(0.9),
      most: quantile(1),
    },
  };
}
