import { mulberry32 } from '@/lib/core/prng';
import { type Allocation, place, withdraw } from './allocation';
import { type Ground, hasMiddleIn, inLane, type LaneMoves, type LaneTask, laneMarket } from './lane';
import { type Market, prefixSums } from './market';
import {
  findPlacement,
  type Guide,
  makePlacementRoom,
  type Placement,
  type PlacementRoom,
} from './placement';
import { guestRegion, type Region, randomRegion } from './ruin-region';
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

const REMOVED_MOST = 7;
const GUEST_REMOVED_MOST = 40;
const WANTING_MOST = 5;
const GUEST_SHARE = 0.9;
/** Orders whose limit is under this share of their least cost at the multipliers don't want in. */
const WANTING_RATIO = 0.7;
const EAGER_RATIO = 0.85;
/** How often just the orders in a guest's way give way, those first that lose the least per card-hour. */
const EJECT_SHARE = 0.7;
const DISTURBANCES = [0.1, 0.3];
/** What a step and an insertion cost beside the pool-hours they look at, in pool-hours. */
const STEP_WORK = 400;
const INSERTION_WORK = 100;

/**
 * Ruin and recreate (Schrimpf et al. 2000) in one lane: withdraws orders of one pool's hours, inserts them and some that
 * want in again in a noisy order, keeps the result if the welfare is no more than a shrinking threshold lower; the best
 * allocation seen is the lane's answer.
 */
export function ruinAndRecreate(ground: Ground, task: LaneTask): LaneMoves {
  const search = startSearch(ground, task);
  const { allocation, random } = search;
  const pools = search.wanting.flatMap((orders, pool) => (orders.length > 0 ? [pool] : []));
  if (pools.length === 0) return [];
  let best = allocation.welfare;
  const average = best / (ground.market.orderIds.length + 1);
  while (search.spent < task.work) {
    const left = task.leftFrom + ((task.leftTo - task.leftFrom) * search.spent) / task.work;
    const threshold = average * 0.1 * left * left * random();
    const forGuest = search.eager.length > 0 && random() < GUEST_SHARE;
    const region = (forGuest && guestRegion(search)) || randomRegion(search, pools);
    search.spent += STEP_WORK;
    step(search, region, threshold);
    if (allocation.welfare > best) {
      best = allocation.welfare;
      search.sinceBest.clear();
    }
  }
  for (const j of search.sinceBest.keys()) withdraw(search.market, allocation, j);
  for (const [j, placement] of search.sinceBest)
    if (placement) place(search.market, allocation, j, placement);
  return [...search.moved]
    .sort((a, b) => a - b)
    .map((j) => [j, allocation.placements[j] ?? null] as const)
    .filter(([j, placement]) => placement !== task.placements[j]);
}

function startSearch(ground: Ground, task: LaneTask): LaneSearch {
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

interface Touched {
  readonly j: number;
  readonly was: Placement | null;
}

function step(search: LaneSearch, region: Region, threshold: number): void {
  const { allocation, random } = search;
  const before = allocation.welfare;
  const touched = ruin(search, region);
  recreate(search, touched, random() < 0.5 ? region.guest : -1);
  if (allocation.welfare < before - threshold) {
    for (const { j } of touched) leave(search, j);
    for (const { j, was } of touched) if (was) enter(search, j, was);
    return;
  }
  for (const { j, was } of touched) {
    if (allocation.placements[j] === was) continue;
    search.moved.add(j);
    if (!search.sinceBest.has(j)) search.sinceBest.set(j, was);
  }
}

/** Withdraws orders of the region and names some that want in. */
function ruin(search: LaneSearch, region: Region): Touched[] {
  const { market, allocation, random } = search;
  const { pool, from, length, guest } = region;
  const first = pool * market.hours + from;
  const present = search.members[pool]!.filter((j) =>
    overlaps(allocation.placements[j] ?? null, first, length),
  );
  const exact = guest >= 0 && market.isSpread[guest] === 0 && random() < EJECT_SHARE;
  const touched = exact ? ejectFor(search, region, present) : removeSome(search, guest, present);
  if (guest >= 0) touched.push({ j: guest, was: null });
  const wanting = search.wanting[pool]!;
  for (let i = 0; i < WANTING_MOST && i < wanting.length; i++) {
    const j = wanting[Math.floor(random() * wanting.length)]!;
    const window = market.earliest[j]! < from + length && market.deadline[j]! > from;
    if (window && !allocation.placements[j] && !touched.some((t) => t.j === j))
      touched.push({ j, was: null });
  }
  return touched;
}

/** Any of those present, a few, or many for a guest now and then. */
function removeSome(search: LaneSearch, guest: number, present: number[]): Touched[] {
  const { random } = search;
  const touched: Touched[] = [];
  const most = guest >= 0 && random() < 0.15 ? GUEST_REMOVED_MOST : REMOVED_MOST;
  for (let i = 0; i < present.length && i < most; i++) {
    const k = i + Math.floor(random() * (present.length - i));
    const j = present[k]!;
    present[k] = present[i]!;
    touched.push({ j, was: leave(search, j) });
  }
  return touched;
}

/** Those in the guest's way, the ones first that bring the least surplus per card-hour, until it fits the region. */
function ejectFor(
  search: LaneSearch,
  { pool, from, length, cards }: Region,
  present: readonly number[],
): Touched[] {
  const { market, allocation, random, costs } = search;
  const first = pool * market.hours + from;
  const noise = 0.5 + random();
  const worth = (j: number) => (market.limits[j]! - 0.8 * costs[j]!) / cardHoursOf(allocation.placements[j]);
  const ranked = present.map((j) => ({ j, worth: worth(j) * (1 + noise * (random() - 0.5)) }));
  ranked.sort((a, b) => a.worth - b.worth || a.j - b.j);
  const touched: Touched[] = [];
  const isShort = (cell: number) => cell >= first && cell < first + length && allocation.free[cell]! < cards;
  for (const { j } of ranked)
    if (allocation.placements[j]?.cells.some(isShort)) touched.push({ j, was: leave(search, j) });
  return touched;
}

function cardHoursOf(placement: Placement | null | undefined): number {
  let sum = 0;
  for (const cards of placement?.cards ?? []) sum += cards;
  return sum;
}

function recreate(search: LaneSearch, touched: readonly Touched[], foremost: number): void {
  const { market, random, costs } = search;
  const bySurplus = random() < 0.4;
  const guide = search.guides[Math.floor(random() * search.guides.length)]!;
  const noise = random() * 0.6;
  const ranked = touched.map(({ j }) => {
    const limit = market.limits[j]!;
    const score = bySurplus ? limit - costs[j]! : limit / costs[j]! - 1;
    if (j === foremost) return { j, score: Number.POSITIVE_INFINITY };
    return { j, score: score + noise * (random() - 0.5) * (bySurplus ? limit : 1) };
  });
  ranked.sort((a, b) => b.score - a.score || a.j - b.j);
  for (const { j } of ranked) {
    const routes = market.routeFirst[j + 1]! - market.routeFirst[j]!;
    search.spent += INSERTION_WORK + routes * (market.deadline[j]! - market.earliest[j]!);
    const { free } = search.allocation;
    const placement = findPlacement(market, guide, free, j, market.limits[j]!, search.room);
    if (placement) enter(search, j, placement);
  }
}

function overlaps(placement: Placement | null, first: number, length: number): boolean {
  if (!placement) return false;
  for (const cell of placement.cells) if (cell >= first && cell < first + length) return true;
  return false;
}

function enter(search: LaneSearch, j: number, placement: Placement): void {
  place(search.market, search.allocation, j, placement);
  for (const pool of placement.pools) search.members[pool]!.push(j);
}

function leave(search: LaneSearch, j: number): Placement | null {
  const placement = withdraw(search.market, search.allocation, j);
  for (const pool of placement?.pools ?? []) {
    const orders = search.members[pool]!;
    orders[orders.indexOf(j)] = orders.at(-1)!;
    orders.pop();
  }
  return placement;
}
