import type { Market } from './market';
import type { PricedHours } from './priced-hours';
import { gatherRelaxed } from './relaxed-cells';
import type { KeyAim } from './spread-answer';
import { gatherCells, type SpreadCells } from './spread-cells';

/**
 * The cheapest real-valued fill of spread `j` in an empty market (the relaxation of M-14), by weighted selection
 * instead of sorting: the pool-hours before the one where the work becomes whole, and the part needed of that one.
 * Leaves the chosen cells in the first `count` places of the room. Cost Infinity where the work never becomes whole.
 */
export function relaxedSpread(market: Market, prices: Float64Array, j: number, room: SpreadCells): number {
  const cost = gatherCells(market, prices, market.cards, j, false, room)
    ? takeWhole(market, room)
    : takeNothing(room);
  if (room.count > 0) room.reach[j] = room.keys[room.count - 1]! * 1.25;
  return cost;
}

/** The same, looking just at pools and hours whose least price lets them matter, near where the marginal key is foreseen. */
export const foreseenSpread = (
  market: Market,
  priced: PricedHours,
  j: number,
  aim: KeyAim,
  room: SpreadCells,
): number => (gatherRelaxed(market, priced, j, aim, 1, room) ? takeWhole(market, room) : takeNothing(room));

function takeNothing(room: SpreadCells): number {
  room.count = 0;
  return Number.POSITIVE_INFINITY;
}

/** Takes of the gathered pool-hours the cheapest that do exactly the whole work, and returns their cost. */
function takeWhole(market: Market, room: SpreadCells): number {
  const { keys, amounts, routes } = room;
  const chosen = selectWhole(market, room);
  let work = 0;
  let cost = 0;
  for (let i = 0; i < chosen; i++) {
    const cardHours = market.routeHours[routes[i]!]!;
    const share = amounts[i]! / cardHours;
    if (i === chosen - 1 && work + share > 1) {
      amounts[i] = (1 - work) * cardHours;
      cost += (1 - work) * keys[i]!;
    } else cost += share * keys[i]!;
    work += share;
  }
  room.count = chosen;
  return cost;
}

/** Moves the least keys whose work is whole to the front, the marginal one last, and returns how many they are. */
export function selectWhole(market: Market, room: SpreadCells): number {
  const { keys } = room;
  let low = 0;
  let high = room.count;
  let need = 1;
  while (high - low > 8) {
    const pivot = median(keys[low]!, keys[(low + high) >> 1]!, keys[high - 1]!);
    let less = low;
    let more = high;
    let workBelow = 0;
    let workAt = 0;
    for (let i = low; i < more; ) {
      if (keys[i]! < pivot) {
        workBelow += shareOf(market, room, i);
        swap(room, less++, i++);
      } else if (keys[i]! > pivot) swap(room, i, --more);
      else workAt += shareOf(market, room, i++);
    }
    if (workBelow >= need) high = less;
    else {
      need -= workBelow;
      low = less;
      if (workAt >= need) high = more;
      if (workAt >= need) break;
      need -= workAt;
      low = more;
    }
  }
  for (let i = low + 1; i < high; i++)
    for (let k = i; k > low && keys[k]! < keys[k - 1]!; k--) swap(room, k, k - 1);
  for (let i = low; i < high; i++) {
    need -= shareOf(market, room, i);
    if (need <= 0) return i + 1;
  }
  return high;
}

const shareOf = (market: Market, room: SpreadCells, i: number): number =>
  room.amounts[i]! / market.routeHours[room.routes[i]!]!;

const median = (a: number, b: number, c: number): number =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));

function swap({ keys, cells, routes, amounts }: SpreadCells, i: number, k: number): void {
  const key = keys[i]!;
  keys[i] = keys[k]!;
  keys[k] = key;
  const cell = cells[i]!;
  cells[i] = cells[k]!;
  cells[k] = cell;
  const route = routes[i]!;
  routes[i] = routes[k]!;
  routes[k] = route;
  const amount = amounts[i]!;
  amounts[i] = amounts[k]!;
  amounts[k] = amount;
}
