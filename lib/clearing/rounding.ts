import { compareIds } from '@/lib/core/ids';
import type { Allocation } from './allocation';
import type { StartFill } from './book';
import { displaceMisfits, type Guidance } from './displace-misfits';
import { insertAll, insertionOrders, insertRest } from './insertion';
import type { Market } from './market';
import type { PlacementRoom } from './placement';
import { settleAllocation } from './settle-allocation';
import { startAllocation } from './start-allocation';

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

/** Begins where the book's start fills stood, inserts the others and settles. */
export function resumedAllocation(
  market: Market,
  fills: readonly StartFill[],
  guidance: Guidance,
  room: PlacementRoom,
): Allocation {
  const sorted = [...fills].sort((a, b) => compareIds(a.order, b.order));
  const allocation = startAllocation(market, sorted);
  insertRest(market, allocation, guidance.multipliers, guidance.ranks, room);
  settleAllocation(market, allocation, guidance.asks, guidance.ranks, room);
  return allocation;
}
