import type { Market } from './market';

/**
 * Sliding minima of prices (a sparse table): `levels[k]` holds, for every pool-hour, the least price of 2^k hours from
 * it on, Infinity where the book has no cards. The least price of any window is two look-ups.
 */
export interface PriceMinima {
  readonly levels: readonly Float64Array[];
}

/** The level whose stretches, two of them overlapping, cover a window of `length` hours. */
export const levelFor = (length: number): number => 31 - Math.clz32(length);

/** Minima over windows as long as the grid at most; Infinity everywhere until updated. */
export const makePriceMinima = ({ hours, cards }: Market): PriceMinima => ({
  levels: Array.from({ length: levelFor(hours) + 1 }, () =>
    new Float64Array(cards.length).fill(Number.POSITIVE_INFINITY),
  ),
});

/** Brings one pool's minima up to date with the prices. */
export function updateMinima(
  market: Market,
  { levels }: PriceMinima,
  prices: Float64Array,
  pool: number,
): void {
  const { hours, cards } = market;
  const base = pool * hours;
  const lowest = levels[0]!;
  for (let at = base; at < base + hours; at++)
    lowest[at] = cards[at]! > 0 ? prices[at]! : Number.POSITIVE_INFINITY;
  for (let k = 1; k < levels.length; k++) {
    const finer = levels[k - 1]!;
    const level = levels[k]!;
    const half = 1 << (k - 1);
    const last = base + hours - 2 * half;
    for (let at = base; at <= last; at++) {
      const left = finer[at]!;
      const right = finer[at + half]!;
      level[at] = Math.min(left, right);
    }
  }
}
