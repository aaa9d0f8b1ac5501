import type { Market } from './market';
import { FALL_CARE, type PricedHours } from './priced-hours';

/** A block's answer to prices: the route and start, and the cost; route −1 where nothing is under the ceiling. */
export interface BlockResponse {
  route: number;
  start: number;
  cost: number;
}

/** Looks at every route and start of block `j` in an empty market for the cheapest under `ceiling`; ties keep the first. */
export function cheapestBlock(
  market: Market,
  priceSums: Float64Array,
  j: number,
  ceiling: number,
  response: BlockResponse,
): void {
  response.route = -1;
  response.cost = ceiling;
  for (let r = market.routeFirst[j]!; r < market.routeFirst[j + 1]!; r++) {
    if (market.routeLeast[r]! >= response.cost) break;
    lookAtRoute(market, priceSums, r, response);
  }
}

/**
 * The same answer, mostly without looking: a route's cost when last looked at, times how far its pool has fallen since,
 * bounds it from below (`PricedHours`). `seen` keeps that cost ÷ the pool's fall then, 0 where never looked at.
 * The route answered last is looked at first, so that others are soon out of the question.
 */
export function cheapestBlockLazily(
  market: Market,
  { sums, falls }: Pick<PricedHours, 'sums' | 'falls'>,
  seen: Float64Array,
  j: number,
  ceiling: number,
  last: number,
  response: BlockResponse,
): void {
  const { routeLeast, routePool } = market;
  response.route = -1;
  response.cost = ceiling;
  if (last >= 0) seen[last] = lookAtRoute(market, sums, last, response) / falls[routePool[last]!]!;
  const end = market.routeFirst[j + 1]!;
  for (let r = market.routeFirst[j]!; r < end; r++) {
    const { cost } = response;
    const least = routeLeast[r]!;
    if (least >= cost && (least > cost || r > response.route)) break;
    if (r === last) continue;
    const fall = falls[routePool[r]!]!;
    if (seen[r]! * fall * FALL_CARE > cost) continue;
    seen[r] = lookAtRoute(market, sums, r, response) / fall;
  }
}

/** A route's least cost; the response takes it over where it is cheaper, or as cheap and earlier among the routes. */
function lookAtRoute(market: Market, priceSums: Float64Array, r: number, response: BlockResponse): number {
  const { segmentFirst, segmentFrom, segmentTo } = market;
  const length = market.routeHours[r]!;
  const base = market.routePool[r]! * (market.hours + 1);
  let leastSum = Number.POSITIVE_INFINITY;
  let start = -1;
  for (let s = segmentFirst[r]!; s < segmentFirst[r + 1]!; s++) {
    const to = base + segmentTo[s]!;
    for (let at = base + segmentFrom[s]!; at <= to; at++) {
      const sum = priceSums[at + length]! - priceSums[at]!;
      if (sum < leastSum) {
        leastSum = sum;
        start = at - base;
      }
    }
  }
  const cost = market.routeCards[r]! * leastSum;
  if (cost < response.cost || (cost === response.cost && r < response.route)) {
    response.cost = cost;
    response.route = r;
    response.start = start;
  }
  return cost;
}

/** The cheapest start of block `j` in the free cards at guide prices, its ask cost within `mostAskCost`; ties keep the first. */
export function cheapestFreeBlock(
  market: Market,
  guideSums: Float64Array,
  free: Int32Array,
  j: number,
  mostAskCost: number,
  response: BlockResponse,
): void {
  const { hours, askSums } = market;
  const from = market.earliest[j]!;
  const to = market.deadline[j]!;
  let best = Number.POSITIVE_INFINITY;
  response.route = -1;
  for (let r = market.routeFirst[j]!; r < market.routeFirst[j + 1]!; r++) {
    const least = market.routeLeast[r]!;
    if (least >= best || least > mostAskCost) break;
    const length = market.routeHours[r]!;
    const cards = market.routeCards[r]!;
    const freeBase = market.routePool[r]! * hours;
    const base = market.routePool[r]! * (hours + 1);
    let run = 0;
    for (let hour = from; hour < to; hour++) {
      if (free[freeBase + hour]! < cards) {
        run = 0;
        if (to - hour <= length) break;
        continue;
      }
      run++;
      if (run < length) continue;
      const end = base + hour + 1;
      const cost = cards * (guideSums[end]! - guideSums[end - length]!);
      if (cost >= best || cards * (askSums[end]! - askSums[end - length]!) > mostAskCost) continue;
      best = cost;
      response.route = r;
      response.start = hour + 1 - length;
    }
  }
  response.cost = best;
}
