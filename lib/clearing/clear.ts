import { type Allocation, emptyAllocation } from './allocation';
import type { Book } from './book';
import { bookModel } from './book-model';
import { certifiedBound } from './certificate';
import { type Demand, makeDemand } from './demand';
import { improveAllocation } from './improve';
import { insertAll, insertionOrders, leastCosts, rankBy } from './insertion';
import { type Market, prefixSums, prepareMarket } from './market';
import { COLD_SEARCH, searchMultipliers, WARM_SEARCH } from './multipliers';
import type { Outcome } from './outcome';
import { type Guide, makePlacementRoom, type PlacementRoom } from './placement';
import { rationingPrices } from './prices';
import { publishOutcome } from './publish';
import { favourHigherLimits, settleAllocation } from './settle-allocation';
import { makeSpreadCells } from './spread-cells';

/** The work one clearing may do beyond what every book needs, all counted (M-13). */
export interface Effort {
  /** Pool-hours the improvement may look at. */
  readonly improvementWork: number;
  /** Steps of the search for prices that ration. */
  readonly pricingRounds: number;
}

/** An effort that grows with the pool-hours the orders may use, up to a ceiling. */
export function effortFor(market: Market): Effort {
  let poolHours = 0;
  for (let j = 0; j < market.orderIds.length; j++)
    poolHours +=
      (market.routeFirst[j + 1]! - market.routeFirst[j]!) * (market.deadline[j]! - market.earliest[j]!);
  const work = Math.min(12_000_000, 500 * poolHours) + 20 * poolHours;
  return { improvementWork: Math.min(120_000_000, work), pricingRounds: 40 };
}

/**
 * Clears a well-formed book: the outcome obeys M-9 to M-15 and depends on nothing but the book (M-13). `elapsedMs` is 0:
 * the caller, who has a clock, fills it in.
 */
export function clearBook(book: Book, chosen?: Effort): Outcome {
  const market = prepareMarket(bookModel(book));
  const effort = chosen ?? effortFor(market);
  const spread = makeSpreadCells(market);
  const demand = makeDemand(market, spread);
  const room = makePlacementRoom(spread);
  const multipliers = searchMultipliers(market, demand, market.start ? WARM_SEARCH : COLD_SEARCH);
  const bound = certifiedBound(market, multipliers, demand);
  const allocation = allocate(market, { multipliers, bound, demand, room, effort });
  const prices = rationingPrices(market, allocation, multipliers, effort.pricingRounds, room);
  return publishOutcome(market, { allocation, prices, multipliers, bound }, room);
}

interface AllocationSearch {
  readonly multipliers: Float64Array;
  readonly bound: bigint;
  readonly demand: Demand;
  readonly room: PlacementRoom;
  readonly effort: Effort;
}

/** Rounds the multipliers' answer to a feasible allocation, improves it and makes it stable (M-12, M-12c, M-12d). */
function allocate(market: Market, search: AllocationSearch): Allocation {
  const { multipliers, demand, room } = search;
  const asks: Guide = { prices: market.asks, sums: market.askSums };
  const guide: Guide = { prices: multipliers, sums: prefixSums(multipliers, market.hours) };
  const costs = leastCosts(market, guide, demand);
  const bySurplus = rankBy(market, (j) => market.limits[j]! / costs[j]!);
  let start: Allocation | null = null;
  for (const ranks of insertionOrders(market, costs)) {
    const tried = insertAll(market, guide, ranks, room);
    settleAllocation(market, tried, asks, bySurplus, room);
    if (start === null || tried.welfare > start.welfare) start = tried;
  }
  const allocation = improveAllocation(
    market,
    start ?? emptyAllocation(market),
    {
      asks,
      multipliers: guide,
      costs,
      work: search.effort.improvementWork,
      enough: Number(search.bound),
      seed: 1,
    },
    room,
  );
  settleAllocation(market, allocation, asks, bySurplus, room);
  favourHigherLimits(market, allocation);
  return allocation;
}
