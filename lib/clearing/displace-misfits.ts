import { type Allocation, copyAllocation, withdraw } from './allocation';
import { insertRest } from './insertion';
import type { Market } from './market';
import type { Guide, PlacementRoom } from './placement';
import { costAt } from './placement-cost';
import { settleAllocation } from './settle-allocation';

/** What settling and inserting go by: the multipliers and asks as guides, each order's least cost at the multipliers, and its rank. */
export interface Guidance {
  readonly multipliers: Guide;
  readonly asks: Guide;
  readonly costs: Float64Array;
  readonly ranks: Int32Array;
}

/**
 * Takes out every *misfit*, a filled order whose limit is under its cost at the multipliers, lets the unfilled orders in
 * that are worth more than theirs, greatest surplus first, then whoever fits, and settles (M-12, M-12c). Returns the result
 * if its welfare is greater, else the allocation as it was. Misfits hold scarce hours for next to nothing, and since nobody
 * pays over their limit they hold the prices there at the asks (M-12b).
 */
export function displaceMisfits(
  market: Market,
  allocation: Allocation,
  { multipliers, asks, costs, ranks }: Guidance,
  room: PlacementRoom,
): Allocation {
  const { limits } = market;
  const tried = copyAllocation(allocation);
  tried.placements.forEach((placement, j) => {
    if (placement && costAt(placement, multipliers.prices) > limits[j]!) withdraw(market, tried, j);
  });
  const surplus = Float64Array.from(costs, (cost, j) => limits[j]! - cost);
  const worth = ranks.filter((j) => surplus[j]! > 0).sort((a, b) => surplus[b]! - surplus[a]! || a - b);
  insertRest(market, tried, multipliers, worth, room);
  insertRest(market, tried, multipliers, ranks, room);
  settleAllocation(market, tried, asks, ranks, room);
  return tried.welfare > allocation.welfare ? tried : allocation;
}
