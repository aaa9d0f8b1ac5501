import { mulberry32 } from '@/lib/core/prng';
import { type Allocation, place, withdraw } from './allocation';
import { type Ground, hasMiddleIn, inLane, type LaneTask, laneMarket } from './lane';
import { type Market, prefixSums } from './market';
import { type Guide, makePlacementRoom, type Placement, type PlacementRoom } from './placement';
import { firstReaches, makeSpreadCells } from './spread-cells';

/** The state of one lane's search. */
export interface LaneSearch {
  readonly market: Market;
  /** What insertions are guided by, one drawn each time. */
  readonly guides: readonly Guide[];
  readonly costs: Float64Array;
  readonly allocation: Allocation;
  readonly room: PlacementRoom;
  readonly random: () => number;
  /** The lane's hours. */
  readonly fromHour: number;
  readonly toHour: number;
  /** Per pool, the lane's orders placed there now, and those that could run there, best reduced ratio first. */
  readonly members: number[][];
  readonly wanting: readonly (readonly number[])[];
  /** Orders worth clearing room for. */
  readonly eager: readonly number[];
  /** Where orders stood when the best allocation was seen, of those that moved since. */
  readonly sinceBest: Map<number, Placement | null>;
  /** Orders the lane ever moved. */
  readonly moved: Set<number>;
  spent: number;
}

/** Orders whose limit is under this share of their least cost at the multipliers don't want in. */
const WANTING_RATIO = 0.7;
const EAGER_RATIO = 0.85;
const DISTURBANCES = [0.1, 0.3];

/** The lane's own orders, what they want, and a copy of where everybody stands. */
export function startSearch(ground: Ground, task: LaneTask): LaneSearch {
  const { fromHour, toHour } = task;
  const market = laneMarket(ground.market, fromHour, toHour);
  const random = mulberry32(task.seed);
  const { orderIds, limits, hours } = market;
  const placements = task.placements.slice();
  let welfare = 0;
  const members: number[][] = market.poolIds.map(() => []);
  const isOurs = Uint8Array.from(orderIds, (_, j) => {
    const placement = placements[j];
    if (placement) return inLane(placement, hours, fromHour, toHour) ? 1 : 0;
    return hasMiddleIn(ground.market, j, fromHour, toHour) ? 1 : 0;
  });
  placements.forEach((placement, j) => {
    if (!placement) return;
    welfare += limits[j]! - placement.askCost;
    if (isOurs[j] === 1) for (const pool of placement.pools) members[pool]!.push(j);
  });
  const wants = (j: number, ratio: number) =>
    isOurs[j] === 1 && market.earliest[j]! < market.deadline[j]! && limits[j]! > ratio * ground.costs[j]!;
  return {
    market,
    guides: makeGuides(ground, random),
    costs: ground.costs,
    allocation: { free: task.free.slice(), placements, welfare },
    // A room of the lane's own: what a search leaves in it may not reach another lane (M-13).
    room: makePlacementRoom(makeSpreadCells(market)),
    random,
    fromHour,
    toHour,
    members,
    wanting: wantingByPool(market, ground.costs, (j) => wants(j, WANTING_RATIO)),
    eager: [...orderIds.keys()].filter((j) => wants(j, EAGER_RATIO)),
    sinceBest: new Map(),
    moved: new Set(),
    spent: 0,
  };
}

/** Six parts the multipliers, four the asks, and two disturbed multipliers, which find places the others never look at. */
function makeGuides({ market, multipliers }: Ground, random: () => number): Guide[] {
  const asks = { prices: market.asks, sums: market.askSums };
  const disturbed = DISTURBANCES.map((most): Guide => {
    const prices = multipliers.prices.map((price, at) =>
      Math.max(market.asks[at]!, Math.round(price * (1 + most * (random() - 0.5)))),
    );
    return { prices, sums: prefixSums(prices, market.hours) };
  });
  const own = (guide: Guide): Guide => ({ ...guide, reach: firstReaches(market) });
  return [
    ...new Array<Guide>(6).fill(own(multipliers)),
    ...new Array<Guide>(4).fill(own(asks)),
    ...disturbed.map(own),
  ];
}

function wantingByPool(market: Market, costs: Float64Array, wants: (j: number) => boolean): number[][] {
  const ratio = (j: number) => market.limits[j]! / costs[j]!;
  const ranked = [...market.orderIds.keys()].filter(wants).sort((a, b) => ratio(b) - ratio(a) || a - b);
  const wanting: number[][] = market.poolIds.map(() => []);
  for (const j of ranked)
    for (let r = market.routeFirst[j]!; r < market.routeFirst[j + 1]!; r++) {
      const orders = wanting[market.routePool[r]!]!;
      if (orders.at(-1) !== j) orders.push(j);
    }
  return wanting;
}

/** Places an order of the lane. */
export function enter(search: LaneSearch, j: number, placement: Placement): void {
  place(search.market, search.allocation, j, placement);
  for (const pool of placement.pools) search.members[pool]!.push(j);
}

/** Withdraws an order of the lane and returns where it stood. */
export function leave(search: LaneSearch, j: number): Placement | null {
  const placement = withdraw(search.market, search.allocation, j);
  for (const pool of placement?.pools ?? []) {
    const orders = search.members[pool]!;
    orders[orders.indexOf(j)] = orders.at(-1)!;
    orders.pop();
  }
  return placement;
}
