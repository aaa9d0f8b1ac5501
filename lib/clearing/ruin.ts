import { type LaneSearch, leave } from './lane-search';
import type { Placement } from './placement';
import type { Region } from './ruin-region';

const REMOVED_MOST = 7;
const GUEST_REMOVED_MOST = 40;
const WANTING_MOST = 5;
/** How often just the orders in a guest's way give way, those first that lose the least per card-hour. */
const EJECT_SHARE = 0.7;

/** An order a step looks at again, and where it stood before. */
export interface Touched {
  readonly j: number;
  readonly was: Placement | null;
}

/** Withdraws orders of the region and names some that want in. */
export function ruin(search: LaneSearch, region: Region): Touched[] {
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

function overlaps(placement: Placement | null, first: number, length: number): boolean {
  if (!placement) return false;
  for (const cell of placement.cells) if (cell >= first && cell < first + length) return true;
  return false;
}
