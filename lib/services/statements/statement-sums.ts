import { and, eq, gte, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { accounts, entries, jobs, leases, orders, postings } from '@/db/schema';
import { isNarrowed, type LineFilter, matching, ofLease, ofOrder } from './statement-lines';

export interface LineSums {
  readonly openingMicros: bigint;
  /** All lines of the period, whatever the filter. */
  readonly periodMicros: bigint;
  readonly shownMicros: bigint;
  readonly lines: number;
}

const big = (value: ReturnType<typeof sql>) => sql<bigint>`coalesce(${value}, 0)`.mapWith(BigInt);

/**
 * What the account stood at when the period began and what its lines add up to, reckoned back from its balance over the
 * entries since then: in one statement, so of one instant, that reads nothing older than the period. An account's version
 * counts its entries (L-4).
 */
async function sumPeriod(tx: Tx, { accountId, organizationId, period: { from, to } }: LineFilter) {
  const inside = to ? sql`event_at < ${to.toISOString()}::timestamptz` : sql`true`;
  const since = from ?? to;
  const counted = tx
    .select({
      within: sql`sum(amount_micros) filter (where ${inside})`.as('within'),
      after: sql`sum(amount_micros) filter (where not ${inside})`.as('after'),
      lines: sql<number>`count(*) filter (where ${inside})::integer`.as('lines'),
      later: sql<number>`count(*) filter (where not ${inside})::integer`.as('later'),
    })
    .from(entries)
    .where(
      and(
        eq(entries.organizationId, organizationId),
        eq(entries.accountId, accountId),
        since ? gte(entries.eventAt, since) : sql`false`,
      ),
    )
    .as('counted');
  const [row] = await tx
    .select({
      balanceMicros: accounts.balanceMicros,
      version: accounts.version,
      within: big(sql`${counted.within}`),
      after: big(sql`${counted.after}`),
      lines: counted.lines,
      later: counted.later,
    })
    .from(accounts)
    .innerJoin(counted, sql`true`)
    .where(eq(accounts.id, accountId));
  if (!row) return { openingMicros: 0n, periodMicros: 0n, lines: 0 };
  const closingMicros = row.balanceMicros - row.after;
  const openingMicros = from ? closingMicros - row.within : 0n;
  return {
    openingMicros,
    periodMicros: closingMicros - openingMicros,
    lines: from ? row.lines : Number(row.version) - row.later,
  };
}

/** What the account stood at when the period began, and what its lines add up to: all of them, and those the filter keeps. */
export async function sumLines(tx: Tx, filter: LineFilter): Promise<LineSums> {
  const period = await sumPeriod(tx, filter);
  if (!isNarrowed(filter)) return { ...period, shownMicros: period.periodMicros };
  const [shown] = await tx
    .select({ micros: big(sql`sum(${entries.amountMicros})`), lines: sql<number>`count(*)::integer` })
    .from(entries)
    .innerJoin(postings, eq(postings.id, entries.postingId))
    .leftJoin(leases, ofLease)
    .leftJoin(orders, ofOrder)
    .leftJoin(jobs, eq(jobs.id, orders.jobId))
    .where(matching(filter));
  return { ...period, shownMicros: shown?.micros ?? 0n, lines: shown?.lines ?? 0 };
}
