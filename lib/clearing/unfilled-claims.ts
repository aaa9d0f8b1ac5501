import type { Allocation } from './allocation';
import { cheapestBlockLazily } from './block-response';
import type { Market } from './market';
import type { PlacementRoom } from './placement';
import { addTo, costAt } from './placement-cost';
import { greedySpread } from './spread-placement';
import { relaxedSpread } from './spread-response';

/** Keeps a bound that floating-point scaling rounded up from passing for more than it is. */
const SURELY = 1 - 1e-8;

/**
 * What is known of the unfilled orders' costs in an empty market between one vector of prices and the next. When no
 * price of a pool falls by more than a share, no cost in it does: so a cost seen once bounds the next ones from below, and
 * an order whose bounds are all over its limit needs no answer.
 */
export interface UnfilledClaims {
  readonly orders: Int32Array;
  /** Per pool, the product of its deepest falls so far. */
  readonly fallen: Float64Array;
  /** Per route, a block's cost when last seen ÷ `fallen` then; for a spread, 1 ÷ `fallen` then. */
  readonly seen: Float64Array;
  /** Per order, a spread's relaxed cost when last seen. */
  readonly relaxed: Float64Array;
  /** Per block, the route of its last answer under the limit; per spread, whether its last answer was under it (−1: no). */
  readonly lastRoute: Int32Array;
}

/** Nothing known yet but the asks. */
export function makeUnfilledClaims(market: Market, { placements }: Allocation): UnfilledClaims {
  const { routeFirst, isSpread } = market;
  const seen = market.routeLeast.slice();
  const orders: number[] = [];
  for (let j = 0; j < placements.length; j++) {
    if (isSpread[j] === 1) seen.fill(1, routeFirst[j]!, routeFirst[j + 1]!);
    if (!placements[j] && routeFirst[j]! < routeFirst[j + 1]!) orders.push(j);
  }
  return {
    orders: Int32Array.from(orders),
    fallen: new Float64Array(market.poolIds.length).fill(1),
    seen,
    relaxed: new Float64Array(placements.length),
    lastRoute: new Int32Array(placements.length).fill(-1),
  };
}

/** Notes how deep each pool's prices fell from one vector to the next. */
export function noteFalls(
  { hours }: Market,
  { fallen }: UnfilledClaims,
  from: Float64Array,
  to: Float64Array,
) {
  for (let p = 0; p < fallen.length; p++) {
    let least = 1;
    for (let at = p * hours; at < (p + 1) * hours; at++)
      if (to[at]! < from[at]! * least) least = to[at]! / from[at]!;
    fallen[p]! *= least;
  }
}

/** The lost value of M-12b in micros at prices given with their sums; adds its subgradient to the slope. */
export function lostValueAt(
  market: Market,
  claims: UnfilledClaims,
  prices: Float64Array,
  sums: Float64Array,
  slope: Float64Array,
  room: PlacementRoom,
): number {
  let lost = 0;
  for (const j of claims.orders) {
    const limit = market.limits[j]!;
    if (market.isSpread[j] === 1) lost += lostBySpread(market, claims, prices, slope, j, room);
    else {
      cheapestBlockLazily(
        market,
        { sums, falls: claims.fallen },
        claims.seen,
        j,
        limit,
        claims.lastRoute[j]!,
        room.block,
      );
      const { route, start, cost } = room.block;
      if (route < 0) continue;
      claims.lastRoute[j] = route;
      lost += limit - cost;
      const from = market.routePool[route]! * market.hours + start;
      const to = from + market.routeHours[route]!;
      for (let at = from; at < to; at++) slope[at]! -= market.routeCards[route]!;
    }
  }
  return lost;
}

function lostBySpread(
  market: Market,
  claims: UnfilledClaims,
  prices: Float64Array,
  slope: Float64Array,
  j: number,
  room: PlacementRoom,
): number {
  const { lastRoute } = claims;
  const limit = market.limits[j]!;
  if (lastRoute[j]! < 0 && staysOver(market, claims, prices, j, room)) return 0;
  const cheapest = greedySpread(market, prices, market.cards, j, room.spread);
  const cost = cheapest ? costAt(cheapest, prices) : Number.POSITIVE_INFINITY;
  lastRoute[j] = cost < limit ? market.routeFirst[j]! : -1;
  if (!cheapest || cost >= limit) return 0;
  addTo(slope, cheapest, -1);
  return limit - cost;
}

/** Whether spread `j`'s relaxed cost, which its greedy fill costs at least, is over its limit; notes it anew if in doubt. */
function staysOver(
  market: Market,
  { fallen, seen, relaxed }: UnfilledClaims,
  prices: Float64Array,
  j: number,
  room: PlacementRoom,
): boolean {
  const from = market.routeFirst[j]!;
  const to = market.routeFirst[j + 1]!;
  let kept = 1;
  for (let r = from; r < to; r++) kept = Math.min(kept, seen[r]! * fallen[market.routePool[r]!]!);
  if (relaxed[j]! * kept * SURELY >= market.limits[j]!) return true;
  relaxed[j] = relaxedSpread(market, prices, j, room.spread);
  for (let r = from; r < to; r++) seen[r] = 1 / fallen[market.routePool[r]!]!;
  return relaxed[j]! * SURELY >= market.limits[j]!;
}
