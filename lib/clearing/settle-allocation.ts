import { type Allocation, place, withdraw } from './allocation';
import type { Market } from './market';
import { findPlacement, type Guide, type PlacementRoom } from './placement';

/**
 * Makes an allocation stable at the asks: every unfilled order that fits within its limit is placed (M-12), every
 * filled order moves where it is cheaper (M-12c), until neither happens. Each step raises the welfare or the count of
 * trades, so it ends.
 */
export function settleAllocation(
  market: Market,
  allocation: Allocation,
  asks: Guide,
  ranks: ArrayLike<number>,
  room: PlacementRoom,
): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (let k = 0; k < ranks.length; k++) {
      const j = ranks[k]!;
      if (market.routeFirst[j] === market.routeFirst[j + 1]) continue;
      const own = withdraw(market, allocation, j);
      const found = findPlacement(market, asks, allocation.free, j, market.limits[j]!, room);
      const better = found && (own === null || found.askCost < own.askCost) ? found : null;
      const next = better ?? own;
      if (next) place(market, allocation, j, next);
      if (better) changed = true;
    }
  }
}

/** Of orders alike in shape, window and options, gives the fills to the higher limits, then the earlier seq (M-12d). */
export function favourHigherLimits(market: Market, allocation: Allocation): void {
  const alike = new Map<string, number[]>();
  for (let j = 0; j < market.orderIds.length; j++) {
    const key = likeness(market, j);
    const group = alike.get(key);
    if (group) group.push(j);
    else alike.set(key, [j]);
  }
  for (const group of alike.values()) {
    if (group.length < 2) continue;
    const fills = group.map((j) => withdraw(market, allocation, j)).filter((fill) => fill !== null);
    group.sort((a, b) => market.limits[b]! - market.limits[a]! || market.seqs[a]! - market.seqs[b]!);
    fills.sort((a, b) => b.askCost - a.askCost);
    fills.forEach((fill, i) => {
      place(market, allocation, group[i]!, fill);
    });
  }
}

function likeness(market: Market, j: number): string {
  const { optionPool, optionCards, optionHours } = market;
  const parts = [market.isSpread[j]!, market.earliest[j]!, market.deadline[j]!];
  for (let o = market.optionFirst[j]!; o < market.optionFirst[j + 1]!; o++)
    parts.push(optionPool[o]!, optionCards[o]!, optionHours[o]!);
  return parts.join(' ');
}
