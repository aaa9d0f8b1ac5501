import { type BlockResponse, cheapestFreeBlock } from './block-response';
import { payable } from './cheapest-fill';
import { compareProducts, lotsToSpare, lotsToWhole, reachesWhole } from './exact';
import type { Market } from './market';
import { gatherCells, type SpreadCells } from './spread-cells';

/** Where an order would run: its pool-hours and the cards in each, and what it costs at the asks in micros. */
export interface Placement {
  readonly cells: Int32Array;
  readonly cards: Int32Array;
  /** The pools it uses, each once. */
  readonly pools: readonly number[];
  readonly askCost: number;
}

/** Prices that guide a placement, whole micros not under the asks, with their sums. */
export interface Guide {
  readonly prices: Float64Array;
  readonly sums: Float64Array;
}

/** What searching for placements needs besides the market; reused between searches. */
export interface PlacementRoom {
  readonly spread: SpreadCells;
  readonly block: BlockResponse;
  readonly ranks: Int32Array;
}

export const makePlacementRoom = (spread: SpreadCells): PlacementRoom => ({
  spread,
  block: { route: -1, start: 0, cost: 0 },
  ranks: new Int32Array(spread.keys.length),
});

/** The cheapest placement of order `j` in the free cards at the guide's prices whose ask cost is within `mostAskCost`. */
export function findPlacement(
  market: Market,
  guide: Guide,
  free: Int32Array,
  j: number,
  mostAskCost: number,
  room: PlacementRoom,
): Placement | null {
  if (market.isSpread[j] === 1) {
    const placement = greedySpread(market, guide.prices, free, j, room);
    return placement && placement.askCost <= mostAskCost ? placement : null;
  }
  cheapestFreeBlock(market, guide.sums, free, j, mostAskCost, room.block);
  return room.block.route < 0 ? null : blockPlacement(market, room.block);
}

function blockPlacement(market: Market, { route, start }: BlockResponse): Placement {
  const hours = market.routeHours[route]!;
  const pool = market.routePool[route]!;
  const cells = new Int32Array(hours);
  for (let i = 0; i < hours; i++) cells[i] = pool * market.hours + start + i;
  const base = pool * (market.hours + 1) + start;
  const cards = market.routeCards[route]!;
  const askCost = cards * (market.askSums[base + hours]! - market.askSums[base]!);
  return { cells, cards: new Int32Array(hours).fill(cards), pools: [pool], askCost };
}

/** The greedy fill of spread `j` in the free cards at whole-micro prices: the same fill as `spreadCheapestFill`. */
function greedySpread(
  market: Market,
  prices: Float64Array,
  free: Int32Array,
  j: number,
  { spread, ranks }: PlacementRoom,
): Placement | null {
  if (market.routeFirst[j] === market.routeFirst[j + 1]) return null;
  if (!gatherCells(market, prices, free, j, true, spread)) return null;
  const { keys, cells, routes, amounts } = spread;
  const ranked = ranks.subarray(0, spread.count);
  for (let i = 0; i < ranked.length; i++) ranked[i] = i;
  const cardHoursOf = (i: number) => market.routeHours[routes[i]!]!;
  const lotOf = (i: number) => market.lotCards[market.routePool[routes[i]!]!]!;
  ranked.sort((a, b) => {
    if (keys[a]! !== keys[b]!) return keys[a]! - keys[b]!;
    const exact =
      keys[a]! > Number.MAX_SAFE_INTEGER
        ? compareProducts(prices[cells[a]!]!, cardHoursOf(a), prices[cells[b]!]!, cardHoursOf(b))
        : 0;
    return exact || cells[a]! - cells[b]!;
  });
  let work = 0;
  let used = 0;
  while (used < ranked.length && !reachesWhole(work)) {
    const i = ranked[used++]!;
    const lots = lotsToWhole(work, lotOf(i), cardHoursOf(i), amounts[i]! / lotOf(i));
    amounts[i] = lots * lotOf(i);
    work += amounts[i]! / cardHoursOf(i);
  }
  if (!reachesWhole(work)) return null;
  spread.reach[j] = keys[ranked[used - 1]!]! * 1.25;
  const fillCells: number[] = [];
  const fillCards: number[] = [];
  const pools = new Set<number>();
  let askCost = 0;
  for (let k = used - 1; k >= 0; k--) {
    const i = ranked[k]!;
    const spare = lotsToSpare(work, lotOf(i), cardHoursOf(i), amounts[i]! / lotOf(i)) * lotOf(i);
    work -= spare / cardHoursOf(i);
    const cards = amounts[i]! - spare;
    if (cards === 0) continue;
    fillCells.push(cells[i]!);
    fillCards.push(cards);
    pools.add(market.routePool[routes[i]!]!);
    askCost += cards * market.asks[cells[i]!]!;
  }
  return {
    cells: Int32Array.from(fillCells),
    cards: Int32Array.from(fillCards),
    pools: [...pools],
    askCost: payable(askCost),
  };
}
