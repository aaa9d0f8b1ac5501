import { type Allocation, place, withdraw } from './allocation';
import { type Market, prefixSums } from './market';
import { findPlacement, type Guide, type Placement, type PlacementRoom } from './placement';
import { costAt, exactCostAt } from './placement-cost';

/** The two sums of M-12b exactly, in micros, and what the unfilled orders would cost. */
export interface RationingSums {
  readonly lostValue: bigint;
  readonly regret: bigint;
  /** Every unfilled order's cheapest cost at the prices in an empty market if its limit reaches it, else Infinity. */
  readonly costs: Float64Array;
}

/** Lost value and regret of an allocation at whole-micro prices, exactly (M-12b). */
export function rationingSums(
  market: Market,
  allocation: Allocation,
  prices: Float64Array,
  room: PlacementRoom,
): RationingSums {
  const guide = { prices, sums: prefixSums(prices, market.hours) };
  const costs = new Float64Array(market.orderIds.length).fill(Number.POSITIVE_INFINITY);
  let lostValue = 0n;
  let regret = 0n;
  forEachClaim(market, guide, allocation, room, (j, own, cheapest, cost) => {
    if (own) regret += exactCostAt(own, prices) - exactCostAt(cheapest, prices);
    else if (cost <= market.limits[j]!) {
      costs[j] = cost;
      lostValue += BigInt(market.limits[j]! - cost);
    }
  });
  return { costs, lostValue, regret };
}

/** Calls back for every order with a say in M-12b: its own placement (null: unfilled) and its cheapest one at the prices. */
function forEachClaim(
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
