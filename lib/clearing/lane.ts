import type { Allocation } from './allocation';
import type { Market } from './market';
import type { Guide, Placement } from './placement';

/** What every lane of one improvement sees alike. Plain data: it may be sent to worker threads, once. */
export interface Ground {
  readonly market: Market;
  readonly multipliers: Guide;
  /** Every order's least cost at the multipliers in an empty market. */
  readonly costs: Float64Array;
}

/**
 * One lane's share of an improvement: the hours [fromHour, toHour) of every pool. Lanes of one epoch don't overlap, so
 * they change different orders and cards, and their number, not the number of threads, decides the outcome (M-13).
 */
export interface LaneTask {
  readonly fromHour: number;
  readonly toHour: number;
  readonly seed: number;
  /** Pool-hours the lane may look at. */
  readonly work: number;
  /** How far the whole improvement is, 1 at its start to 0 at its end: worse results are kept ever more rarely. */
  readonly leftFrom: number;
  readonly leftTo: number;
  readonly free: Int32Array;
  readonly placements: readonly (Placement | null)[];
}

/** Where a lane's orders stand after it: only those it moved. */
export type LaneMoves = readonly (readonly [order: number, placement: Placement | null])[];

/** The market as a lane sees it: windows cut to the lane's hours. */
export function laneMarket(market: Market, fromHour: number, toHour: number): Market {
  if (fromHour === 0 && toHour === market.hours) return market;
  return {
    ...market,
    earliest: market.earliest.map((hour) => Math.max(hour, fromHour)),
    deadline: market.deadline.map((hour) => Math.min(hour, toHour)),
  };
}

/** Whether a placement lies in the hours of a lane. */
export function inLane({ cells }: Placement, hours: number, fromHour: number, toHour: number): boolean {
  for (const cell of cells) {
    const hour = cell % hours;
    if (hour < fromHour || hour >= toHour) return false;
  }
  return true;
}

/** Whether an order's window has its middle in a lane: an unfilled order is one lane's alone. */
export function hasMiddleIn(market: Market, j: number, fromHour: number, toHour: number): boolean {
  const middle = (market.earliest[j]! + market.deadline[j]!) / 2;
  return middle >= fromHour && (middle < toHour || toHour === market.hours);
}

/**
 * The hour that halves the used pool-hours as `share` says: lanes on both sides have work in that proportion. Null where
 * one side would be empty.
 */
export function cutHour(market: Market, { free }: Allocation, share: number): number | null {
  const used = new Float64Array(market.hours);
  let all = 0;
  for (let at = 0; at < free.length; at++) {
    if (free[at] === market.cards[at]) continue;
    used[at % market.hours]!++;
    all++;
  }
  let before = 0;
  for (let hour = 0; hour < market.hours; hour++) {
    if (before >= share * all) return hour > 0 && before < all ? hour : null;
    before += used[hour]!;
  }
  return null;
}
