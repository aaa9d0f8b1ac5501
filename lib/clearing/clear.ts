import { compareIds } from '@/lib/core/ids';
import type { Allocation } from './allocation';
import type { Book, StartFill } from './book';
import { bookModel } from './book-model';
import { certifiedBound } from './certificate';
import { makeDemand } from './demand';
import { displaceMisfits } from './displace-misfits';
import { type Improvement, improveAllocation, type LaneRequest } from './improve';
import { insertAll, insertionOrders, insertRest, leastCosts, rankBy } from './insertion';
import type { LaneMoves } from './lane';
import { type Market, prefixSums, prepareMarket } from './market';
import { COLD_SEARCH, searchMultipliers, WARM_SEARCH } from './multipliers';
import type { Outcome } from './outcome';
import { type Guide, makePlacementRoom, type PlacementRoom } from './placement';
import { rationingPrices } from './prices';
import { publishOutcome } from './publish';
import { ruinAndRecreate } from './ruin-recreate';
import { favourHigherLimits, settleAllocation } from './settle-allocation';
import { makeSpreadCells } from './spread-cells';
import { startAllocation } from './start-allocation';

/** The work one clearing may do beyond what every book needs, all counted (M-13). */
export interface Effort {
  /** Pool-hours the improvement may look at. */
  readonly improvementWork: number;
  /** Steps of the search for prices that ration. */
  readonly pricingRounds: number;
}

const COLD_WORK = { least: 12_000_000, perPoolHour: 30, most: 240_000_000 } as const;
const COLD_PRICING_ROUNDS = 24;
/** A warm start has most of it behind it. */
const WARM_SHARE = 0.1;
const WARM_PRICING_ROUNDS = 10;

/** An effort that grows with the pool-hours the orders may use, between a least and a most; a tenth for a warm start. */
export function effortFor(market: Market): Effort {
  let poolHours = 0;
  for (let j = 0; j < market.orderIds.length; j++)
    poolHours +=
      (market.routeFirst[j + 1]! - market.routeFirst[j]!) * (market.deadline[j]! - market.earliest[j]!);
  const { least, perPoolHour, most } = COLD_WORK;
  const work = Math.min(most, Math.min(least, 500 * poolHours) + perPoolHour * poolHours);
  return market.start
    ? { improvementWork: work * WARM_SHARE, pricingRounds: WARM_PRICING_ROUNDS }
    : { improvementWork: work, pricingRounds: COLD_PRICING_ROUNDS };
}

/**
 * Clears a well-formed book: the outcome obeys M-9 to M-15 and depends on nothing but the book (M-13). `elapsedMs` is 0:
 * the caller, who has a clock, fills it in.
 */
export function clearBook(book: Book, effort?: Effort): Outcome {
  const steps = clearing(book, effort);
  let next = steps.next();
  while (!next.done) {
    const { ground, tasks } = next.value;
    next = steps.next(tasks.map((task) => ruinAndRecreate(ground, task)));
  }
  return next.value;
}

/**
 * The same as steps: yields lanes that may run side by side, in threads if the caller has some, and is given their moves
 * in the lanes' order. Who runs them makes no difference (M-13).
 */
export function* clearing(
  book: Book,
  chosen?: Effort,
): Generator<LaneRequest, Outcome, readonly LaneMoves[]> {
  const market = prepareMarket(bookModel(book));
  const effort = chosen ?? effortFor(market);
  const spread = makeSpreadCells(market);
  const demand = makeDemand(market, spread);
  const room = makePlacementRoom(spread);
  const multipliers = searchMultipliers(market, demand, market.start ? WARM_SEARCH : COLD_SEARCH);
  const bound = certifiedBound(market, multipliers, demand);
  const guide: Guide = { prices: multipliers, sums: prefixSums(multipliers, market.hours) };
  const costs = leastCosts(market, guide, demand);
  const bySurplus = rankBy(market, (j) => market.limits[j]! / costs[j]!);
  const asks: Guide = { prices: market.asks, sums: market.askSums };
  const improved = book.startFills
    ? resumed(market, book.startFills, guide, bySurplus, room)
    : rounded(market, guide, costs, room);
  settleAllocation(market, improved, asks, bySurplus, room);
  const improvement: Improvement = {
    work: effort.improvementWork,
    enough: Number(bound),
    boldness: book.startFills ? RESUMED_BOLDNESS : 1,
  };
  yield* improveAllocation({ market, multipliers: guide, costs }, improved, improvement);
  settleAllocation(market, improved, asks, bySurplus, room);
  const guidance = { multipliers: guide, asks, costs, ranks: bySurplus };
  const allocation = displaceMisfits(market, improved, guidance, room);
  favourHigherLimits(market, allocation);
  const prices = rationingPrices(market, allocation, multipliers, effort.pricingRounds, room);
  return publishOutcome(market, { allocation, prices, multipliers, bound }, room);
}

const RESUMED_BOLDNESS = 0.3;

/** Rounds the multipliers' answer to a feasible allocation: the best of several insertion orders. */
function rounded(market: Market, guide: Guide, costs: Float64Array, room: PlacementRoom): Allocation {
  const [first, ...others] = insertionOrders(market, costs);
  let best = insertAll(market, guide, first, room);
  for (const ranks of others) {
    const tried = insertAll(market, guide, ranks, room);
    if (tried.welfare > best.welfare) best = tried;
  }
  return best;
}

/** Begins where the book's start fills stood, and inserts the others. */
function resumed(
  market: Market,
  fills: readonly StartFill[],
  guide: Guide,
  ranks: Int32Array,
  room: PlacementRoom,
): Allocation {
  const sorted = [...fills].sort((a, b) => compareIds(a.order, b.order));
  const allocation = startAllocation(market, sorted);
  insertRest(market, allocation, guide, ranks, room);
  return allocation;
}
