import { type Market, prefixSums } from './market';
import { makePriceMinima, type PriceMinima, updateMinima } from './price-minima';

/**
 * Prices on every pool-hour with what makes answers to them fast: their sums before each hour, sliding minima, and per
 * pool how far they have fallen at most, step by step. A pool-hour's price now is at least its price then × falls now ⁄
 * falls then; so is the cost of anything in that pool. `deepest` is the same over all pools together.
 */
export interface PricedHours {
  readonly prices: Float64Array;
  readonly sums: Float64Array;
  readonly minima: PriceMinima;
  readonly falls: Float64Array;
  deepest: number;
}

/** What is left of a bound kept by `falls` after the rounding of some thousand multiplications. */
export const FALL_CARE = 1 - 1e-9;

/** The pool-hours at the asks. */
export function makePricedHours(market: Market): PricedHours {
  const priced = {
    prices: market.asks.slice(),
    sums: prefixSums(market.asks, market.hours),
    minima: makePriceMinima(market),
    falls: new Float64Array(market.poolIds.length).fill(1),
    deepest: 1,
  };
  for (let pool = 0; pool < market.poolIds.length; pool++)
    updateMinima(market, priced.minima, priced.prices, pool);
  return priced;
}

/** Moves the prices of every pool by `move`, and what depends on them where something moved. */
export function movePrices(
  market: Market,
  priced: PricedHours,
  move: (at: number, price: number) => number,
): void {
  let deepest = 1;
  for (let pool = 0; pool < market.poolIds.length; pool++) {
    const fall = movePool(market, priced, pool, move);
    if (fall < deepest) deepest = fall;
  }
  priced.deepest *= deepest;
}

/** Puts other prices on every pool-hour. */
export const setPrices = (market: Market, priced: PricedHours, prices: Float64Array): void =>
  movePrices(market, priced, (at) => prices[at]!);

function movePool(
  market: Market,
  { prices, sums, minima, falls }: PricedHours,
  pool: number,
  move: (at: number, price: number) => number,
): number {
  const { hours } = market;
  const end = (pool + 1) * hours;
  let fall = 1;
  let moves = false;
  for (let at = pool * hours; at < end; at++) {
    const price = prices[at]!;
    const moved = move(at, price);
    if (moved === price) continue;
    moves = true;
    prices[at] = moved;
    if (moved < fall * price) fall = moved / price;
  }
  if (!moves) return 1;
  falls[pool]! *= fall;
  let sum = 0;
  for (let at = end - hours, to = at + pool + 1; at < end; at++, to++) {
    sum += prices[at]!;
    sums[to] = sum;
  }
  updateMinima(market, minima, prices, pool);
  return fall;
}
