import { type Allocation, place, withdraw } from './allocation';
import { BOOK_BOUNDS, MICROS_MAX } from './book';
import { type Market, prefixSums } from './market';
import { findPlacement, type Guide, type Placement, type PlacementRoom } from './placement';

/** The two sums of M-12b in micros, in floating point. */
export interface Rationing {
  readonly lostValue: number;
  readonly regret: number;
}

/** Whether a pool-hour may be priced above its ask: it had a lot in the book and has none left (M-10). */
export function soldOutCells(market: Market, free: Int32Array): Uint8Array {
  return Uint8Array.from(free, (left, at) => {
    const lot = market.lotCards[Math.floor(at / market.hours)]!;
    return market.cards[at]! >= lot && left < lot ? 1 : 0;
  });
}

/** What a placement costs at prices, in micros. */
export function costAt({ cells, cards }: Placement, prices: Float64Array): number {
  let cost = 0;
  for (let i = 0; i < cells.length; i++) cost += cards[i]! * prices[cells[i]!]!;
  return cost;
}

/** The same, exactly, past 2^53 too. */
export function exactCostAt(placement: Placement, prices: Float64Array): bigint {
  const cost = costAt(placement, prices);
  if (cost <= MICROS_MAX) return BigInt(cost);
  let exact = 0n;
  placement.cells.forEach((cell, i) => {
    exact += BigInt(placement.cards[i]!) * BigInt(prices[cell]!);
  });
  return exact;
}

/** Calls back for every order with a say in M-12b: its own placement (null: unfilled) and its cheapest one at the prices. */
export function forEachClaim(
  market: Market,
  guide: Guide,
  allocation: Allocation,
  room: PlacementRoom,
  claim: (j: number, own: Placement | null, cheapest: Placement, cost: number) => void,
): void {
  for (let j = 0; j < market.orderIds.length; j++) {
    if (market.routeFirst[j] === market.routeFirst[j + 1]) continue;
    const own = withdraw(market, allocation, j);
    const cards = own ? allocation.free : market.cards;
    const cheapest = findPlacement(market, guide, cards, j, Number.POSITIVE_INFINITY, room);
    if (own) place(market, allocation, j, own);
    if (cheapest) claim(j, own, cheapest, costAt(cheapest, guide.prices));
  }
}

/**
 * Whole-micro prices that ration (M-12b): from the multipliers on sold-out pool-hours, lowered until nobody pays over
 * their limit (M-11), then moved against the subgradient of lost value + regret in shrinking multiplicative steps;
 * the best of all vectors seen, the asks included.
 */
export function rationingPrices(
  market: Market,
  allocation: Allocation,
  multipliers: Float64Array,
  rounds: number,
  room: PlacementRoom,
): Float64Array {
  const soldOut = soldOutCells(market, allocation.free);
  const vector = market.asks.map((ask, at) => (soldOut[at] === 1 ? Math.max(ask, multipliers[at]!) : ask));
  const slope = new Float64Array(vector.length);
  let best: { total: number; prices: Float64Array } = {
    total: Number.POSITIVE_INFINITY,
    prices: market.asks,
  };
  let step = 0.3;
  for (let round = 0; round <= rounds; round++, step *= 0.93) {
    const prices = round === 0 ? market.asks.slice() : payablePrices(market, allocation, vector);
    slope.fill(0);
    const { lostValue, regret } = rationing(market, prices, allocation, room, slope);
    if (lostValue + regret < best.total) best = { total: lostValue + regret, prices };
    if (round === 0) continue;
    for (let at = 0; at < vector.length; at++) {
      if (soldOut[at] === 0 || slope[at] === 0) continue;
      const push = Math.max(-1, Math.min(1, -slope[at]! / market.cards[at]!));
      const moved = prices[at]! * (1 + step * push);
      vector[at] = Math.max(market.asks[at]!, Math.min(BOOK_BOUNDS.priceMicros, moved));
    }
  }
  return best.prices;
}

function rationing(
  market: Market,
  prices: Float64Array,
  allocation: Allocation,
  room: PlacementRoom,
  slope: Float64Array,
): Rationing {
  const guide = { prices, sums: prefixSums(prices, market.hours) };
  let lostValue = 0;
  let regret = 0;
  forEachClaim(market, guide, allocation, room, (j, own, cheapest, cost) => {
    if (own) {
      const pay = costAt(own, prices);
      if (pay === cost) return;
      regret += pay - cost;
      addTo(slope, own, 1);
      addTo(slope, cheapest, -1);
    } else if (cost < market.limits[j]!) {
      lostValue += market.limits[j]! - cost;
      addTo(slope, cheapest, -1);
    }
  });
  return { lostValue, regret };
}

function addTo(slope: Float64Array, { cells, cards }: Placement, sign: number): void {
  for (let i = 0; i < cells.length; i++) slope[cells[i]!]! += sign * cards[i]!;
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
