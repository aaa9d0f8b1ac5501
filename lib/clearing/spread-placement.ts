import { compareProducts, lotsToSpare, lotsToWhole, reachesWhole } from '@/lib/market/work-share';
import { payable } from './cheapest-fill';
import type { Market } from './market';
import type { Placement } from './placement';
import { gatherCells, type SpreadCells } from './spread-cells';
import { selectWhole } from './spread-response';

/**
 * The greedy fill of spread `j` in the free cards at whole-micro prices: the same fill as `spreadCheapestFill`, by
 * selection instead of sorting. Pool-hours below the marginal key are taken whole, only those at it are ranked.
 */
export function greedySpread(
  market: Market,
  prices: Float64Array,
  free: Int32Array,
  j: number,
  room: SpreadCells,
  reach = room.reach,
): Placement | null {
  if (market.routeFirst[j] === market.routeFirst[j + 1]) return null;
  if (!gatherCells(market, prices, free, j, true, room, reach)) return null;
  const marginal = room.keys[selectWhole(market, room) - 1]!;
  reach[j] = marginal * 1.03;
  const work = takeUpTo(market, prices, room, marginal);
  if (!reachesWhole(work)) return null;
  dropSpareLots(market, prices, room, work);
  return placementOf(market, room);
}

const cardHoursOf = (market: Market, { routes }: SpreadCells, i: number): number =>
  market.routeHours[routes[i]!]!;
const lotOf = (market: Market, { routes }: SpreadCells, i: number): number =>
  market.lotCards[market.routePool[routes[i]!]!]!;

/** The greedy order: by price × cardHours, exactly also past 2^53, then by pool id and hour. */
function compareCells(market: Market, prices: Float64Array, room: SpreadCells, a: number, b: number): number {
  const { keys, cells } = room;
  if (keys[a]! !== keys[b]!) return keys[a]! - keys[b]!;
  const exact =
    keys[a]! > Number.MAX_SAFE_INTEGER
      ? compareProducts(
          prices[cells[a]!]!,
          cardHoursOf(market, room, a),
          prices[cells[b]!]!,
          cardHoursOf(market, room, b),
        )
      : 0;
  return exact || cells[a]! - cells[b]!;
}

/** Turns `amounts` from what is usable into what is taken, and returns the work done. */
function takeUpTo(market: Market, prices: Float64Array, room: SpreadCells, marginal: number): number {
  const { keys, amounts } = room;
  const ties: number[] = [];
  let work = 0;
  for (let i = 0; i < room.count; i++) {
    if (keys[i]! < marginal) work += amounts[i]! / cardHoursOf(market, room, i);
    else if (keys[i]! === marginal) ties.push(i);
    else amounts[i] = 0;
  }
  ties.sort((a, b) => compareCells(market, prices, room, a, b));
  for (const i of ties) {
    const lot = lotOf(market, room, i);
    const cardHours = cardHoursOf(market, room, i);
    amounts[i] = lotsToWhole(work, lot, cardHours, amounts[i]! / lot) * lot;
    work += amounts[i]! / cardHours;
  }
  keepTaken(room);
  return work;
}

/** Leaves only the pool-hours of which something is taken. */
function keepTaken(room: SpreadCells): void {
  const { keys, cells, routes, amounts } = room;
  let kept = 0;
  for (let i = 0; i < room.count; i++) {
    if (amounts[i] === 0) continue;
    keys[kept] = keys[i]!;
    cells[kept] = cells[i]!;
    routes[kept] = routes[i]!;
    amounts[kept++] = amounts[i]!;
  }
  room.count = kept;
}

/** Drops lots from the last pool-hour to the first while the work stays whole. */
function dropSpareLots(market: Market, prices: Float64Array, room: SpreadCells, whole: number): void {
  let work = whole;
  for (;;) {
    let last = -1;
    for (let i = 0; i < room.count; i++) {
      if (room.amounts[i] === 0) continue;
      if (!reachesWhole(work - lotOf(market, room, i) / cardHoursOf(market, room, i))) continue;
      if (last < 0 || compareCells(market, prices, room, i, last) > 0) last = i;
    }
    if (last < 0) return;
    const lot = lotOf(market, room, last);
    const cardHours = cardHoursOf(market, room, last);
    const spare = lotsToSpare(work, lot, cardHours, room.amounts[last]! / lot) * lot;
    room.amounts[last]! -= spare;
    work -= spare / cardHours;
  }
}

function placementOf(market: Market, { cells, routes, amounts, count }: SpreadCells): Placement {
  let used = 0;
  for (let i = 0; i < count; i++) if (amounts[i]! > 0) used++;
  const usedCells = new Int32Array(used);
  const cards = new Int32Array(used);
  const pools: number[] = [];
  let askCost = 0;
  used = 0;
  for (let i = 0; i < count; i++) {
    if (amounts[i] === 0) continue;
    const pool = market.routePool[routes[i]!]!;
    if (!pools.includes(pool)) pools.push(pool);
    usedCells[used] = cells[i]!;
    cards[used++] = amounts[i]!;
    askCost += amounts[i]! * market.asks[cells[i]!]!;
  }
  return { cells: usedCells, cards, pools, askCost: payable(askCost) };
}
