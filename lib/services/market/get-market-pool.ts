import { and, asc, desc, eq, gte, inArray, lt } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import {
  publishedNodes,
  publishedPoolHours,
  publishedPools,
  publishedProviderRecords,
  publishedProviderStarts,
  publishedRounds,
  publishedServiceLevels,
} from '@/db/schema';
import { firstSellableHour, type Hour, hourOf } from '@/lib/core/hours';
import type { ProtectedFrom } from '@/lib/market/instant-cards';
import { type PriceDay, pricesByChipAndDay } from '@/lib/oversight/price-statistics';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound } from '../errors';
import { marketCurrency } from './market-currency';
import { publishedTerms } from './published-terms';
import { firstHourOfDays, listTradedCardHours } from './traded-prices';

const GetMarketPoolInput = z.strictObject({ code: z.string().trim().max(60) });
const HISTORY_DAYS = 30;
const DAYS_AHEAD = 14;

export type PublishedPool = typeof publishedPools.$inferSelect;
export type PublishedServiceLevel = typeof publishedServiceLevels.$inferSelect;
export type PublishedPoolHour = typeof publishedPoolHours.$inferSelect;
export type PublishedNode = typeof publishedNodes.$inferSelect;

export interface MarketPoolDetail {
  readonly currency: string;
  readonly pool: PublishedPool;
  readonly node: PublishedNode | null;
  /** Newest first. */
  readonly serviceLevels: readonly PublishedServiceLevel[];
  /** From the running hour, 14 days. */
  readonly hours: readonly PublishedPoolHour[];
  readonly nowHour: Hour;
  readonly firstSellableHour: Hour;
  /** What is kept for rounds now (M-6b). */
  readonly protectedFrom: ProtectedFrom;
  /** Daily prices of what this pool traded. */
  readonly prices: readonly PriceDay[];
  readonly roundNumbers: ReadonlyMap<string, number>;
  /** The provider's ended leases over all its pools; null before the first. */
  readonly record: typeof publishedProviderRecords.$inferSelect | null;
  /** How often it started within the grace it promises; null where no promise counted yet (S-5). */
  readonly starts: typeof publishedProviderStarts.$inferSelect | null;
}

async function roundNumbersOf(tx: Tx, hours: readonly PublishedPoolHour[]): Promise<Map<string, number>> {
  const ids = [...new Set(hours.flatMap((row) => row.priceRoundId ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: publishedRounds.id, number: publishedRounds.number })
    .from(publishedRounds)
    .where(inArray(publishedRounds.id, ids));
  return new Map(rows.map((row) => [row.id, row.number]));
}

/** One pool by its code with its hours ahead, service levels, price history and record; public, revoked ones included (O-1). */
export async function getMarketPool(ctx: Ctx, raw: unknown): Promise<MarketPoolDetail> {
  const code = parseInput(GetMarketPoolInput, raw).code.toUpperCase();
  const nowHour = hourOf(ctx.now);
  return ctx.db.asPublic(async (tx) => {
    const [pool] = await tx.select().from(publishedPools).where(eq(publishedPools.code, code));
    if (!pool) throw notFound();
    const terms = await publishedTerms(tx, ctx.now);
    const [node] = await tx.select().from(publishedNodes).where(eq(publishedNodes.code, pool.nodeCode));
    const hours = await tx
      .select()
      .from(publishedPoolHours)
      .where(
        and(
          eq(publishedPoolHours.poolId, pool.id),
          gte(publishedPoolHours.hour, nowHour),
          lt(publishedPoolHours.hour, nowHour + DAYS_AHEAD * 24),
        ),
      )
      .orderBy(asc(publishedPoolHours.hour));
    const serviceLevels = await tx
      .select()
      .from(publishedServiceLevels)
      .where(eq(publishedServiceLevels.poolId, pool.id))
      .orderBy(desc(publishedServiceLevels.version));
    const [record] = await tx
      .select()
      .from(publishedProviderRecords)
      .where(eq(publishedProviderRecords.organizationId, pool.organizationId));
    const [starts] = await tx
      .select()
      .from(publishedProviderStarts)
      .where(eq(publishedProviderStarts.organizationId, pool.organizationId));
    const fromHour = firstHourOfDays(ctx.now, HISTORY_DAYS);
    return {
      currency: await marketCurrency(tx),
      pool,
      node: node ?? null,
      serviceLevels,
      hours,
      nowHour,
      firstSellableHour: firstSellableHour(ctx.now, terms.leadMinutes),
      protectedFrom: { terms, now: ctx.now },
      prices: pricesByChipAndDay(await listTradedCardHours(tx, fromHour, { poolId: pool.id })),
      roundNumbers: await roundNumbersOf(tx, hours),
      record: record ?? null,
      starts: starts ?? null,
    };
  });
}
