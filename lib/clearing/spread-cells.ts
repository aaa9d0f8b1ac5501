import { reachesWhole } from '@/lib/market/work-share';
import type { Market } from './market';

/** Room for one spread order's pool-hours while it answers prices; reused, never shared between markets. */
export interface SpreadCells {
  readonly keys: Float64Array;
  readonly cells: Int32Array;
  readonly routes: Int32Array;
  readonly amounts: Float64Array;
  /** Per order, the key up to which its last answer looked: the next answer starts there. */
  readonly reach: Float64Array;
  count: number;
}

/** Room enough for the widest spread order of the market. */
export function makeSpreadCells(market: Market): SpreadCells {
  const orders = market.orderIds.length;
  let widest = 0;
  for (let j = 0; j < orders; j++) {
    if (market.isSpread[j] === 0) continue;
    const routes = market.routeFirst[j + 1]! - market.routeFirst[j]!;
    widest = Math.max(widest, routes * (market.deadline[j]! - market.earliest[j]!));
  }
  return {
    keys: new Float64Array(widest),
    cells: new Int32Array(widest),
    routes: new Int32Array(widest),
    amounts: new Float64Array(widest),
    reach: firstReaches(market),
    count: 0,
  };
}

/** Where a search that knows nothing begins to look: half as much again as the cheapest pool-hour at the asks. */
export const firstReaches = (market: Market): Float64Array =>
  Float64Array.from(market.orderIds, (_, j) => {
    const first = market.routeFirst[j]!;
    return market.isSpread[j] === 1 && first < market.routeFirst[j + 1]!
      ? market.routeLeast[first]! * 1.5
      : 0;
  });

/**
 * Gathers the pool-hours with key = price × cardHours up to a reach that holds the whole work, widening the reach ever
 * faster; `amounts` are the cards usable there (whole lots if `inLots`). False where all of them together don't do it.
 */
export function gatherCells(
  market: Market,
  prices: Float64Array,
  cards: Int32Array,
  j: number,
  inLots: boolean,
  room: SpreadCells,
  reaches = room.reach,
): boolean {
  for (let wider = 0.03; ; wider *= 2) {
    const { work, complete } = gatherWithin(market, prices, cards, j, inLots, room, reaches[j]!);
    if (work >= 1) return true;
    if (complete) return reachesWhole(work);
    reaches[j]! *= 1 + wider;
  }
}

function gatherWithin(
  market: Market,
  prices: Float64Array,
  cards: Int32Array,
  j: number,
  inLots: boolean,
  room: SpreadCells,
  reach: number,
) {
  const { keys, cells, routes, amounts } = room;
  let work = 0;
  let count = 0;
  let complete = true;
  for (let r = market.routeFirst[j]!; r < market.routeFirst[j + 1]!; r++) {
    if (market.routeLeast[r]! > reach) {
      complete = false;
      break;
    }
    const pool = market.routePool[r]!;
    const cardHours = market.routeHours[r]!;
    const most = market.routeCards[r]!;
    const lot = inLots ? market.lotCards[pool]! : 1;
    const end = pool * market.hours + market.deadline[j]!;
    for (let cell = pool * market.hours + market.earliest[j]!; cell < end; cell++) {
      const key = prices[cell]! * cardHours;
      if (key > reach) {
        complete = false;
        continue;
      }
      let amount = Math.min(most, cards[cell]!);
      if (lot > 1) amount -= amount % lot;
      if (amount <= 0) continue;
      keys[count] = key;
      cells[count] = cell;
      routes[count] = r;
      amounts[count] = amount;
      work += amount / cardHours;
      count++;
    }
  }
  room.count = count;
  return { work, complete };
}
