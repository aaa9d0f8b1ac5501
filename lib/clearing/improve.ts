import { mulberry32 } from '@/lib/core/prng';
import { type Allocation, copyAllocation, place, withdraw } from './allocation';
import type { Market } from './market';
import { findPlacement, type Guide, type Placement, type PlacementRoom } from './placement';

/** What the improvement may look at and how much it may do, counted in pool-hours looked at (M-13). */
export interface Improvement {
  readonly asks: Guide;
  readonly multipliers: Guide;
  /** Every order's least cost at the multipliers. */
  readonly costs: Float64Array;
  readonly work: number;
  /** Welfare beyond which there is nothing to find: the bound. */
  readonly enough: number;
  readonly seed: number;
}

interface Search extends Improvement {
  readonly market: Market;
  readonly allocation: Allocation;
  readonly room: PlacementRoom;
  readonly random: () => number;
  /** Per pool, the orders placed there now, and those that could run there, best reduced ratio first. */
  readonly members: number[][];
  readonly wanting: readonly (readonly number[])[];
  /** Orders worth clearing room for. */
  readonly eager: readonly number[];
  spent: number;
}

const REMOVED_MOST = 7;
const GUEST_REMOVED_MOST = 40;
const WANTING_MOST = 5;
const GUEST_SHARE = 0.9;

/**
 * Ruin and recreate: withdraws the orders of one pool's hours, inserts them and some that want in again in a noisy
 * order, keeps the result if the welfare is no more than a shrinking threshold lower; the best allocation seen is returned.
 */
export function improveAllocation(
  market: Market,
  start: Allocation,
  improvement: Improvement,
  room: PlacementRoom,
): Allocation {
  const search: Search = {
    ...improvement,
    market,
    allocation: copyAllocation(start),
    room,
    random: mulberry32(improvement.seed),
    members: market.poolIds.map(() => []),
    wanting: wantingByPool(market, improvement.costs),
    eager: [...market.orderIds.keys()].filter((j) => market.limits[j]! > 0.85 * improvement.costs[j]!),
    spent: 0,
  };
  start.placements.forEach((placement, j) => {
    for (const pool of placement?.pools ?? []) search.members[pool]!.push(j);
  });
  const pools = search.wanting.flatMap((orders, pool) => (orders.length > 0 ? [pool] : []));
  if (pools.length === 0) return start;
  let best = copyAllocation(start);
  while (search.spent < improvement.work && best.welfare < improvement.enough) {
    const left = 1 - search.spent / improvement.work;
    const before = search.allocation.welfare;
    const threshold = (before / (start.placements.length + 1)) * 0.1 * left * left * search.random();
    const forGuest = search.eager.length > 0 && search.random() < GUEST_SHARE;
    const region = (forGuest && guestRegion(search)) || randomRegion(search, pools);
    search.spent += 20;
    step(search, region, threshold);
    if (search.allocation.welfare > best.welfare) best = copyAllocation(search.allocation);
  }
  return best;
}

function wantingByPool(market: Market, costs: Float64Array): number[][] {
  const ratio = (j: number) => market.limits[j]! / costs[j]!;
  const wanting: number[][] = market.poolIds.map(() => []);
  for (let j = 0; j < market.orderIds.length; j++) {
    if (!(ratio(j) > 0.7)) continue;
    for (let r = market.routeFirst[j]!; r < market.routeFirst[j + 1]!; r++) {
      const orders = wanting[market.routePool[r]!]!;
      if (orders.at(-1) !== j) orders.push(j);
    }
  }
  for (const orders of wanting) orders.sort((a, b) => ratio(b) - ratio(a) || a - b);
  return wanting;
}

/** A stretch of one pool's hours, and the unfilled order it is cleared for, if any. */
interface Region {
  readonly pool: number;
  readonly from: number;
  readonly length: number;
  readonly guest: number;
}

function randomRegion({ market, random }: Search, pools: readonly number[]): Region {
  const pool = pools[Math.floor(random() * pools.length)]!;
  const from = Math.floor(random() * market.hours);
  return { pool, from, length: 1 + Math.floor(random() * random() * market.hours * 0.5), guest: -1 };
}

/** Any eager order, or the unfilled one with the largest reduced surplus of a few: a giant moves a whole book. */
function pickGuest({ market, allocation, random, eager, costs }: Search): number {
  const any = () => eager[Math.floor(random() * eager.length)]!;
  const wish = (j: number) =>
    allocation.placements[j] ? Number.NEGATIVE_INFINITY : market.limits[j]! - costs[j]!;
  let guest = any();
  if (random() < 0.5) return guest;
  for (let i = 0; i < 8; i++) {
    const other = any();
    if (wish(other) > wish(guest)) guest = other;
  }
  return guest;
}

/** Room for an order that wants in: one of its cheaper routes at some start (part of the window for a spread). */
function guestRegion(search: Search): Region | null {
  const { market, allocation, random } = search;
  const guest = pickGuest(search);
  if (allocation.placements[guest]) return null;
  const first = market.routeFirst[guest]!;
  const route = first + Math.floor(random() * random() * (market.routeFirst[guest + 1]! - first));
  const window = market.deadline[guest]! - market.earliest[guest]!;
  const length = market.isSpread[guest] === 1 ? 1 + (window >> 1) : market.routeHours[route]!;
  const from = market.earliest[guest]! + Math.floor(random() * (window - length + 1));
  return { pool: market.routePool[route]!, from, length, guest };
}

function step(search: Search, { pool, from, length, guest }: Region, threshold: number): void {
  const { market, allocation, random } = search;
  const before = allocation.welfare;
  const touched: { j: number; was: Placement | null }[] = [];
  const chosen = search.members[pool]!.filter((j) =>
    overlaps(allocation.placements[j] ?? null, pool * market.hours + from, length),
  );
  const most = guest >= 0 && random() < 0.15 ? GUEST_REMOVED_MOST : REMOVED_MOST;
  for (let i = 0; i < chosen.length && i < most; i++) {
    const k = i + Math.floor(random() * (chosen.length - i));
    const j = chosen[k]!;
    chosen[k] = chosen[i]!;
    touched.push({ j, was: leave(search, j) });
  }
  if (guest >= 0) touched.push({ j: guest, was: null });
  const wanting = search.wanting[pool]!;
  for (let i = 0; i < WANTING_MOST && i < wanting.length; i++) {
    const j = wanting[Math.floor(random() * wanting.length)]!;
    const window = market.earliest[j]! < from + length && market.deadline[j]! > from;
    if (window && !allocation.placements[j] && !touched.some((t) => t.j === j))
      touched.push({ j, was: null });
  }
  recreate(search, touched, random() < 0.5 ? guest : -1);
  if (allocation.welfare >= before - threshold) return;
  for (const { j } of touched) leave(search, j);
  for (const { j, was } of touched) if (was) enter(search, j, was);
}

function recreate(search: Search, touched: readonly { j: number }[], foremost: number): void {
  const { market, random, costs } = search;
  const bySurplus = random() < 0.4;
  const guide = random() < 0.6 ? search.multipliers : search.asks;
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
    search.spent += 20 + routes * (market.deadline[j]! - market.earliest[j]!);
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

function enter(search: Search, j: number, placement: Placement): void {
  place(search.market, search.allocation, j, placement);
  for (const pool of placement.pools) search.members[pool]!.push(j);
}

function leave(search: Search, j: number): Placement | null {
  const placement = withdraw(search.market, search.allocation, j);
  for (const pool of placement?.pools ?? []) {
    const orders = search.members[pool]!;
    orders[orders.indexOf(j)] = orders.at(-1)!;
    orders.pop();
  }
  return placement;
}
