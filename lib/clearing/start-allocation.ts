import { reachesWhole } from '@/lib/market/work-share';
import { type Allocation, emptyAllocation, place } from './allocation';
import type { StartFill } from './book';
import { payable } from './cheapest-fill';
import type { Market } from './market';
import type { Placement } from './placement';

/**
 * Places orders where a book's start fills say, as far as they still fit (M-13): each must be a fill of its order in the
 * cards left and within its limit, else it is passed over. They are hints; nothing in an outcome rests on them.
 */
export function placeStartFills(market: Market, allocation: Allocation, fills: readonly StartFill[]): void {
  const orderIndex = new Map(market.orderIds.map((id, j) => [id, j]));
  const poolIndex = new Map(market.poolIds.map((id, p) => [id, p]));
  for (const { order, lots } of fills) {
    const j = orderIndex.get(order);
    if (j === undefined || allocation.placements[j]) continue;
    const used: { readonly cell: number; readonly cards: number }[] = [];
    for (const lot of lots) {
      const base = (poolIndex.get(lot.pool) ?? 0) * market.hours + lot.hour;
      for (let h = 0; h < lot.hours; h++) used.push({ cell: base + h, cards: lot.cards });
    }
    used.sort((a, b) => a.cell - b.cell);
    const placement = toPlacement(market, used);
    if (!fitsLeft(market, allocation, j, placement)) continue;
    if (market.isSpread[j] === 1 ? isSpreadFill(market, j, placement) : isBlockFill(market, j, placement))
      place(market, allocation, j, placement);
  }
}

/** The allocation that fills describe in an empty market, as far as they fit. */
export function startAllocation(market: Market, fills: readonly StartFill[]): Allocation {
  const allocation = emptyAllocation(market);
  placeStartFills(market, allocation, fills);
  return allocation;
}

function toPlacement(
  market: Market,
  used: readonly { readonly cell: number; readonly cards: number }[],
): Placement {
  let askCost = 0;
  for (const { cell, cards } of used) askCost += cards * market.asks[cell]!;
  return {
    cells: Int32Array.from(used, ({ cell }) => cell),
    cards: Int32Array.from(used, ({ cards }) => cards),
    pools: [...new Set(used.map(({ cell }) => Math.floor(cell / market.hours)))],
    askCost: payable(askCost),
  };
}

function fitsLeft(
  market: Market,
  { free }: Allocation,
  j: number,
  { cells, cards, askCost }: Placement,
): boolean {
  if (cells.length === 0 || askCost > market.limits[j]!) return false;
  if (new Set(cells).size < cells.length) return false;
  return cells.every((cell, i) => {
    const hour = cell % market.hours;
    return hour >= market.earliest[j]! && hour < market.deadline[j]! && cards[i]! <= free[cell]!;
  });
}

function isBlockFill(market: Market, j: number, { cells, cards, pools }: Placement): boolean {
  if (cells.at(-1)! - cells[0]! !== cells.length - 1 || pools.length !== 1) return false;
  for (let r = market.routeFirst[j]!; r < market.routeFirst[j + 1]!; r++)
    if (market.routePool[r] === pools[0] && market.routeHours[r] === cells.length)
      if (cards.every((n) => n === market.routeCards[r])) return true;
  return false;
}

function isSpreadFill(market: Market, j: number, { cells, cards }: Placement): boolean {
  let work = 0;
  let leastLot = Number.POSITIVE_INFINITY;
  for (let i = 0; i < cells.length; i++) {
    const pool = Math.floor(cells[i]! / market.hours);
    const route = spreadRoute(market, j, pool);
    const lot = market.lotCards[pool]!;
    if (route < 0 || cards[i]! > market.routeCards[route]! || cards[i]! % lot !== 0) return false;
    work += cards[i]! / market.routeHours[route]!;
    leastLot = Math.min(leastLot, lot / market.routeHours[route]!);
  }
  return reachesWhole(work) && !reachesWhole(work - leastLot);
}

function spreadRoute(market: Market, j: number, pool: number): number {
  for (let r = market.routeFirst[j]!; r < market.routeFirst[j + 1]!; r++)
    if (market.routePool[r] === pool) return r;
  return -1;
}
