import type { LaneSearch } from './lane-search';

/** A stretch of one pool's hours, and the unfilled order it is cleared for (−1: none). */
export interface Region {
  readonly pool: number;
  readonly from: number;
  readonly length: number;
  readonly guest: number;
  /** The cards the guest would take there in every hour; 0 without a guest. */
  readonly cards: number;
}

/** Any stretch of the lane's hours of one of the pools. */
export function randomRegion({ random, fromHour, toHour }: LaneSearch, pools: readonly number[]): Region {
  const pool = pools[Math.floor(random() * pools.length)]!;
  const from = fromHour + Math.floor(random() * (toHour - fromHour));
  const length = 1 + Math.floor(random() * random() * (toHour - fromHour) * 0.5);
  return { pool, from, length, guest: -1, cards: 0 };
}

/** Room for an order that wants in: one of its cheaper routes at some start (part of the window for a spread). */
export function guestRegion(search: LaneSearch): Region | null {
  const { market, allocation, random } = search;
  const guest = pickGuest(search);
  if (allocation.placements[guest]) return null;
  const first = market.routeFirst[guest]!;
  const route = first + Math.floor(random() * random() * (market.routeFirst[guest + 1]! - first));
  const window = market.deadline[guest]! - market.earliest[guest]!;
  const length = market.isSpread[guest] === 1 ? 1 + (window >> 1) : market.routeHours[route]!;
  if (length > window) return null;
  const from = market.earliest[guest]! + Math.floor(random() * (window - length + 1));
  return { pool: market.routePool[route]!, from, length, guest, cards: market.routeCards[route]! };
}

/** Any eager order, or the unfilled one with the largest reduced surplus of a few: a giant moves a whole book. */
function pickGuest({ market, allocation, random, eager, costs }: LaneSearch): number {
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
