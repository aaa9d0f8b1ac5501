import { reachesWhole } from '@/lib/market/work-share';
import type { Market } from './market';
import { levelFor } from './price-minima';
import type { PricedHours } from './priced-hours';
import type { KeyAim } from './spread-answer';
import type { SpreadCells } from './spread-cells';

const STRETCH_LEVEL = 3;
const STRETCH = 1 << STRETCH_LEVEL;

/**
 * Gathers the pool-hours a spread's relaxation may want: key = price × cardHours up to the aim's reach, widened until
 * their work is at least `enough`. Whole pools and stretches of hours are passed over by their least price. False where
 * all pool-hours together don't do the whole work.
 */
export function gatherRelaxed(
  market: Market,
  priced: PricedHours,
  j: number,
  { reach, widening }: KeyAim,
  enough: number,
  room: SpreadCells,
): boolean {
  let most = reach;
  for (let wider = widening; ; wider *= 2) {
    const { work, beyond } = gatherUpTo(market, priced, j, most, room);
    if (work >= enough) return true;
    if (beyond === Number.POSITIVE_INFINITY) return reachesWhole(work);
    most = Math.max(most, beyond) * (1 + wider);
  }
}

/** Gathers pool-hours with keys up to `reach`: their work, and a key not over the least one passed over. */
function gatherUpTo(market: Market, priced: PricedHours, j: number, reach: number, room: SpreadCells) {
  const { hours, cards } = market;
  const { prices, minima } = priced;
  const { keys, cells, routes, amounts } = room;
  const from = market.earliest[j]!;
  const length = market.deadline[j]! - from;
  const level = levelFor(length);
  const least = minima.levels[level]!;
  const second = length - (1 << level);
  const stretches = minima.levels[Math.min(STRETCH_LEVEL, minima.levels.length - 1)]!;
  let beyond = Number.POSITIVE_INFINITY;
  let work = 0;
  let count = 0;
  const end = market.routeFirst[j + 1]!;
  for (let r = market.routeFirst[j]!; r < end; r++) {
    const cardHours = market.routeHours[r]!;
    const first = market.routePool[r]! * hours + from;
    const left = least[first]!;
    const right = least[first + second]!;
    const leastKey = Math.min(left, right) * cardHours;
    if (leastKey > reach) {
      if (leastKey < beyond) beyond = leastKey;
      continue;
    }
    const most = market.routeCards[r]!;
    const last = first + length;
    let at = first;
    while (at < last) {
      if (at + STRETCH <= last && stretches[at]! * cardHours > reach) {
        if (stretches[at]! * cardHours < beyond) beyond = stretches[at]! * cardHours;
        at += STRETCH;
        continue;
      }
      const to = Math.min(at + STRETCH, last);
      for (; at < to; at++) {
        const key = prices[at]! * cardHours;
        const offered = cards[at]!;
        if (offered === 0) continue;
        if (key > reach) {
          if (key < beyond) beyond = key;
          continue;
        }
        const amount = Math.min(offered, most);
        keys[count] = key;
        cells[count] = at;
        routes[count] = r;
        amounts[count] = amount;
        work += amount / cardHours;
        count++;
      }
    }
  }
  room.count = count;
  return { work, beyond };
}
