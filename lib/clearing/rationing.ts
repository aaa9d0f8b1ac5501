import type { Allocation } from './allocation';
import { type Market, prefixSums } from './market';
import type { PlacementRoom } from './placement';
import { exactCostAt, forEachClaim } from './prices';

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
