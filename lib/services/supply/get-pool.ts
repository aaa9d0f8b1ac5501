import { and, eq, inArray, ne } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { listPoolHours, type PoolHourRow } from '@/db/queries/pool-hour-rows';
import type { PoolRow } from '@/db/queries/pool-rows';
import {
  type AskPlanRow,
  type AvailabilityRow,
  listAskPlans,
  listAvailability,
  listServiceLevels,
  type ServiceLevelRow,
} from '@/db/queries/pool-terms';
import { leases, marketSettings, publishedNodes, publishedRounds } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { firstSellableHour, type Hour, hourOf } from '@/lib/core/hours';
import { raiseFromHour } from '@/lib/market/change-ask';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { currentTerms, type MarketTermsRow } from '../market/current-terms';
import { getOwnPool } from './own-pool';

const GetPoolInput = z.strictObject({ poolId: z.string().max(40) });

export interface PoolDetails {
  readonly pool: PoolRow;
  readonly node: { readonly code: string; readonly nameEn: string; readonly nameZh: string } | null;
  /** From the running hour on. */
  readonly hours: readonly PoolHourRow[];
  readonly asks: readonly AskPlanRow[];
  readonly serviceLevels: readonly ServiceLevelRow[];
  readonly calendar: readonly AvailabilityRow[];
  /** Numbers of the rounds whose prices the hours show, by id. */
  readonly roundNumbers: ReadonlyMap<string, number>;
  readonly openLeases: number;
  readonly firstSellableHour: Hour;
  /** A raise made now counts from here on (M-2). */
  readonly raiseFromHour: Hour;
  readonly currency: string;
  readonly terms: MarketTermsRow;
}

async function roundNumbersOf(tx: Tx, hours: readonly PoolHourRow[]): Promise<ReadonlyMap<string, number>> {
  const ids = [...new Set(hours.flatMap((row) => (row.priceRoundId === null ? [] : [row.priceRoundId])))];
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: publishedRounds.id, number: publishedRounds.number })
    .from(publishedRounds)
    .where(inArray(publishedRounds.id, ids));
  return new Map(rows.map((row) => [row.id, row.number]));
}

async function countOpenLeases(tx: Tx, organizationId: string, poolId: string): Promise<number> {
  return await tx.$count(
    leases,
    and(
      eq(leases.providerOrganizationId, organizationId),
      eq(leases.poolId, poolId),
      ne(leases.state, 'ended'),
    ),
  );
}

/** One of the provider's own pools with its hours from now on and everything that shapes them. */
export async function getPool(ctx: Ctx, raw: unknown): Promise<PoolDetails> {
  const organizationId = authorize(ctx, 'pools.view');
  const { poolId } = parseInput(GetPoolInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const pool = await getOwnPool(tx, organizationId, poolId);
    const terms = await currentTerms(tx, ctx.now);
    const [settings] = await tx.select({ currency: marketSettings.currency }).from(marketSettings);
    assert(settings, 'market settings');
    const hour = hourOf(ctx.now);
    const hours = await listPoolHours(tx, poolId, hour, pool.rolledToHour);
    const [node] = await tx.select().from(publishedNodes).where(eq(publishedNodes.code, pool.nodeCode));
    return {
      pool,
      node: node ?? null,
      hours,
      asks: await listAskPlans(tx, poolId),
      serviceLevels: await listServiceLevels(tx, poolId),
      calendar: await listAvailability(tx, poolId, hour),
      roundNumbers: await roundNumbersOf(tx, hours),
      openLeases: await countOpenLeases(tx, organizationId, poolId),
      firstSellableHour: firstSellableHour(ctx.now, terms.leadMinutes),
      raiseFromHour: raiseFromHour(ctx.now, terms.askRaiseNoticeHours),
      currency: settings.currency,
      terms,
    };
  });
}
