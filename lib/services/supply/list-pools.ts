import { z } from 'zod';
import { findPoolSummaries, listPoolFacets, POOL_SORTS, type PoolSummaryRow } from '@/db/queries/pool-rows';
import { marketSettings } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { firstSellableHour } from '@/lib/core/hours';
import { POOL_STATUSES } from '@/lib/market/pool';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { currentTerms } from '../market/current-terms';

export const ListPoolsInput = z.strictObject({
  text: z.string().trim().max(80).optional(),
  status: z.enum(POOL_STATUSES).optional(),
  chip: z.string().max(80).optional(),
  region: z.string().max(6).optional(),
  sort: z.enum(POOL_SORTS).default('listed'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  page: z.int().min(1).max(1_000_000).default(1),
  pageSize: z.int().min(1).max(10_000).default(50),
});
export type ListPoolsInput = z.input<typeof ListPoolsInput>;

export interface PoolList {
  readonly rows: readonly PoolSummaryRow[];
  readonly total: number;
  readonly currency: string;
  readonly feeBps: number;
  /** What the provider has pools of, for filters. */
  readonly chips: readonly string[];
  readonly regions: readonly string[];
}

/** A page of the provider's own pools with what their hours ahead add up to. */
export async function listPools(ctx: Ctx, raw: unknown): Promise<PoolList> {
  const organizationId = authorize(ctx, 'pools.view');
  const { sort, direction, page, pageSize, ...filter } = parseInput(ListPoolsInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const terms = await currentTerms(tx, ctx.now);
    const [settings] = await tx.select({ currency: marketSettings.currency }).from(marketSettings);
    assert(settings, 'market settings');
    const firstHour = firstSellableHour(ctx.now, terms.leadMinutes);
    const order = { sort, descending: direction === 'desc', limit: pageSize, offset: (page - 1) * pageSize };
    const found = await findPoolSummaries(tx, organizationId, firstHour, filter, order);
    const facets = await listPoolFacets(tx, organizationId);
    return { ...found, ...facets, currency: settings.currency, feeBps: terms.feeBps };
  });
}
