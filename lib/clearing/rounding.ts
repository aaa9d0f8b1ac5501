import { compareIds } from '@/lib/core/ids';
import { type Allocation, emptyAllocation } from './allocation';
import type { StartFill } from './book';
import { displaceMisfits, type Guidance } from './displace-misfits';
import { insertAll, insertionOrders, insertRest } from './insertion';
import type { Market } from './market';
import type { PlacementRoom } from './placement';
import { settleAllocation } from './settle-allocation';
import { placeStartFills, startAllocation } from './start-allocation';

/** Rounds the multipliers' answer to feasible, settled allocations, one per insertion order, the greatest welfare first. */
export function roundedAllocations(market: Market, guidance: Guidance, room: PlacementRoom): Allocation[] {
  const { multipliers, asks, costs, ranks } = guidance;
  return insertionOrders(market, costs)
    .map((order) => {
      const inserted = insertAll(market, multipliers, order, room);
      settleAllocation(market, inserted, asks, ranks, room);
      return displaceMisfits(market, inserted, guidance, room);
    })
    .sort((a, b) => b.welfare - a.welfare);
}

/**
 * Begins where the book's start fills stood, inserts the others and settles. Tried twice: with the fills first, and with
 * the orders that have none first, as far as they are worth their cost, since a giant newcomer finds no room elsewhere.
 */
export function resumedAllocation(
  market: Market,
  fills: readonly StartFill[],
  { multipliers, asks, costs, ranks }: Guidance,
  room: PlacementRoom,
): Allocation {
  const sorted = [...fills].sort((a, b) => compareIds(a.order, b.order));
  const stood = startAllocation(market, sorted);
  const surplus = (j: number) => market.limits[j]! - costs[j]!;
  const newcomers = ranks
    .filter((j) => !stood.placements[j] && surplus(j) > 0)
    .sort((a, b) => surplus(b) - surplus(a) || a - b);
  const crowded = emptyAllocation(market);
  insertRest(market, crowded, multipliers, newcomers, room);
  placeStartFills(market, crowded, sorted);
  for (const tried of [stood, crowded]) insertRest(market, tried, multipliers, ranks, room);
  const allocation = crowded.welfare > stood.welfare ? crowded : stood;
  settleAllocation(market, allocation, asks, ranks, room);
  return allocation;
}
