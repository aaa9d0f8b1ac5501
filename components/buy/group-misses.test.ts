import { describe, expect, it } from 'vitest';
import { miss, type NearMiss } from '@/lib/market/near-miss';
import { groupMisses } from './group-misses';

const pool = (id: string, ...misses: NearMiss[]) => ({
  poolId: id,
  code: id,
  name: id,
  chip: 'l40s',
  region: 'CN-NX',
  misses,
});

describe('near misses by constraint', () => {
  const groups = groupMisses([
    pool('far', miss('latency', 20, 90, 'ms')),
    pool('near', miss('latency', 20, 24, 'ms')),
    pool('unknown', miss('latency', 20, null, 'ms')),
    pool('both', miss('latency', 20, 22, 'ms'), miss('green_share', 0.8, 0.5, 'share')),
  ]);
  it('count the pools each excludes, and those it alone excludes: latency 4 and 3, green share 1 and 0', () => {
    expect(groups.map(({ constraint, pools, onlyThis }) => [constraint, pools.length, onlyThis])).toEqual([
      ['latency', 4, 3],
      ['green_share', 1, 0],
    ]);
  });
  it('put the pools one concession away first, the nearest of them on top, the unknown last', () => {
    expect(groups[0]?.pools.map((row) => row.pool.name)).toEqual(['near', 'far', 'unknown', 'both']);
  });
});
