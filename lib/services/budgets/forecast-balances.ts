import { and, eq, gte, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tx } from '@/db/client';
import { accounts, balanceForecasts, entries, postings } from '@/db/schema';
import { chunksOf } from '@/lib/core/group';
import { hourOf, hourStart } from '@/lib/core/hours';
import { FORECAST_DAYS, forecastBalance } from '@/lib/ledger/forecast';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';

const ROWS_PER_INSERT = 2000;

/** Whether the forecasts of this hour stand already: the worker writes them once an hour. */
async function standThisHour(tx: Tx, now: Date): Promise<boolean> {
  const [row] = await tx
    .select({ at: balanceForecasts.eventAt })
    .from(balanceForecasts)
    .where(gte(balanceForecasts.eventAt, hourStart(hourOf(now))))
    .limit(1);
  return row !== undefined;
}

/** Every wallet with what left it for orders and leases since an instant, and when it was first ordered with. */
async function walletsSince(tx: Tx, since: Date) {
  const ordered = sql`${postings.subjectType} in ('order', 'lease')`;
  const held = alias(accounts, 'held_accounts');
  const first = alias(entries, 'first_entries');
  return tx
    .select({
      organizationId: sql<string>`${accounts.organizationId}`,
      availableMicros: accounts.balanceMicros,
      spentMicros: sql<bigint>`coalesce(-sum(${entries.amountMicros}) filter (where ${ordered}), 0)`.mapWith(
        BigInt,
      ),
      firstSpentAt: first.eventAt,
    })
    .from(accounts)
    .leftJoin(held, and(eq(held.organizationId, accounts.organizationId), eq(held.kind, 'held')))
    .leftJoin(first, and(eq(first.accountId, held.id), eq(first.version, 1n)))
    .leftJoin(
      entries,
      and(
        eq(entries.organizationId, accounts.organizationId),
        eq(entries.accountId, accounts.id),
        gte(entries.eventAt, since),
      ),
    )
    .leftJoin(postings, eq(postings.id, entries.postingId))
    .where(eq(accounts.kind, 'available'))
    .groupBy(accounts.id, first.eventAt)
    .orderBy(accounts.id);
}

/** Writes how long every wallet's money lasts, once in each hour of the market's clock; returns how many it wrote. */
export async function forecastBalances(ctx: Ctx): Promise<number> {
  authorizeEngine(ctx);
  return ctx.db.asEngine(async (tx) => {
    if (await standThisHour(tx, ctx.now)) return 0;
    const since = new Date(ctx.now.getTime() - FORECAST_DAYS * 86_400_000);
    const rows = (await walletsSince(tx, since)).map(({ organizationId, ...standing }) => ({
      organizationId,
      ...forecastBalance(standing, ctx.now),
      eventAt: ctx.now,
    }));
    for (const some of chunksOf(rows, ROWS_PER_INSERT))
      await tx
        .insert(balanceForecasts)
        .values(some)
        .onConflictDoUpdate({
          target: balanceForecasts.organizationId,
          set: {
            availableMicros: sql`excluded.available_micros`,
            dailyMicros: sql`excluded.daily_micros`,
            daysLookedAt: sql`excluded.days_looked_at`,
            lastsUntil: sql`excluded.lasts_until`,
            eventAt: sql`excluded.event_at`,
          },
        });
    return rows.length;
  });
}
