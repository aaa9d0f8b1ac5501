import type { Market } from './market';

/** A block's answer to prices: the route and start, and the cost; route −1 where nothing is under the ceiling. */
export interface BlockResponse {
  route: number;
  start: number;
  cost: number;
}

/** The cheapest start of block `j` in an empty market under `ceiling`, at prices given by their sums (none under the ask). */
export function cheapestBlock(
  market: Market,
  priceSums: Float64Array,
  j: number,
  ceiling: number,
  response: BlockResponse,
): void {
  const { segmentFirst, segmentFrom, segmentTo } = market;
  let best = ceiling;
  response.route = -1;
  for (let r = market.routeFirst[j]!; r < market.routeFirst[j + 1]!; r++) {
    if (market.routeLeast[r]! >= best) break;
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
    if (cost < best) {
      best = cost;
      response.route = r;
      response.start = start;
    }
  }
  response.cost = best;
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
