import { MICROS_MAX } from './book';
import type { Placement } from './placement';

/** What a placement costs at prices, in micros. */
export function costAt({ cells, cards }: Placement, prices: Float64Array): number {
  let cost = 0;
  for (let i = 0; i < cells.length; i++) cost += cards[i]! * prices[cells[i]!]!;
  return cost;
}

/** The same, exactly, past 2^53 too. */
export function exactCostAt(placement: Placement, prices: Float64Array): bigint {
  const cost = costAt(placement, prices);
  if (cost <= MICROS_MAX) return BigInt(cost);
  let exact = 0n;
  placement.cells.forEach((cell, i) => {
    exact += BigInt(placement.cards[i]!) * BigInt(prices[cell]!);
  });
  return exact;
}

/** Adds a placement's cards, times a sign, to a slope over pool-hours. */
export function addTo(slope: Float64Array, { cells, cards }: Placement, sign: number): void {
  for (let i = 0; i < cells.length; i++) slope[cells[i]!]! += sign * cards[i]!;
}
