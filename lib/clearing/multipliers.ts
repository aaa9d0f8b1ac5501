import { mulberry32 } from '@/lib/core/prng';
import { BOOK_BOUNDS } from './book';
import { answer, type Demand } from './demand';
import { type Market, prefixSums } from './market';

/** How long and how boldly multipliers are searched: counted passes over all orders (M-13). */
export interface MultiplierSearch {
  readonly passes: number;
  readonly batches: number;
  readonly firstStep: number;
  readonly lastStep: number;
}

export const COLD_SEARCH: MultiplierSearch = { passes: 90, batches: 8, firstStep: 0.5, lastStep: 0.001 };
export const WARM_SEARCH: MultiplierSearch = { passes: 20, batches: 8, firstStep: 0.03, lastStep: 0.001 };

/**
 * Multipliers λ ≥ ask, whole micros, with a small Lagrangian bound (M-14), by an incremental dual: orders answer in
 * batches, and after each batch every pool-hour's multiplier moves by a share of its excess demand, in ever smaller steps.
 */
export function searchMultipliers(market: Market, demand: Demand, search: MultiplierSearch): Float64Array {
  const count = market.orderIds.length;
  const current = (market.start ?? market.asks).slice();
  const average = new Float64Array(current.length);
  const ranks = Int32Array.from({ length: count }, (_, j) => j);
  const random = mulberry32(1);
  const size = Math.max(1, Math.ceil(count / search.batches));
  let best = { bound: Number.POSITIVE_INFINITY, multipliers: wholeMultipliers(market, current) };
  const consider = (multipliers: Float64Array) => {
    const bound = roughBound(market, demand, multipliers);
    if (bound < best.bound) best = { bound, multipliers };
  };
  const shrink = stepRatio(search);
  let step = search.firstStep;
  let averaged = 0;
  for (let pass = 0; pass < search.passes; pass++, step *= shrink) {
    shuffle(ranks, random);
    for (let from = 0; from < count; from += size) {
      prefixSums(current, market.hours, demand.priceSums);
      const to = Math.min(count, from + size);
      for (let k = from; k < to; k++) answer(market, current, demand, ranks[k]!);
      moveMultipliers(market, demand.usage, current, step);
    }
    if (pass < search.passes - 20) continue;
    averaged++;
    for (let at = 0; at < average.length; at++) average[at]! += (current[at]! - average[at]!) / averaged;
    if (pass % 5 === 4) consider(wholeMultipliers(market, current));
  }
  if (averaged > 0) consider(wholeMultipliers(market, average));
  consider(wholeMultipliers(market, current));
  return best.multipliers;
}

/** The ratio r with firstStep × r^passes ≈ lastStep, by bisection: no power function may decide an outcome (M-13). */
function stepRatio({ passes, firstStep, lastStep }: MultiplierSearch): number {
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

function moveMultipliers(market: Market, usage: Float64Array, multipliers: Float64Array, step: number): void {
  const { cards, asks } = market;
  for (let at = 0; at < multipliers.length; at++) {
    const offered = cards[at]!;
    if (offered === 0) continue;
    const excess = usage[at]! / offered - 1;
    if (excess < 0 && multipliers[at]! === asks[at]!) continue;
    const moved = multipliers[at]! * (1 + step * Math.max(-1, Math.min(1, excess)));
    multipliers[at] = Math.max(asks[at]!, Math.min(BOOK_BOUNDS.priceMicros, moved));
  }
}

/** Multipliers as a certificate may state them: whole micros, not under the ask, the ask where nothing is sold. */
export function wholeMultipliers(market: Market, multipliers: Float64Array): Float64Array {
  return multipliers.map((value, at) =>
    market.cards[at]! === 0 ? market.asks[at]! : Math.max(market.asks[at]!, Math.round(value)),
  );
}

/** The Lagrangian bound at given multipliers in floating point: good for comparing, not for publishing. */
export function roughBound(market: Market, demand: Demand, multipliers: Float64Array): number {
  prefixSums(multipliers, market.hours, demand.priceSums);
  let bound = 0;
  for (let j = 0; j < market.orderIds.length; j++) {
    answer(market, multipliers, demand, j);
    bound += demand.surplus[j]!;
  }
  for (let at = 0; at < multipliers.length; at++)
    bound += (multipliers[at]! - market.asks[at]!) * market.cards[at]!;
  return bound;
}

/** Shuffles in place with a seeded generator. */
export function shuffle(ranks: Int32Array, random: () => number): void {
  for (let i = ranks.length - 1; i > 0; i--) {
    const k = Math.floor(random() * (i + 1));
    const kept = ranks[i]!;
    ranks[i] = ranks[k]!;
    ranks[k] = kept;
  }
}
