import { type Allocation, place, withdraw } from './allocation';
import { type FilledSpread, makeFilledSpread, spreadRegret } from './filled-spread';
import type { Market } from './market';
import type { Placement } from './placement';

/**
 * A filled block and the places it could move to. Only its own sold-out pool-hours can cost it more than the ask: so what
 * lies outside them is one number, and what overlaps them a short list of starts.
 */
interface FilledBlock {
  readonly own: Placement;
  readonly cards: number;
  /** Its place in the sums of prices. */
  readonly from: number;
  readonly to: number;
  /** The least cost at the asks of a place without any of its own sold-out pool-hours; Infinity if none is under the limit. */
  readonly elsewhere: number;
  /** Places that overlap them: from and to in the sums of prices, and cards, three by three. */
  readonly overlapping: Int32Array;
}

/** What filled orders could pay instead, prepared for many vectors of prices over the same fills. */
export interface FilledClaims {
  readonly blocks: readonly FilledBlock[];
  readonly spreads: readonly FilledSpread[];
}

/** Prepares the filled orders that hold a sold-out pool-hour; the others' part of the regret is the same at any prices. */
export function makeFilledClaims(market: Market, allocation: Allocation, soldOut: Uint8Array): FilledClaims {
  const blocks: FilledBlock[] = [];
  const spreads: FilledSpread[] = [];
  for (let j = 0; j < allocation.placements.length; j++) {
    if (!allocation.placements[j]?.cells.some((cell) => soldOut[cell] === 1)) continue;
    const own = withdraw(market, allocation, j)!;
    if (market.isSpread[j] === 1) spreads.push(makeFilledSpread(market, allocation.free, own, j, soldOut));
    else blocks.push(makeFilledBlock(market, allocation.free, own, j, soldOut));
    place(market, allocation, j, own);
  }
  return { blocks, spreads };
}

function makeFilledBlock(
  market: Market,
  free: Int32Array,
  own: Placement,
  j: number,
  soldOut: Uint8Array,
): FilledBlock {
  const { hours, askSums } = market;
  const ownPool = own.pools[0]!;
  const first = own.cells[0]!;
  const last = own.cells[own.cells.length - 1]!;
  const near: { from: number; to: number; cards: number; askCost: number }[] = [];
  let elsewhere = market.limits[j]!;
  for (let r = market.routeFirst[j]!; r < market.routeFirst[j + 1]!; r++) {
    if (market.routeLeast[r]! >= elsewhere) break;
    const pool = market.routePool[r]!;
    const length = market.routeHours[r]!;
    const cards = market.routeCards[r]!;
    let run = 0;
    let lastOwn = -1;
    for (let hour = market.earliest[j]!; hour < market.deadline[j]!; hour++) {
      const cell = pool * hours + hour;
      if (pool === ownPool && cell >= first && cell <= last && soldOut[cell] === 1) lastOwn = hour;
      run = free[cell]! >= cards ? run + 1 : 0;
      if (run < length) continue;
      const to = pool * (hours + 1) + hour + 1;
      const askCost = cards * (askSums[to]! - askSums[to - length]!);
      if (askCost >= elsewhere) continue;
      if (lastOwn > hour - length) near.push({ from: to - length, to, cards, askCost });
      else elsewhere = askCost;
    }
  }
  const overlapping = near.filter(({ askCost }) => askCost < elsewhere);
  const from = ownPool * (hours + 1) + (first % hours);
  return {
    own,
    cards: own.cards[0]!,
    from,
    to: from + own.cells.length,
    elsewhere: elsewhere < market.limits[j]! ? elsewhere : Number.POSITIVE_INFINITY,
    overlapping: Int32Array.from(overlapping.flatMap((place) => [place.from, place.to, place.cards])),
  };
}

/**
 * The regret of M-12b in micros at prices given with their sums, but for a part that no prices change; adds its
 * subgradient to the slope of sold-out pool-hours.
 */
export function regretAt(
  claims: FilledClaims,
  prices: Float64Array,
  sums: Float64Array,
  slope: Float64Array,
): number {
  let regret = 0;
  for (const { own, cards, from, to, elsewhere, overlapping } of claims.blocks) {
    const pay = cards * (sums[to]! - sums[from]!);
    let cost = Math.min(pay, elsewhere);
    let chosen = -1;
    for (let i = 0; i < overlapping.length; i += 3) {
      const other = overlapping[i + 2]! * (sums[overlapping[i + 1]!]! - sums[overlapping[i]!]!);
      if (other >= cost) continue;
      cost = other;
      chosen = i;
    }
    if (pay <= cost) continue;
    regret += pay - cost;
    for (const cell of own.cells) slope[cell]! += cards;
    if (chosen < 0) continue;
    const pool = own.pools[0]!;
    for (let at = overlapping[chosen]!; at < overlapping[chosen + 1]!; at++)
      slope[at - pool]! -= overlapping[chosen + 2]!;
  }
  for (const spread of claims.spreads) regret += spreadRegret(spread, prices, slope);
  return regret;
}
