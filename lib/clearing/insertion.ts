import { type Allocation, emptyAllocation, place } from './allocation';
import { type Demand, leastCost } from './demand';
import type { Market } from './market';
import { findPlacement, type Guide, type PlacementRoom } from './placement';
import { setPrices } from './priced-hours';

/** Every order's least cost at the multipliers in an empty market, in micros; Infinity where it has none. */
export function leastCosts(market: Market, guide: Guide, demand: Demand): Float64Array {
  setPrices(market, demand.priced, guide.prices);
  return Float64Array.from(market.orderIds, (_, j) => leastCost(market, demand, j));
}

/** Orders that could be filled at the asks, ranked by descending score, ties by index. */
export function rankBy(market: Market, score: (j: number) => number): Int32Array {
  const scores = Float64Array.from(market.orderIds, (_, j) => score(j));
  return Int32Array.from(market.orderIds, (_, j) => j)
    .filter((j) => market.routeFirst[j]! < market.routeFirst[j + 1]!)
    .sort((a, b) => scores[b]! - scores[a]! || a - b);
}

/** The insertion orders tried: surplus ratio, blocks first, large reduced surplus first, surplus ratio of the large first. */
export function insertionOrders(market: Market, costs: Float64Array): [Int32Array, ...Int32Array[]] {
  const { limits, isSpread } = market;
  const ratio = (j: number) => limits[j]! / costs[j]!;
  return [
    rankBy(market, ratio),
    rankBy(market, (j) => (isSpread[j] === 1 ? ratio(j) - 1e6 : ratio(j))),
    rankBy(market, (j) => limits[j]! - costs[j]!),
    rankBy(market, (j) => (isSpread[j] === 1 ? 0 : 1e18) + limits[j]! - costs[j]!),
  ];
}

/** Inserts orders one by one at the guide's prices into an empty market. */
export function insertAll(market: Market, guide: Guide, ranks: Int32Array, room: PlacementRoom): Allocation {
  const allocation = emptyAllocation(market);
  insertRest(market, allocation, guide, ranks, room);
  return allocation;
}

/** Inserts the orders not placed yet one by one at the guide's prices. */
export function insertRest(
  market: Market,
  allocation: Allocation,
  guide: Guide,
  ranks: Int32Array,
  room: PlacementRoom,
): void {
  for (const j of ranks) {
    if (allocation.placements[j]) continue;
    const placement = findPlacement(market, guide, allocation.free, j, market.limits[j]!, room);
    if (placement) place(market, allocation, j, placement);
  }
}
