import type { Allocation } from './allocation';
import { makeFilledClaims, regretAt } from './filled-claims';
import { type Market, prefixSums } from './market';
import type { PlacementRoom } from './placement';
import { costAt } from './placement-cost';
import { lostValueAt, makeUnfilledClaims, noteFalls } from './unfilled-claims';

/** Whether a pool-hour may be priced above its ask: it had a lot in the book and has none left (M-10). */
export function soldOutCells(market: Market, free: Int32Array): Uint8Array {
  return Uint8Array.from(free, (left, at) => {
    const lot = market.lotCards[Math.floor(at / market.hours)]!;
    return market.cards[at]! >= lot && left < lot ? 1 : 0;
  });
}

const FIRST_STEP = 0.15;

/**
 * Whole-micro prices that ration (M-12b): from the multipliers on sold-out pool-hours, at most their caps (S-5), lowered
 * until nobody pays over their limit (M-11), then moved against the subgradient of lost value + regret in shrinking relative steps;
 * the best of all vectors seen, the asks included.
 */
export function rationingPrices(
  market: Market,
  allocation: Allocation,
  multipliers: Float64Array,
  rounds: number,
  room: PlacementRoom,
): Float64Array {
  const { asks, caps, cards, hours } = market;
  const soldOut = soldOutCells(market, allocation.free);
  const filled = makeFilledClaims(market, allocation, soldOut);
  const unfilled = makeUnfilledClaims(market, allocation);
  const vector = asks.map((ask, at) =>
    soldOut[at] === 1 ? Math.max(ask, Math.min(caps[at]!, multipliers[at]!)) : ask,
  );
  const slope = new Float64Array(vector.length);
  const sums = prefixSums(asks, hours);
  let best = { total: Number.POSITIVE_INFINITY, prices: asks };
  let before = asks;
  for (let round = 0; round <= rounds; round++) {
    const prices = round === 0 ? asks : payablePrices(market, allocation, vector);
    slope.fill(0);
    prefixSums(prices, hours, sums);
    noteFalls(market, unfilled, before, prices);
    before = prices;
    const total =
      lostValueAt(market, unfilled, prices, sums, slope, room) + regretAt(filled, prices, sums, slope);
    if (total < best.total) best = { total, prices };
    if (round === 0) continue;
    const step = FIRST_STEP * (1 - (0.9 * round) / rounds);
    for (let at = 0; at < vector.length; at++) {
      if (soldOut[at] === 0 || slope[at] === 0) continue;
      const push = Math.max(-1, Math.min(1, -slope[at]! / cards[at]!));
      const moved = prices[at]! * (1 + step * push);
      vector[at] = Math.max(asks[at]!, Math.min(caps[at]!, moved));
    }
  }
  return best.prices;
}

/** Whole-micro prices not above `vector` (nor under the ask) at which every filled order pays within its limit (M-11). */
export function payablePrices(market: Market, allocation: Allocation, vector: Float64Array): Float64Array {
  const { asks, limits } = market;
  const prices = vector.map((value, at) => Math.max(asks[at]!, Math.floor(value)));
  allocation.placements.forEach((placement, j) => {
    if (!placement) return;
    const pay = costAt(placement, prices);
    if (pay <= limits[j]!) return;
    const kept = (limits[j]! - placement.askCost) / (pay - placement.askCost);
    for (const at of placement.cells) prices[at] = asks[at]! + Math.floor((prices[at]! - asks[at]!) * kept);
    if (costAt(placement, prices) > limits[j]!) for (const at of placement.cells) prices[at] = asks[at]!;
  });
  return prices;
}
