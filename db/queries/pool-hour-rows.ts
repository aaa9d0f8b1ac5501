import { and, asc, eq, gte, lt, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { poolHours, pools } from '@/db/schema';
import type { Hour } from '@/lib/core/hours';

export type PoolHourRow = typeof poolHours.$inferSelect;

/** One pool-hour to be made or changed. */
export interface PoolHourTerms {
  readonly hour: Hour;
  readonly offeredCards: number;
  readonly askMicros: bigint;
}

export interface PoolHoursOfPool {
  readonly poolId: string;
  readonly organizationId: string;
  readonly hours: readonly PoolHourTerms[];
}

const literal = (values: readonly (string | number | bigint)[]): string => `{${values.join(',')}}`;

/** Makes the hours of many pools in one statement; hours that exist stay as they are. */
export async function insertPoolHours(tx: Tx, batch: readonly PoolHoursOfPool[]): Promise<void> {
  const at: number[] = [];
  const hours: number[] = [];
  const cards: number[] = [];
  const asks: bigint[] = [];
  batch.forEach((pool, index) => {
    for (const terms of pool.hours) {
      at.push(index + 1);
      hours.push(terms.hour);
      cards.push(terms.offeredCards);
      asks.push(terms.askMicros);
    }
  });
  if (at.length === 0) return;
  await tx.execute(sql`
    insert into ${poolHours} (pool_id, hour, organization_id, offered_cards, ask_micros)
    select owner.pool_id, made.hour, owner.organization_id, made.cards, made.ask
    from unnest(
      ${literal(batch.map((pool) => pool.poolId))}::text::text[],
      ${literal(batch.map((pool) => pool.organizationId))}::text::text[]
    ) with ordinality as owner (pool_id, organization_id, at)
    join unnest(
      ${literal(at)}::text::int[], ${literal(hours)}::text::int[],
      ${literal(cards)}::text::int[], ${literal(asks)}::text::bigint[]
    ) as made (at, hour, cards, ask) on made.at = owner.at
    order by owner.pool_id, made.hour
    on conflict (pool_id, hour) do nothing`);
}

/** A pool's hours from one on, locked in hour order, as every writer of pool-hours locks them. */
export async function lockPoolHours(tx: Tx, poolId: string, fromHour: Hour): Promise<readonly PoolHourRow[]> {
  return await tx
    .select()
    .from(poolHours)
    .where(and(eq(poolHours.poolId, poolId), gte(poolHours.hour, fromHour)))
    .orderBy(asc(poolHours.hour))
    .for('update');
}

/** Sets offered cards and ask of a pool's hours in one statement; the caller holds their locks. */
export async function updatePoolHours(
  tx: Tx,
  poolId: string,
  terms: readonly PoolHourTerms[],
): Promise<void> {
  if (terms.length === 0) return;
  await tx.execute(sql`
    update ${poolHours} set offered_cards = changed.cards, ask_micros = changed.ask
    from unnest(
      ${literal(terms.map((one) => one.hour))}::text::int[],
      ${literal(terms.map((one) => one.offeredCards))}::text::int[],
      ${literal(terms.map((one) => one.askMicros))}::text::bigint[]
    ) as changed (hour, cards, ask)
    where pool_hours.pool_id = ${poolId} and pool_hours.hour = changed.hour`);
}

/** A pool's hours in [from, to), in order. */
export async function listPoolHours(
  tx: Tx,
  poolId: string,
  from: Hour,
  to: Hour,
): Promise<readonly PoolHourRow[]> {
  return await tx
    .select()
    .from(poolHours)
    .where(and(eq(poolHours.poolId, poolId), gte(poolHours.hour, from), lt(poolHours.hour, to)))
    .orderBy(asc(poolHours.hour));
}

/** Says that many pools' hours exist up to an hour, exclusive. */
export async function markRolled(tx: Tx, poolIds: readonly string[], toHour: Hour): Promise<void> {
  await tx.execute(sql`
    update ${pools} set rolled_to_hour = ${toHour}
    where id = any(${literal(poolIds)}::text::text[]) and rolled_to_hour < ${toHour}`);
}
