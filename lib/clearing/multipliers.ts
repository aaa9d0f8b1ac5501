import { mulberry32 } from '@/lib/core/prng';
import { BOOK_BOUNDS } from './book';
import { answer, type Demand } from './demand';
import type { Market } from './market';
import { movePrices, setPrices } from './priced-hours';

/** How long and how boldly multipliers are searched: counted passes over all orders (M-13), more of them in small books. */
export interface MultiplierSearch {
  readonly passes: number;
  readonly morePasses: number;
  /** More passes are made while they take at most this many answers. */
  readonly moreAnswers: number;
  readonly batches: number;
  readonly firstStep: number;
  readonly lastStep: number;
  /** A search that lowers the bound by more than this share began too far away: it goes on as a cold one. */
  readonly farGain: number;
}

export const COLD_SEARCH: MultiplierSearch = {
  passes: 40,
  morePasses: 160,
  moreAnswers: 40_000,
  batches: 5,
  firstStep: 0.15,
  lastStep: 0.0002,
  farGain: 1,
};
export const WARM_SEARCH: MultiplierSearch = {
  passes: 4,
  morePasses: 16,
  moreAnswers: 4_000,
  batches: 4,
  firstStep: 0.0007,
  lastStep: 0.0001,
  farGain: 0.00015,
};

/** While a pass changes the worth of all cards by more than this share, the scale of the prices isn't found. */
const SCALE_CHANGE = 0.1;
const SCALE_PASSES_MOST = 60;

/** The share of a descent's passes before those that are averaged. */
const AVERAGED_FROM = 0.4;

/**
 * Multipliers λ ≥ ask, whole micros, with a small Lagrangian bound (M-14), by an incremental dual: orders answer in
 * batches, and after each batch every pool-hour's multiplier moves by a share of its excess demand, in ever smaller
 * multiplicative steps (incremental subgradients, Nedić and Bertsekas 2001). Begins at the book's start, if it has one.
 * `average` is filled with the mean of the prices over the later passes, which guides rounding better than the last ones.
 */
export function searchMultipliers(
  market: Market,
  demand: Demand,
  search: MultiplierSearch,
  average = new Float64Array(market.cards.length),
): Float64Array {
  const dual: Dual = {
    average,
    market,
    demand,
    ranks: Int32Array.from(market.orderIds, (_, j) => j),
    random: mulberry32(1),
  };
  setPrices(market, demand.priced, market.start ?? market.asks);
  if (market.start) for (const j of dual.ranks) answer(market, demand, j);
  else findScale(dual, search);
  const before = staleBound(dual);
  descend(dual, search);
  if (market.start && staleBound(dual) < before * (1 - search.farGain)) {
    findScale(dual, COLD_SEARCH);
    descend(dual, COLD_SEARCH);
  }
  return wholeMultipliers(market, demand.priced.prices);
}

interface Dual {
  readonly market: Market;
  readonly demand: Demand;
  readonly ranks: Int32Array;
  readonly random: () => number;
  /** The mean of the prices over the later passes of the latest descent. */
  readonly average: Float64Array;
}

/** Passes with the first step until all cards together keep about their worth. */
function findScale(dual: Dual, search: MultiplierSearch): void {
  let before = worth(dual);
  for (let pass = 0; pass < SCALE_PASSES_MOST; pass++) {
    searchPass(dual, search.batches, search.firstStep);
    const after = worth(dual);
    if (Math.abs(after - before) <= SCALE_CHANGE * before) return;
    before = after;
  }
}

/** What all cards of the book cost at the prices. */
function worth({ market: { cards }, demand }: Dual): number {
  const { prices } = demand.priced;
  let total = 0;
  for (let at = 0; at < cards.length; at++) total += cards[at]! * prices[at]!;
  return total;
}

/** The search's passes with steps that shrink from its first to its last. */
function descend(dual: Dual, search: MultiplierSearch): void {
  const more = Math.floor(search.moreAnswers / Math.max(1, dual.ranks.length));
  const passes = search.passes + Math.min(search.morePasses, more);
  const shrink = stepRatio(search, passes);
  let step = search.firstStep;
  const { average } = dual;
  const { prices } = dual.demand.priced;
  let averaged = 0;
  for (let pass = 0; pass < passes; pass++, step *= shrink) {
    searchPass(dual, search.batches, step);
    if (pass < passes * AVERAGED_FROM) continue;
    averaged++;
    for (let at = 0; at < average.length; at++) average[at]! += (prices[at]! - average[at]!) / averaged;
  }
}

/** Every order answers once, in batches; after each the multipliers move. */
function searchPass({ market, demand, ranks, random }: Dual, batches: number, step: number): void {
  const { usage, priced } = demand;
  const { cards, asks } = market;
  const size = Math.max(1, Math.ceil(ranks.length / batches));
  const move = (at: number, price: number) => {
    const offered = cards[at]!;
    if (offered === 0) return price;
    const excess = usage[at]! / offered - 1;
    if (excess < 0 && price === asks[at]!) return price;
    const moved = price * (1 + step * Math.max(-1, Math.min(1, excess)));
    return Math.max(asks[at]!, Math.min(BOOK_BOUNDS.priceMicros, moved));
  };
  shuffle(ranks, random);
  // Once also without orders: prices with nobody to pay them fall.
  for (let from = 0; from === 0 || from < ranks.length; from += size) {
    const to = Math.min(ranks.length, from + size);
    for (let k = from; k < to; k++) answer(market, demand, ranks[k]!);
    movePrices(market, priced, move);
  }
}

/** The ratio r with firstStep × r^passes ≈ lastStep, by bisection: no power function may decide an outcome (M-13). */
function stepRatio({ firstStep, lastStep }: MultiplierSearch, passes: number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 40; i++) {
    const ratio = (low + high) / 2;
    let step = firstStep;
    for (let pass = 1; pass < passes; pass++) step *= ratio;
    if (step < lastStep) low = ratio;
    else high = ratio;
  }
  return high;
}

/** Multipliers as a certificate may state them: whole micros, not under the ask, the ask where nothing is sold. */
export function wholeMultipliers(market: Market, multipliers: Float64Array): Float64Array {
  return multipliers.map((value, at) =>
    market.cards[at]! === 0 ? market.asks[at]! : Math.max(market.asks[at]!, Math.round(value)),
  );
}

/** About the Lagrangian bound at the prices: every order's surplus is that of its last answer. */
function staleBound({ market: { asks, cards }, demand: { surplus, priced } }: Dual): number {
  let bound = 0;
  for (let j = 0; j < surplus.length; j++) bound += surplus[j]!;
  for (let at = 0; at < asks.length; at++) bound += (priced.prices[at]! - asks[at]!) * cards[at]!;
  return bound;
}

/** Shuffles in place with a seeded generator. */
function shuffle(ranks: Int32Array, random: () => number): void {
  for (let i = ranks.length - 1; i > 0; i--) {
    const k = Math.floor(random() * (i + 1));
    const kept = ranks[i]!;
    ranks[i] = ranks[k]!;
    ranks[k] = kept;
  }
}
