import { and, asc, eq, gt, gte, inArray, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Tx } from '@/db/client';
import { marketSettings, orders, organizations, poolHours, pools } from '@/db/schema';
import { BOOK_FORMAT, type Book, type BookPool, type CapRow } from '@/lib/clearing/book';
import { assert } from '@/lib/core/assert';
import { type Hour, hourStart } from '@/lib/core/hours';
import { bookNumber, bookOrder, controlOf } from './book-order';
import { type GivenBack, NOTHING_GIVEN_BACK } from './given-back';

/** What the book's rows stood at when they were read: equal sums of versions mean that nothing moved. */
export interface BookVersions {
  readonly pools: string;
  readonly poolHours: string;
  readonly orders: string;
}

export interface LoadedBook {
  readonly book: Book;
  readonly grid: Grid;
  readonly versions: BookVersions;
}

export interface Grid {
  readonly startHour: Hour;
  readonly endHour: Hour;
}

/** Runs of one value become the value: the file stays small where a pool's rows are flat. */
const flat = (values: readonly number[]): number | number[] =>
  values.every((v) => v === values[0]) ? (values[0] ?? 0) : [...values];

/** A pool's hours as arrays in text, in order of the hour. */
interface PackedHours {
  readonly poolId: string;
  readonly hours: string;
  readonly free: string;
  readonly asks: string;
}

const packed = (column: SQL | AnyPgColumn) =>
  sql<string>`array_agg(${column} order by ${poolHours.hour})::text`;
const parts = (literal: string): string[] => literal.slice(1, -1).split(',');

/** Every pool's hours on the grid, one packed row per pool: twenty thousand rows would take ten times as long. */
const packedHours = (tx: Tx, grid: Grid): Promise<PackedHours[]> =>
  tx
    .select({
      poolId: poolHours.poolId,
      hours: packed(poolHours.hour),
      free: packed(sql`${poolHours.offeredCards} - ${poolHours.reservedCards}`),
      asks: packed(poolHours.askMicros),
    })
    .from(poolHours)
    .where(and(gte(poolHours.hour, grid.startHour), lt(poolHours.hour, grid.endHour)))
    .groupBy(poolHours.poolId);

/** One pool over the grid; hours without a row, and pools that don't sell now, have no cards. */
function bookPool(
  pool: { id: string; lotCards: number; status: string },
  row: PackedHours | undefined,
  grid: Grid,
  givenBack: ReadonlyMap<number, number> | undefined,
): BookPool {
  const hours = grid.endHour - grid.startHour;
  const cards = new Array<number>(hours).fill(0);
  const ask = new Array<number>(hours).fill(1);
  if (row) {
    const [free, asks] = [parts(row.free), parts(row.asks)];
    for (const [i, hour] of parts(row.hours).entries()) {
      const at = Number(hour) - grid.startHour;
      const back = givenBack?.get(Number(hour)) ?? 0;
      cards[at] = pool.status === 'active' ? Number(free[i]) + back : 0;
      ask[at] = bookNumber(BigInt(asks[i] ?? 0));
    }
  }
  return { id: pool.id, lotCards: pool.lotCards, cards: flat(cards), ask: flat(ask) };
}

/** The caps of pool-hours whose provider failed a lease there (S-5), of these pools, in order. */
async function readCaps(tx: Tx, grid: Grid, ofPools: ReadonlyMap<string, unknown>): Promise<CapRow[]> {
  const rows = await tx
    .select({ pool: poolHours.poolId, hour: poolHours.hour, cap: poolHours.askCapMicros })
    .from(poolHours)
    .where(
      and(
        gte(poolHours.hour, grid.startHour),
        lt(poolHours.hour, grid.endHour),
        isNotNull(poolHours.askCapMicros),
      ),
    )
    .orderBy(asc(poolHours.poolId), asc(poolHours.hour));
  return rows.flatMap(({ pool, hour, cap }) =>
    cap !== null && ofPools.has(pool) ? [{ pool, hour: hour - grid.startHour, cap: bookNumber(cap) }] : [],
  );
}

/** What a book reads of an order: of thousands of rows no column more. */
const BOOK_COLUMNS = {
  id: orders.id,
  organizationId: orders.organizationId,
  seq: orders.seq,
  shape: orders.shape,
  limitMicros: orders.limitMicros,
  earliestHour: orders.earliestHour,
  deadlineHour: orders.deadlineHour,
  options: orders.options,
  version: orders.version,
};
export type OrderForBook = Pick<typeof orders.$inferSelect, keyof typeof BOOK_COLUMNS>;

/** Open orders of organizations that may trade; a suspended one's wait outside the book. */
const openOnGrid = (grid: Grid) =>
  and(
    eq(orders.state, 'open'),
    sql`${orders.organizationId} in (select id from ${organizations} where status = 'admitted')`,
    gt(orders.deadlineHour, grid.startHour),
    lt(orders.earliestHour, grid.endHour),
  );

/**
 * The versions of everything an outcome over this grid depends on. Versions only grow, so equal sums mean equal
 * rows; orders placed since aren't in the book and don't count.
 */
export async function readVersions(tx: Tx, grid: Grid, orderIds: readonly string[]): Promise<BookVersions> {
  const [row] = await tx.execute<{ pools: string; pool_hours: string; orders: string }>(sql`
    select
      (select coalesce(sum(version), 0) || '/' || count(*) from ${pools}) || '/' ||
        (select md5(coalesce(string_agg(id, ',' order by id), '')) from ${organizations} where status <> 'admitted') as pools,
      (select coalesce(sum(version), 0) || '/' || count(*) from ${poolHours}
        where ${and(gte(poolHours.hour, grid.startHour), lt(poolHours.hour, grid.endHour))}) as pool_hours,
      (select coalesce(sum(version), 0) || '/' || count(*) from ${orders}
        where state = 'open' and id in (select jsonb_array_elements_text(${JSON.stringify(orderIds)}::jsonb))) as orders`);
  assert(row, 'book: versions');
  return { pools: row.pools, poolHours: row.pool_hours, orders: row.orders };
}

/** Whether any open order reaches into the grid: without one there is nothing to clear and no book to read. */
export async function hasOpenOrders(tx: Tx, grid: Grid): Promise<boolean> {
  const [row] = await tx.select({ id: orders.id }).from(orders).where(openOnGrid(grid)).limit(1);
  return row !== undefined;
}

/**
 * Reads the book of one round: every pool-hour of the grid and every open order that reaches into it; for an indicative
 * round also the instant trades it gives back (M-6b).
 */
export async function loadBook(
  tx: Tx,
  grid: Grid,
  givenBack: GivenBack = NOTHING_GIVEN_BACK,
): Promise<LoadedBook> {
  const [settings] = await tx.select().from(marketSettings);
  assert(settings, 'market settings');
  const open = await tx.select(BOOK_COLUMNS).from(orders).where(openOnGrid(grid)).orderBy(asc(orders.id));
  const before = await readVersions(tx, grid, []);
  const versions = {
    ...before,
    orders: `${open.reduce((sum, order) => sum + order.version, 0)}/${open.length}`,
  };
  const placed = [...open, ...givenBack.orders];
  const named = [...new Set(placed.flatMap((order) => order.options.map((option) => option.poolId)))];
  const poolRows = await tx
    .select({
      id: pools.id,
      organizationId: pools.organizationId,
      lotCards: pools.lotCards,
      status: sql<string>`case when ${organizations.status} = 'admitted' then ${pools.status} else 'suspended' end`,
    })
    .from(pools)
    .innerJoin(organizations, eq(organizations.id, pools.organizationId))
    .where(
      named.length ? or(eq(pools.status, 'active'), inArray(pools.id, named)) : eq(pools.status, 'active'),
    )
    .orderBy(asc(pools.id));
  const hoursOf = new Map((await packedHours(tx, grid)).map((row) => [row.poolId, row]));
  const control = await controlOf(tx);
  const ownerOf = new Map(poolRows.map((pool) => [pool.id, pool.organizationId]));
  const caps = await readCaps(tx, grid, ownerOf);
  const book: Book = {
    format: BOOK_FORMAT,
    startsAt: hourStart(grid.startHour).toISOString().replace('.000Z', 'Z'),
    hours: grid.endHour - grid.startHour,
    currency: settings.currency,
    pools: poolRows.map((pool) => bookPool(pool, hoursOf.get(pool.id), grid, givenBack.cards.get(pool.id))),
    orders: placed.map((order) =>
      bookOrder(order, grid, ({ poolId }) => {
        const owner = ownerOf.get(poolId);
        return owner !== undefined && control(owner) !== control(order.organizationId);
      }),
    ),
    ...(caps.length > 0 && { caps }),
  };
  return { book, grid, versions };
}
