import { assert } from '@/lib/core/assert';

/** One active pool as capacity counts it; who asks fills region, vendor and rate from the catalogue. */
export interface CapacityPool {
  readonly region: string;
  readonly vendor: string;
  readonly cards: number;
  /** Dense FP16/BF16 TFLOP/s of one card; null when no source states it. */
  readonly denseTflops: number | null;
}

/** Cards and dense FP16/BF16 PFLOP/s of a region and vendor (O-3). */
export interface CapacityRow {
  readonly region: string;
  readonly vendor: string;
  readonly pools: number;
  readonly cards: number;
  readonly densePflops: number;
  /** Cards whose rate nobody states; they are in `cards` and not in `densePflops`. */
  readonly unratedCards: number;
}

/** Adds pools up by region and vendor, sorted by both; the rows' cards add up to the pools' cards (O-3). */
export function capacityByRegionAndVendor(pools: readonly CapacityPool[]): readonly CapacityRow[] {
  const rows = new Map<string, { -readonly [K in keyof CapacityRow]: CapacityRow[K] }>();
  for (const pool of pools) {
    assert(Number.isSafeInteger(pool.cards) && pool.cards >= 0, 'O-3', { cards: pool.cards });
    const key = `${pool.region}\n${pool.vendor}`;
    const { region, vendor } = pool;
    const row = rows.get(key) ?? { region, vendor, pools: 0, cards: 0, densePflops: 0, unratedCards: 0 };
    rows.set(key, row);
    row.pools += 1;
    row.cards += pool.cards;
    if (pool.denseTflops === null) row.unratedCards += pool.cards;
    else row.densePflops += (pool.cards * pool.denseTflops) / 1000;
  }
  return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

export type CapacityTotal = Omit<CapacityRow, 'region' | 'vendor'>;

/** The sum of capacity rows, in cards and dense PFLOP/s. */
export function capacityTotal(rows: readonly CapacityTotal[]): CapacityTotal {
  return rows.reduce<CapacityTotal>(
    (sum, row) => ({
      pools: sum.pools + row.pools,
      cards: sum.cards + row.cards,
      densePflops: sum.densePflops + row.densePflops,
      unratedCards: sum.unratedCards + row.unratedCards,
    }),
    { pools: 0, cards: 0, densePflops: 0, unratedCards: 0 },
  );
}
