import { groupBy } from '@/lib/core/group';
import { NEAR_MISS_CONSTRAINTS, type NearMiss, type NearMissConstraint } from '@/lib/market/near-miss';
import type { PoolNearMiss } from '@/lib/market/quote';

export interface MissedPool {
  readonly pool: PoolNearMiss;
  readonly miss: NearMiss;
  /** Nothing else keeps the job out of this pool. */
  readonly only: boolean;
}

export interface MissGroup {
  readonly constraint: NearMissConstraint;
  readonly wanted: NearMiss['wanted'];
  readonly unit: NearMiss['unit'];
  readonly pools: readonly MissedPool[];
  /** Pools the job could run in if this constraint alone were given up. */
  readonly onlyThis: number;
}

const rank = (constraint: NearMissConstraint): number => NEAR_MISS_CONSTRAINTS.indexOf(constraint);

/** Near misses by the constraint that failed, those that alone exclude most pools first; in a group the nearest pools first. */
export function groupMisses(misses: readonly PoolNearMiss[]): MissGroup[] {
  const rows = misses.flatMap((pool) =>
    pool.misses.map((miss): MissedPool => ({ pool, miss, only: pool.misses.length === 1 })),
  );
  const groups = [...groupBy(rows, ({ miss }) => miss.constraint)].flatMap(
    ([constraint, pools]): MissGroup[] => {
      const [first] = pools;
      if (!first) return [];
      const { wanted, unit } = first.miss;
      const sorted = [...pools].sort((a, b) => Number(b.only) - Number(a.only) || distance(a) - distance(b));
      return [{ constraint, wanted, unit, pools: sorted, onlyThis: pools.filter(({ only }) => only).length }];
    },
  );
  return groups.sort(
    (a, b) =>
      b.onlyThis - a.onlyThis || b.pools.length - a.pools.length || rank(a.constraint) - rank(b.constraint),
  );
}

/** How far a pool is from what was wanted; what isn't known is farthest. */
function distance({ miss }: MissedPool): number {
  if (typeof miss.found !== 'number' || typeof miss.wanted !== 'number') return Number.POSITIVE_INFINITY;
  return Math.abs(miss.found - miss.wanted);
}
