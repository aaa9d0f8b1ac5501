import { and, eq, lt, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { entries, leases, postings } from '@/db/schema';
import { EVENT_KINDS, type EventKind, eventKindOf } from '@/lib/ledger/event-kinds';
import type { InvoiceSide, MonthBounds } from './billing-month';

/** What a side's money did in a month: opening + the changes by kind of event = closing, in micros. */
export interface BalanceSummary {
  readonly openingMicros: bigint;
  readonly changes: readonly { readonly event: EventKind; readonly micros: bigint }[];
  readonly closingMicros: bigint;
}

const kind = sql`split_part(${entries.accountId}, '/', 2)`;

/**
 * A buyer's money is what it may order with, what is held and what is disputed; a provider's is what is payable. What
 * is owed to the exchange is taken off on the side it was owed on.
 */
const ofSide = (side: InvoiceSide) => {
  const owedByProvider = sql`coalesce(${leases.providerOrganizationId} = ${entries.organizationId}, exists (
    select 1 from ${entries} other where other.posting_id = ${entries.postingId}
      and other.account_id = ${entries.organizationId} || '/payable/' || ${entries.currency}))`;
  return side === 'buyer'
    ? sql`(${kind} in ('available', 'held', 'disputed') or (${kind} = 'receivable' and not ${owedByProvider}))`
    : sql`(${kind} = 'payable' or (${kind} = 'receivable' and ${owedByProvider}))`;
};

/** The month's balance summary of one side, read off its entries. */
export async function readBalanceSummary(
  tx: Tx,
  organizationId: string,
  side: InvoiceSide,
  { from, to }: MonthBounds,
): Promise<BalanceSummary> {
  const before = sql<boolean>`${entries.eventAt} < ${from.toISOString()}::timestamptz`;
  const rows = await tx
    .select({
      before,
      recipe: postings.recipe,
      micros: sql<bigint>`sum(${entries.amountMicros})`.mapWith(BigInt),
    })
    .from(entries)
    .innerJoin(postings, eq(postings.id, entries.postingId))
    .leftJoin(leases, and(eq(postings.subjectType, 'lease'), eq(leases.id, postings.subjectId)))
    .where(and(eq(entries.organizationId, organizationId), lt(entries.eventAt, to), ofSide(side)))
    .groupBy(sql`1, 2`);
  const sum = (some: typeof rows) => some.reduce((total, row) => total + row.micros, 0n);
  const changes = EVENT_KINDS.map((event) => ({
    event,
    micros: sum(rows.filter((row) => !row.before && eventKindOf(row.recipe) === event)),
  })).filter(({ micros }) => micros !== 0n);
  return { openingMicros: sum(rows.filter((row) => row.before)), changes, closingMicros: sum(rows) };
}
