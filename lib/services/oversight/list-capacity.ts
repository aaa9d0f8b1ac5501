import { count, eq, sql } from 'drizzle-orm';
import { pools } from '@/db/schema';
import {
  type CapacityRow,
  type CapacityTotal,
  capacityByRegionAndVendor,
  capacityTotal,
} from '@/lib/oversight/capacity';
import { denseTflopsOf, vendorOf } from '@/lib/oversight/dense-rate';
import type { Ctx } from '../context';
import { asOverseer } from './as-overseer';

export interface Capacity {
  /** By region and vendor, in that order. */
  readonly rows: readonly CapacityRow[];
  readonly total: CapacityTotal;
  /** Pools in scope that are listed and don't sell now, by status; they aren't in the rows. */
  readonly otherPools: Readonly<Record<string, number>>;
}

/** Cards and dense PFLOP/s of the active pools in scope, by region and chip vendor (O-3). */
export async function listCapacity(ctx: Ctx): Promise<Capacity> {
  return asOverseer(ctx, async (tx) => {
    const active = await tx
      .select({ region: pools.region, chip: pools.chip, cards: pools.cards })
      .from(pools)
      .where(eq(pools.status, 'active'));
    const others = await tx
      .select({ status: pools.status, pools: count() })
      .from(pools)
      .where(sql`${pools.status} <> 'active'`)
      .groupBy(pools.status);
    const rows = capacityByRegionAndVendor(
      active.map(({ region, chip, cards }) => ({
        region,
        cards,
        vendor: vendorOf(chip),
        denseTflops: denseTflopsOf(chip),
      })),
    );
    return {
      rows,
      total: capacityTotal(rows),
      otherPools: Object.fromEntries(others.map((row) => [row.status, row.pools])),
    };
  });
}
