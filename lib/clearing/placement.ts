import { type BlockResponse, cheapestFreeBlock } from './block-response';
import type { Market } from './market';
import type { SpreadCells } from './spread-cells';
import { greedySpread } from './spread-placement';

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
  /** Per spread order, how far up its search began to look here last; a hint that changes no answer, else the room's. */
  readonly reach?: Float64Array;
}

/** What searching for placements needs besides the market; reused between searches. */
export interface PlacementRoom {
  readonly spread: SpreadCells;
  readonly block: BlockResponse;
}

export const makePlacementRoom = (spread: SpreadCells): PlacementRoom => ({
  spread,
  block: { route: -1, start: 0, cost: 0 },
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
    const placement = greedySpread(
      market,
      guide.prices,
      free,
      j,
      room.spread,
      guide.reach ?? room.spread.reach,
    );
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
