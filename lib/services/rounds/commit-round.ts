import { desc, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Tx } from '@/db/client';
import { passMainRound } from '@/db/queries/pass-main-round';
import { holds, orders, rounds } from '@/db/schema';
import type { Outcome } from '@/lib/clearing/outcome';
import { assert } from '@/lib/core/assert';
import { groupBy } from '@/lib/core/group';
import { audit } from '../audit';
import type { Ctx } from '../context';
import { fillOrders } from '../orders/fill-orders';
import { type BookVersions, type LoadedBook, readVersions } from './load-book';
import type { RoundRecord } from './round-record';
import { savePrices } from './save-prices';
import type { Timed } from './timed';

/** Thrown inside the commit when the book moved: the transaction rolls back and the attempt is kept with its cause. */
export class StaleBook extends Error {
  override readonly name = 'StaleBook';
  constructor(
    readonly moved: keyof BookVersions,
    readonly facts: { readonly read: string; readonly found: string },
  ) {
    super(`${moved} moved`);
  }
}

/** Refuses to commit an outcome whose book isn't the market any more. */
async function assertFresh(tx: Tx, loaded: LoadedBook): Promise<void> {
  const found = await readVersions(
    tx,
    loaded.grid,
    loaded.book.orders.map((order) => order.id),
  );
  for (const part of ['pools', 'poolHours', 'orders'] as const)
    if (found[part] !== loaded.versions[part])
      throw new StaleBook(part, { read: loaded.versions[part], found: found[part] });
}

/** One of many ids, sent as one array: a statement takes at most 65,535 parameters. */
const isOneOf = (column: AnyPgColumn, ids: readonly string[]) =>
  sql`${column} = any(${`{${ids.join(',')}}`}::text[])`;

/** Tells every order that stayed open why, and counts the round it stood for (M-7, M-15). */
async function saveReasons(tx: Tx, roundId: string, outcome: Outcome): Promise<void> {
  for (const [reason, rows] of groupBy(outcome.unfilled, (row) => row.reason))
    await tx
      .update(orders)
      .set({ lastReason: reason, lastRoundId: roundId, roundsStood: sql`${orders.roundsStood} + 1` })
      .where(
        isOneOf(
          orders.id,
          rows.map((row) => row.order),
        ),
      );
}

export interface CommittedRound {
  readonly roundId: string;
  readonly number: number;
}

/** Fills every order of the outcome at its payment exactly (M-11). */
async function saveFills(tx: Tx, ctx: Ctx, roundId: string, { outcome, hours }: RoundRecord): Promise<void> {
  const ids = [...hours.keys()];
  if (ids.length === 0) return;
  const filled = await tx.select().from(orders).where(isOneOf(orders.id, ids));
  const held = await tx.select().from(holds).where(isOneOf(holds.orderId, ids));
  const holdOf = new Map(held.map((hold) => [hold.orderId, hold]));
  const trades = await fillOrders(
    tx,
    ctx,
    filled.map((order) => ({
      order,
      hold: holdOf.get(order.id) ?? null,
      roundId,
      hours: hours.get(order.id) ?? [],
    })),
  );
  for (const { order, pay } of outcome.trades)
    assert(trades.get(order)?.payMicros === BigInt(pay), 'M-11', { order, pay });
}

export interface RoundMade {
  readonly termsVersion: number;
  readonly startedBy: 'clock' | 'operator';
  readonly timed: Timed;
}

/** Commits exactly the outcome it publishes: trades, leases, prices, holds, reasons and audit in one transaction, behind the gate. */
export async function commitRound(
  tx: Tx,
  ctx: Ctx,
  loaded: LoadedBook,
  record: RoundRecord,
  { timed, ...made }: RoundMade,
): Promise<CommittedRound> {
  await timed('freshness', () => assertFresh(tx, loaded));
  const roundId = ctx.newId('round');
  const number = await timed('record', async () => {
    const [last] = await tx
      .select({ number: rounds.number })
      .from(rounds)
      .orderBy(desc(rounds.number))
      .limit(1);
    const next = (last?.number ?? 0) + 1;
    await tx.insert(rounds).values({ ...record.row, ...made, id: roundId, number: next, eventAt: ctx.now });
    return next;
  });
  await timed('prices', async () => {
    await savePrices(tx, roundId, loaded, record.outcome);
    await passMainRound(tx, ctx.now);
  });
  await timed('fills', () => saveFills(tx, ctx, roundId, record));
  await timed('reasons', () => saveReasons(tx, roundId, record.outcome));
  const { counts, welfareMicros: welfare, boundMicros: bound } = record.row;
  await timed('audit', () =>
    audit(tx, ctx, {
      verb: 'rounds.clear-round',
      subjectType: 'round',
      subjectId: roundId,
      facts: { number, ...counts, welfare, bound },
    }),
  );
  await tx.execute(sql`select pg_notify('market', ${JSON.stringify({ type: 'round', number })})`);
  return { roundId, number };
}

/** Whether the latest committed round read the very book of this hash: then another round would change nothing. */
export async function sameAsLastBook(tx: Tx, hash: string): Promise<boolean> {
  const [last] = await tx
    .select({ hash: rounds.bookHash })
    .from(rounds)
    .orderBy(desc(rounds.number))
    .limit(1);
  return last !== undefined && last.hash === hash;
}
