import { and, asc, count, desc, eq, ilike, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { poolHours, pools } from '@/db/schema';
import type { Hour } from '@/lib/core/hours';

export type PoolRow = typeof pools.$inferSelect;

/** A provider's pool with what its hours ahead add up to, in card-hours. */
export interface PoolSummaryRow {
  readonly pool: PoolRow;
  /** Ask and last published price of the first hour that may still be sold; null where it has no row. */
  readonly askMicros: bigint | null;
  readonly priceMicros: bigint | null;
  readonly offeredDay: number;
  readonly reservedDay: number;
  readonly offeredHorizon: number;
  readonly reservedHorizon: number;
}

export const POOL_SORTS = [
  'name',
  'code',
  'chip',
  'cards',
  'region',
  'ask',
  'reserved_day',
  'reserved_horizon',
  'status',
  'listed',
] as const;
export type PoolSort = (typeof POOL_SORTS)[number];

export interface PoolFilter {
  /** Part of a name, code or site, in any case. */
  readonly text?: string;
  readonly status?: PoolRow['status'];
  readonly chip?: string;
  readonly region?: string;
}

export interface PoolOrder {
  readonly sort: PoolSort;
  readonly descending: boolean;
  readonly limit: number;
  readonly offset: number;
}

const pattern = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

function matching(organizationId: string, filter: PoolFilter): SQL | undefined {
  const text = filter.text ? pattern(filter.text) : null;
  return and(
    eq(pools.organizationId, organizationId),
    filter.status ? eq(pools.status, filter.status) : undefined,
    filter.chip ? eq(pools.chip, filter.chip) : undefined,
    filter.region ? eq(pools.region, filter.region) : undefined,
    text ? or(ilike(pools.name, text), ilike(pools.code, text), ilike(pools.site, text)) : undefined,
  );
}

/** Sums of a provider's hours from the first sellable one, per pool: the next 24, and all that exist. */
const hoursAhead = (tx: Tx, organizationId: string, firstHour: Hour) =>
  tx
    .select({
      poolId: poolHours.poolId,
      askMicros: sql<
        bigint | null
      >`max(${poolHours.askMicros}) filter (where ${poolHours.hour} = ${firstHour})`.as('ask_first'),
      priceMicros: sql<
        bigint | null
      >`max(${poolHours.priceMicros}) filter (where ${poolHours.hour} = ${firstHour})`.as('price_first'),
      offeredDay:
        sql<string>`sum(${poolHours.offeredCards}) filter (where ${poolHours.hour} < ${firstHour + 24})`.as(
          'offered_day',
        ),
      reservedDay:
        sql<string>`sum(${poolHours.reservedCards}) filter (where ${poolHours.hour} < ${firstHour + 24})`.as(
          'reserved_day',
        ),
      offeredHorizon: sql<string>`sum(${poolHours.offeredCards})`.as('offered_horizon'),
      reservedHorizon: sql<string>`sum(${poolHours.reservedCards})`.as('reserved_horizon'),
    })
    .from(poolHours)
    .where(and(eq(poolHours.organizationId, organizationId), sql`${poolHours.hour} >= ${firstHour}`))
    .groupBy(poolHours.poolId)
    .as('hours_ahead');

const big = (value: bigint | string | null): bigint | null => (value === null ? null : BigInt(value));

/** A page of a provider's own pools with their hours ahead, and how many match in all. */
export async function findPoolSummaries(
  tx: Tx,
  organizationId: string,
  firstHour: Hour,
  filter: PoolFilter,
  order: PoolOrder,
): Promise<{ readonly rows: readonly PoolSummaryRow[]; readonly total: number }> {
  const ahead = hoursAhead(tx, organizationId, firstHour);
  const columns: Readonly<Record<PoolSort, SQL>> = {
    name: sql`lower(${pools.name})`,
    code: sql`${pools.code}`,
    chip: sql`${pools.chip}`,
    cards: sql`${pools.cards}`,
    region: sql`${pools.region}`,
    ask: sql`${ahead.askMicros}`,
    reserved_day: sql`${ahead.reservedDay}::numeric / nullif(${ahead.offeredDay}, 0)`,
    reserved_horizon: sql`${ahead.reservedHorizon}::numeric / nullif(${ahead.offeredHorizon}, 0)`,
    status: sql`${pools.status}`,
    listed: sql`${pools.eventAt}`,
  };
  const by = columns[order.sort];
  const where = matching(organizationId, filter);
  const rows = await tx
    .select({
      pool: pools,
      askMicros: ahead.askMicros,
      priceMicros: ahead.priceMicros,
      offeredDay: ahead.offeredDay,
      reservedDay: ahead.reservedDay,
      offeredHorizon: ahead.offeredHorizon,
      reservedHorizon: ahead.reservedHorizon,
    })
    .from(pools)
    .leftJoin(ahead, eq(ahead.poolId, pools.id))
    .where(where)
    .orderBy(order.descending ? sql`${by} desc nulls last` : sql`${by} asc nulls last`, asc(pools.id))
    .limit(order.limit)
    .offset(order.offset);
  const [counted] = await tx.select({ total: count() }).from(pools).where(where);
  return {
    total: counted?.total ?? 0,
    rows: rows.map((row) => ({
      pool: row.pool,
      askMicros: big(row.askMicros),
      priceMicros: big(row.priceMicros),
      offeredDay: Number(row.offeredDay ?? 0),
      reservedDay: Number(row.reservedDay ?? 0),
      offeredHorizon: Number(row.offeredHorizon ?? 0),
      reservedHorizon: Number(row.reservedHorizon ?? 0),
    })),
  };
}

/** A provider's own pool, or null; `lock` keeps other changes of it out until the transaction ends. */
export async function findOwnPool(
  tx: Tx,
  organizationId: string,
  poolId: string,
  lock: 'read' | 'lock' = 'read',
): Promise<PoolRow | null> {
  const query = tx
    .select()
    .from(pools)
    .where(and(eq(pools.id, poolId), eq(pools.organizationId, organizationId)));
  const [row] = lock === 'lock' ? await query.for('update') : await query;
  return row ?? null;
}

/** The chips and regions a provider has pools of, for the filters of its list. */
export async function listPoolFacets(
  tx: Tx,
  organizationId: string,
): Promise<{ readonly chips: readonly string[]; readonly regions: readonly string[] }> {
  const rows = await tx
    .selectDistinct({ chip: pools.chip, region: pools.region })
    .from(pools)
    .where(eq(pools.organizationId, organizationId))
    .orderBy(desc(pools.chip));
  return {
    chips: [...new Set(rows.map((row) => row.chip))].sort(),
    regions: [...new Set(rows.map((row) => row.region))].sort(),
  };
}
