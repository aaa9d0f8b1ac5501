import { type Allocation, emptyAllocation } from './allocation';
import type { Book, StartFill } from './book';
import { bookModel } from './book-model';
import { certifiedBound } from './certificate';
import { type Demand, makeDemand } from './demand';
import { displaceMisfits, type Guidance } from './displace-misfits';
import { type Improvement, improveAllocation, type LaneRequest } from './improve';
import { leastCosts, rankBy } from './insertion';
import type { LaneMoves } from './lane';
import { type Market, prefixSums, prepareMarket } from './market';
import { COLD_SEARCH, searchMultipliers, WARM_SEARCH, wholeMultipliers } from './multipliers';
import type { Outcome } from './outcome';
import { type Guide, makePlacementRoom, type PlacementRoom } from './placement';
import { rationingPrices } from './prices';
import { publishOutcome } from './publish';
import { resumedAllocation, roundedAllocations } from './rounding';
import { ruinAndRecreate } from './ruin-recreate';
import { favourHigherLimits, settleAllocation } from './settle-allocation';
import { makeSpreadCells } from './spread-cells';

/** The work one clearing may do beyond what every book needs, all counted (M-13). */
export interface Effort {
  /** Pool-hours the improvement may look at. */
  readonly improvementWork: number;
  /** Steps of the search for prices that ration. */
  readonly pricingRounds: number;
}

const COLD_WORK = { least: 30_000_000, perPoolHour: 30, most: 240_000_000 } as const;
const COLD_PRICING_ROUNDS = 24;
/** A warm start has most of it behind it. */
const WARM_SHARE = 0.06;
const WARM_PRICING_ROUNDS = 4;

/** An effort that grows with the pool-hours the orders may use, between a least and a most; little for a warm start. */
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
  const average = new Float64Array(market.cards.length);
  const search = market.start ? WARM_SEARCH : COLD_SEARCH;
  const multipliers = searchMultipliers(market, demand, search, average);
  const bound = certifiedBound(market, multipliers, demand);
  const guidance = guidanceOf(market, wholeMultipliers(market, average), demand);
  const work = { work: effort.improvementWork, enough: Number(bound) };
  const improved = book.startFills
    ? yield* resumed(market, book.startFills, guidance, work, room)
    : yield* bestOfTrials(market, guidance, work, room);
  settleAllocation(market, improved, guidance.asks, guidance.ranks, room);
  // Start fills come of an outcome whose misfits gave way.
  const allocation = book.startFills ? improved : displaceMisfits(market, improved, guidance, room);
  favourHigherLimits(market, allocation);
  const prices = rationingPrices(market, allocation, multipliers, effort.pricingRounds, room);
  return publishOutcome(market, { allocation, prices, multipliers, bound }, room);
}

/**
 * What rounding and improvement go by. The best multipliers prove the bound, the average of the later ones guides: where
 * the dual has converged, many places cost the same and the best ones say too little about who belongs where.
 */
function guidanceOf(market: Market, prices: Float64Array, demand: Demand): Guidance {
  const multipliers: Guide = { prices, sums: prefixSums(prices, market.hours) };
  const costs = leastCosts(market, multipliers, demand);
  return {
    multipliers,
    costs,
    asks: { prices: market.asks, sums: market.askSums },
    ranks: rankBy(market, (j) => market.limits[j]! / costs[j]!),
  };
}

type Improving = Generator<LaneRequest, Allocation, readonly LaneMoves[]>;
type Work = Pick<Improvement, 'work' | 'enough'>;

/** How many rounded allocations are tried, and the share of the work each of them gets before one goes on. */
const TRIALS = 3;
const TRIAL_SHARE = 0.08;
const TRIAL_CUTS = 2;
const CUTS = 6;
const RESUMED_BOLDNESS = 0.3;

/** Improves the best rounded allocations a little, and the best of those with the whole work: a giant order taken or left shows early. */
function* bestOfTrials(
  market: Market,
  guidance: Guidance,
  { work, enough }: Work,
  room: PlacementRoom,
): Improving {
  const ground = { market, ...guidance };
  let best: Allocation | null = null;
  for (const tried of roundedAllocations(market, guidance, room).slice(0, TRIALS)) {
    yield* improveAllocation(ground, tried, {
      work: work * TRIAL_SHARE,
      enough,
      boldness: 1,
      cuts: TRIAL_CUTS,
    });
    if (best === null || tried.welfare > best.welfare) best = tried;
  }
  const allocation = best ?? emptyAllocation(market);
  yield* improveAllocation(ground, allocation, { work, enough, boldness: 1, cuts: CUTS });
  return allocation;
}

/** Improves what the start fills began, gently. */
function* resumed(
  market: Market,
  fills: readonly StartFill[],
  guidance: Guidance,
  work: Work,
  room: PlacementRoom,
): Improving {
  const allocation = resumedAllocation(market, fills, guidance, room);
  yield* improveAllocation({ market, ...guidance }, allocation, {
    ...work,
    boldness: RESUMED_BOLDNESS,
    cuts: 0,
  });
  return allocation;
}
