import { and, asc, desc, eq, gte, inArray, lt, ne, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import {
  publishedIndicativeRounds,
  publishedPoolHours,
  publishedPools,
  publishedProviderRecords,
  publishedRounds,
  publishedServiceLevels,
} from '@/db/schema';
import type { Hour } from '@/lib/core/hours';
import type { PoolFacts } from '@/lib/market/pool';
import type { PoolHourRow } from '@/lib/market/price-sheet';
import { mainRoundPassedAt } from './pass-main-round';

/** Every pool that isn't revoked, as matching sees it, with its latest service level and its provider's record. */
export async function listPoolFacts(tx: Tx): Promise<PoolFacts[]> {
  const level = tx
    .selectDistinctOn([publishedServiceLevels.poolId], {
      poolId: publishedServiceLevels.poolId,
      grade: publishedServiceLevels.grade,
      version: publishedServiceLevels.version,
      lateCreditBpsPerHour: publishedServiceLevels.lateCreditBpsPerHour,
      lateCreditCapBps: publishedServiceLevels.lateCreditCapBps,
    })
    .from(publishedServiceLevels)
    .orderBy(publishedServiceLevels.poolId, desc(publishedServiceLevels.version))
    .as('level');
  const rows = await tx
    .select({
      id: publishedPools.id,
      code: publishedPools.code,
      name: publishedPools.name,
      organizationId: publishedPools.organizationId,
      providerName: publishedPools.providerName,
      controllingGroup: publishedPools.providerControllingGroup,
      status: publishedPools.status,
      chip: publishedPools.chip,
      cards: publishedPools.cards,
      cardsPerServer: publishedPools.cardsPerServer,
      lotCards: publishedPools.lotCards,
      region: publishedPools.region,
      serverInterconnectGbs: publishedPools.serverInterconnectGbs,
      networkGbits: publishedPools.networkGbits,
      ingressMbits: publishedPools.ingressMbits,
      egressMbits: publishedPools.egressMbits,
      pue: publishedPools.pue,
      greenShare: publishedPools.greenShare,
      latencyMs: publishedPools.latencyMs,
      grade: level.grade,
      serviceLevelVersion: level.version,
      lateCreditBpsPerHour: level.lateCreditBpsPerHour,
      lateCreditCapBps: level.lateCreditCapBps,
    })
    .from(publishedPools)
    .innerJoin(level, eq(level.poolId, publishedPools.id))
    .where(ne(publishedPools.status, 'revoked'))
    .orderBy(asc(publishedPools.id));
  const records = await tx.select().from(publishedProviderRecords);
  const recordOf = new Map(records.map(({ organizationId, ...record }) => [organizationId, record]));
  return rows.map((row) => ({ ...row, record: recordOf.get(row.organizationId) ?? null }));
}

interface PackedHours {
  readonly poolId: string;
  readonly hours: string;
  readonly offered: string;
  readonly reserved: string;
  readonly asks: string;
  readonly prices: string;
  readonly indicative: string;
  readonly heldBack: string;
  /** Null where no hour has one. */
  readonly caps: string | null;
}

const packed = (column: unknown) =>
  sql<string>`array_agg(${column} order by ${publishedPoolHours.hour})::text`;
const parts = (literal: string): string[] => literal.slice(1, -1).split(',');

/**
 * The hours [fromHour, toHour) of many pools in one query, one packed row per pool: a hundred and seventy thousand
 * pool-hours arrive as text instead of as as many rows.
 */
export async function readPoolHours(
  tx: Tx,
  poolIds: readonly string[],
  fromHour: Hour,
  toHour: Hour,
): Promise<Iterable<PoolHourRow>> {
  if (poolIds.length === 0 || fromHour >= toHour) return [];
  const rows = await tx
    .select({
      poolId: publishedPoolHours.poolId,
      hours: packed(publishedPoolHours.hour),
      offered: packed(publishedPoolHours.offeredCards),
      reserved: packed(publishedPoolHours.reservedCards),
      asks: packed(publishedPoolHours.askMicros),
      prices: packed(publishedPoolHours.priceMicros),
      indicative: packed(publishedPoolHours.indicativeMicros),
      heldBack: packed(publishedPoolHours.heldBackCards),
      caps: sql<
        string | null
      >`case when count(${publishedPoolHours.askCapMicros}) > 0 then ${packed(publishedPoolHours.askCapMicros)} end`,
    })
    .from(publishedPoolHours)
    .where(
      and(
        sql`${publishedPoolHours.poolId} = any(${`{${poolIds.join(',')}}`}::text[])`,
        gte(publishedPoolHours.hour, fromHour),
        lt(publishedPoolHours.hour, toHour),
      ),
    )
    .groupBy(publishedPoolHours.poolId);
  return unpacked(rows);
}

const priceOf = (text: string | undefined): bigint | null =>
  text === undefined || text === 'NULL' ? null : BigInt(text);

function* unpacked(rows: readonly PackedHours[]): Generator<PoolHourRow> {
  for (const row of rows) {
    const hours = parts(row.hours);
    const [offered, reserved] = [parts(row.offered), parts(row.reserved)];
    const [asks, prices] = [parts(row.asks), parts(row.prices)];
    const [indicative, heldBack] = [parts(row.indicative), parts(row.heldBack)];
    const caps = row.caps === null ? [] : parts(row.caps);
    for (const [at, hour] of hours.entries())
      yield {
        poolId: row.poolId,
        hour: Number(hour),
        offeredCards: Number(offered[at]),
        reservedCards: Number(reserved[at]),
        askMicros: BigInt(asks[at] ?? 0),
        priceMicros: priceOf(prices[at]),
        indicativeMicros: priceOf(indicative[at]),
        heldBackCards: Number(heldBack[at]),
        askCapMicros: priceOf(caps[at]),
      };
  }
}

/** The rounds whose prices stand on the pool-hours. */
export interface PricedBy {
  /** The latest committed round's number; null before the first. */
  readonly roundNumber: number | null;
  /** When the latest indicative round since the latest main one ran, committed or only passed; null where none did. */
  readonly indicativeAt: string | null;
}

/** The rounds that made the prices as they stand now (M-6). */
export async function readPricedBy(tx: Tx): Promise<PricedBy> {
  const [last] = await tx
    .select({ number: publishedRounds.number })
    .from(publishedRounds)
    .orderBy(desc(publishedRounds.number))
    .limit(1);
  const passedAt = await mainRoundPassedAt(tx);
  const [indicative] = await tx
    .select({
      eventAt: publishedIndicativeRounds.eventAt,
      afterRoundNumber: publishedIndicativeRounds.afterRoundNumber,
    })
    .from(publishedIndicativeRounds)
    .orderBy(desc(publishedIndicativeRounds.eventAt))
    .limit(1);
  const roundNumber = last?.number ?? null;
  const isSince =
    indicative &&
    indicative.afterRoundNumber === roundNumber &&
    (!passedAt || indicative.eventAt >= passedAt);
  return {
    roundNumber,
    indicativeAt: isSince ? indicative.eventAt.toISOString() : null,
  };
}

/** What acceptance needs of pools as they stand: owner, group, status and lot. */
export const listPoolStandings = async (tx: Tx, poolIds: readonly string[]) =>
  tx
    .select({
      poolId: publishedPools.id,
      organizationId: publishedPools.organizationId,
      controllingGroup: publishedPools.providerControllingGroup,
      status: publishedPools.status,
      lotCards: publishedPools.lotCards,
    })
    .from(publishedPools)
    .where(inArray(publishedPools.id, [...poolIds]));
