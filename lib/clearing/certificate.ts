import { cheapestBlock } from './block-response';
import type { Demand } from './demand';
import type { Market } from './market';
import { setPrices } from './priced-hours';
import { gatherRelaxed } from './relaxed-cells';
import { roundedRelaxedCost } from './rounded-relaxed-cost';
import { foresee } from './spread-answer';

/**
 * The bound on any set of fills that whole-micro multipliers prove, exactly (M-14):
 * Σ max(0, limit − least cost) + Σ (λ − ask) × cards, spread orders' surplus rounded up.
 */
export function certifiedBound(market: Market, multipliers: Float64Array, demand: Demand): bigint {
  setPrices(market, demand.priced, multipliers);
  let bound = 0n;
  for (let j = 0; j < market.orderIds.length; j++) {
    if (market.routeFirst[j] === market.routeFirst[j + 1]) continue;
    if (market.isSpread[j] === 1) bound += spreadSurplus(market, multipliers, demand, j);
    else {
      cheapestBlock(market, demand.priced.sums, j, market.limits[j]!, demand.block);
      if (demand.block.route >= 0) bound += BigInt(market.limits[j]! - demand.block.cost);
    }
  }
  for (let at = 0; at < multipliers.length; at++) {
    const above = multipliers[at]! - market.asks[at]!;
    if (above > 0) bound += BigInt(above) * BigInt(market.cards[at]!);
  }
  return bound;
}

function spreadSurplus(
  market: Market,
  multipliers: Float64Array,
  { priced, answers, spread }: Demand,
  j: number,
): bigint {
  const last = answers[j];
  if (!last) return 0n;
  // Whether all of them do the work is decided exactly below, not by a sum of doubles.
  gatherRelaxed(market, priced, j, foresee(priced, last), 1.000001, spread);
  const cost = roundedRelaxedCost(market, multipliers, spread);
  const surplus = BigInt(market.limits[j]!) - (cost ?? BigInt(market.limits[j]!));
  return surplus > 0n ? surplus : 0n;
}
