import { and, count, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { accounts, leases, poolHours } from '@/db/schema';
import type { Member } from '@/db/seed/stage';
import { amountText } from '@/lib/core/amount';
import type { Accepted } from '@/lib/services/orders/accept-quote';

/** The cards of the pool that everybody wants. */
export const CARDS = 8;
const LOSING = new Set(['capacity_gone', 'insufficient_funds']);

/** What came of one buyer's acceptance. */
export interface Attempt {
  readonly buyer: Member;
  readonly cards: number;
  readonly won: Accepted | null;
  /** The refusal's code; null for winners and for anything that isn't a refusal. */
  readonly refusal: string | null;
}

/** What each organization has held, micros. */
export const heldBy = async (
  db: Database,
  organizationIds: readonly string[],
): Promise<Map<string, bigint>> => {
  const rows = await db.asEngine((tx) =>
    tx
      .select({ id: accounts.organizationId, micros: accounts.balanceMicros })
      .from(accounts)
      .where(and(inArray(accounts.organizationId, [...organizationIds]), eq(accounts.kind, 'held'))),
  );
  return new Map(rows.flatMap((row) => (row.id === null ? [] : [[row.id, row.micros]])));
};

/** Reserved and leased card-hours of a pool, and by how many an hour is oversold at most. */
export const soldOf = (db: Database, poolId: string) =>
  db.asEngine(async (tx) => {
    const [hours] = await tx
      .select({
        reserved: sql<number>`sum(${poolHours.reservedCards})::integer`,
        over: sql<number>`max(${poolHours.reservedCards} - ${poolHours.offeredCards})::integer`,
      })
      .from(poolHours)
      .where(eq(poolHours.poolId, poolId));
    const [leased] = await tx.execute<{ cards: number }>(
      sql`select coalesce(sum(cards), 0)::integer as cards from lease_hours where pool_id = ${poolId}`,
    );
    const [sales] = await tx.select({ leases: count() }).from(leases).where(eq(leases.poolId, poolId));
    return { reserved: hours?.reserved ?? 0, over: hours?.over ?? 0, leased: leased?.cards ?? 0, ...sales };
  });

/** Oversold, not sold out where a loser would have fitted, or sold otherwise than won. */
export function capacityFaults(
  sold: Awaited<ReturnType<typeof soldOf>>,
  attempts: readonly Attempt[],
  hours: number,
): string[] {
  const faults: string[] = [];
  const won = attempts.filter((one) => one.won);
  const wonCardHours = won.reduce((sum, one) => sum + one.cards * hours, 0);
  if (sold.over > 0) faults.push(`oversold by ${sold.over} cards`);
  if (sold.reserved !== wonCardHours || sold.leased !== wonCardHours)
    faults.push(`won ${wonCardHours} card-hours, reserved ${sold.reserved}, leased ${sold.leased}`);
  if (sold.leases !== won.length) faults.push(`${won.length} winners, ${sold.leases} leases`);
  const free = CARDS - sold.reserved / hours;
  const leastWanted = Math.min(
    ...attempts.flatMap((one) => (one.refusal === 'capacity_gone' ? [one.cards] : [])),
  );
  if (leastWanted <= free) faults.push(`${free} cards left, though a loser wanted ${leastWanted}`);
  return faults;
}

/** Every loser is told why, has no order and no more held than before; every winner holds what it pays. */
export async function loserFaults(
  db: Database,
  attempts: readonly Attempt[],
  before: ReadonlyMap<string, bigint>,
): Promise<string[]> {
  const ids = attempts.map((one) => one.buyer.organizationId);
  const after = await heldBy(db, ids);
  const faults: string[] = [];
  for (const { buyer, won, refusal } of attempts) {
    const id = buyer.organizationId;
    const held = (after.get(id) ?? 0n) - (before.get(id) ?? 0n);
    if (held !== (won?.payMicros ?? 0n)) faults.push(`${buyer.key} holds ${amountText(held)} more`);
    if (!won && !LOSING.has(refusal ?? '')) faults.push(`${buyer.key} was told ${refusal}`);
  }
  return faults;
}
