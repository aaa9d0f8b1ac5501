import { and, count, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { accounts, entries, leaseJobs, leases, marketSettings, postings, publishedPools } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';

const PAGE = 50;

export const EarningLinesInput = z.object({
  poolId: z.string().max(40).optional(),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  pageSize: z.coerce.number().int().min(1).max(10_000).catch(PAGE),
});

const factMicros = (name: 'earned' | 'fee') =>
  sql<bigint | null>`(${postings.facts} ->> ${sql.raw(`'${name}'`)})::numeric`.mapWith((value) =>
    value === null ? null : BigInt(value),
  );

/** A page of the lines of a provider's payable account with running balance, newest first, each with its lease and pool. */
export async function listEarningLines(ctx: Ctx, raw: unknown) {
  const organizationId = authorize(ctx, 'wallet.view');
  const input = parseInput(EarningLinesInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [settings] = await tx.select({ currency: marketSettings.currency }).from(marketSettings);
    assert(settings, 'market settings');
    const where = and(
      eq(entries.organizationId, organizationId),
      eq(accounts.kind, 'payable'),
      input.poolId ? eq(leases.poolId, input.poolId) : undefined,
    );
    const rows = await tx
      .select({
        version: entries.version,
        postingId: entries.postingId,
        eventAt: entries.eventAt,
        recipe: postings.recipe,
        leaseId: leases.id,
        jobName: leaseJobs.name,
        poolId: leases.poolId,
        poolName: publishedPools.name,
        earnedMicros: factMicros('earned'),
        feeMicros: factMicros('fee'),
        amountMicros: entries.amountMicros,
        balanceAfterMicros: entries.balanceAfterMicros,
      })
      .from(entries)
      .innerJoin(accounts, eq(accounts.id, entries.accountId))
      .innerJoin(postings, eq(postings.id, entries.postingId))
      .leftJoin(leases, eq(leases.id, postings.subjectId))
      .leftJoin(leaseJobs, eq(leaseJobs.leaseId, leases.id))
      .leftJoin(publishedPools, eq(publishedPools.id, leases.poolId))
      .where(where)
      .orderBy(desc(entries.version))
      .limit(input.pageSize)
      .offset((input.page - 1) * input.pageSize);
    const [total] = await tx
      .select({ n: count() })
      .from(entries)
      .innerJoin(accounts, eq(accounts.id, entries.accountId))
      .innerJoin(postings, eq(postings.id, entries.postingId))
      .leftJoin(leases, eq(leases.id, postings.subjectId))
      .where(where);
    return {
      rows,
      total: total?.n ?? 0,
      page: input.page,
      pageSize: input.pageSize,
      currency: settings.currency,
    };
  });
}
export type EarningLine = Awaited<ReturnType<typeof listEarningLines>>['rows'][number];
