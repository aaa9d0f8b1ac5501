import { compareProducts, WORK_TOLERANCE } from '@/lib/market/work-share';

/** A pool-hour a spread order's relaxation may use: any real number of cards up to `most`. */
export interface RelaxedCell {
  readonly price: number;
  readonly cardHours: number;
  readonly most: number;
}

/**
 * The least cost of a spread order's relaxation, rounded down to whole micros (M-14): cells by price × cardHours until
 * exactly the whole work is done. Exact rational arithmetic. Null where all cells together don't do the work.
 */
export function relaxedCost(cells: readonly RelaxedCell[]): bigint | null {
  const cheapestFirst = [...cells].sort((a, b) =>
    compareProducts(a.price, a.cardHours, b.price, b.cardHours),
  );
  let over = 1n;
  let under = 1n;
  let cost = 0n;
  for (const { price, cardHours, most } of cheapestFirst) {
    const of = BigInt(cardHours);
    if (under % of !== 0n) {
      over *= of;
      under *= of;
    }
    const share = (under / of) * BigInt(most);
    if (over <= share) return cost + (over * BigInt(price) * of) / under;
    over -= share;
    cost += BigInt(price) * BigInt(most);
  }
  return Number((over * 1_000_000_000_000n) / under) / 1e12 <= WORK_TOLERANCE ? cost : null;
}
