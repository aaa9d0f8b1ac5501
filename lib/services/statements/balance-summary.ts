import { and, eq, gte, inArray, lt, or, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { Tx } from '@/db/client';
import { accounts, entries, leases, postings } from '@/db/schema';
import { sumMicros } from '@/lib/core/amount';
import { EVENT_KINDS, type EventKind, eventKindOf } from '@/lib/ledger/event-kinds';
import type { InvoiceSide, MonthBounds } from './billing-month';

/** What a side's money did in a month: opening + the changes by kind of event = closing, in micros. */
export interface BalanceSummary {
  readonly openingMicros: bigint;
  readonly changes: readonly { readonly event: EventKind; readonly micros: bigint }[];
  readonly closingMicros: bigint;
}

/** The accounts that are a side's money; what is owed is told apart by what it is owed for. */
const KINDS: Readonly<Record<InvoiceSide, readonly string[]>> = {
  buyer: ['available', 'held', 'disputed'],
  provider: ['payable'],
};

const kind = sql`split_part(${entries.accountId}, '/', 2)`;

/** What is owed to the exchange is taken off on the side it was owed on. */
function owedBy(side: InvoiceSide) {
  const byProvider = sql`coalesce(${leases.providerOrganizationId} = ${entries.organizationId}, exists (
    select 1 from ${entries} other where other.posting_id = ${entries.postingId}
      and other.account_id = ${entries.organizationId} || '/payable/' || ${entries.currency}))`;
  return side === 'buyer' ? sql`not ${byProvider}` : byProvider;
}

const total = () => sql<bigint>`coalesce(sum(${entries.amountMicros}), 0)`.mapWith(BigInt);

/** What a side's accounts stand at now. */
const standing = (tx: Tx, organizationId: string, side: InvoiceSide) =>
  tx
    .select({
      part: sql<string>`'standing'`,
      recipe: sql<string>`''`,
      micros: sql<bigint>`coalesce(sum(${accounts.balanceMicros}), 0)`.mapWith(BigInt),
    })
    .from(accounts)
    .where(and(eq(accounts.organizationId, organizationId), inArray(accounts.kind, [...KINDS[side]])));

/** What moved them since the month began, within it and after, by recipe; of what is owed, apart. */
function moved(tx: Tx, organizationId: string, side: InvoiceSide, { from, to }: MonthBounds) {
  const part = sql<string>`case when ${entries.eventAt} < ${to.toISOString()}::timestamptz then 'within' else 'after' end
    || case when ${kind} = 'receivable' then '_owed' else '' end`;
  return tx
    .select({ part, recipe: sql<string>`${postings.recipe}`, micros: total() })
    .from(entries)
    .innerJoin(postings, eq(postings.id, entries.postingId))
    .leftJoin(leases, and(eq(postings.subjectType, 'lease'), eq(leases.id, postings.subjectId)))
    .where(
      and(
        eq(entries.organizationId, organizationId),
        gte(entries.eventAt, from),
        or(inArray(kind, [...KINDS[side]]), and(eq(kind, 'receivable'), owedBy(side))),
      ),
    )
    .groupBy(sql`1, 2`);
}

/** What stood as owed when the month began. */
const owedBefore = (tx: Tx, organizationId: string, side: InvoiceSide, { from }: MonthBounds) =>
  tx
    .select({ part: sql<string>`'owed_before'`, recipe: sql<string>`''`, micros: total() })
    .from(entries)
    .innerJoin(postings, eq(postings.id, entries.postingId))
    .leftJoin(leases, and(eq(postings.subjectType, 'lease'), eq(leases.id, postings.subjectId)))
    .where(
      and(
        inArray(
          entries.accountId,
          tx
            .select({ id: accounts.id })
            .from(accounts)
            .where(and(eq(accounts.organizationId, organizationId), eq(accounts.kind, 'receivable'))),
        ),
        lt(entries.eventAt, from),
        owedBy(side),
      ),
    );

/**
 * The month's balance summary of one side: what its accounts stand at now, reckoned back over the entries since the month
 * began. One statement, so of one instant; of what is older it reads only what was owed.
 */
export async function readBalanceSummary(
  tx: Tx,
  organizationId: string,
  side: InvoiceSide,
  bounds: MonthBounds,
): Promise<BalanceSummary> {
  const rows = await unionAll(
    standing(tx, organizationId, side),
    moved(tx, organizationId, side, bounds),
    owedBefore(tx, organizationId, side, bounds),
  );
  const sum = (...parts: readonly string[]) =>
    sumMicros(rows.filter(({ part }) => parts.includes(part)).map(({ micros }) => micros));
  const within = rows.filter(({ part }) => part === 'within' || part === 'within_owed');
  const changes = EVENT_KINDS.map((event) => ({
    event,
    micros: sumMicros(
      within.filter(({ recipe }) => eventKindOf(recipe) === event).map(({ micros }) => micros),
    ),
  })).filter(({ micros }) => micros !== 0n);
  const openingMicros = sum('standing') - sum('within', 'after') + sum('owed_before');
  return { openingMicros, changes, closingMicros: openingMicros + sum('within', 'within_owed') };
}
