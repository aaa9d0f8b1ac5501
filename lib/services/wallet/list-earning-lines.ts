import { and, count, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { accounts, entries, leaseJobs, leases, marketSettings, postings, publishedPools } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { accountIdOf } from '@/lib/ledger/posting';
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

const ofLease = eq(leases.id, postings.subjectId);

/**
 * A page of the account's lines. It is cut before anything more is joined to it, so that it reads as many entries as it
 * shows; a pool's lines are looked for among all.
 */
function readLines(tx: Tx, accountId: string, { poolId, page, pageSize }: z.infer<typeof EarningLinesInput>) {
  const columns = getTableColumns(entries);
  const all = tx.select(columns).from(entries).$dynamic();
  const ofPool = poolId
    ? all.innerJoin(postings, eq(postings.id, entries.postingId)).innerJoin(leases, ofLease)
    : all;
  const shown = ofPool
    .where(and(eq(entries.accountId, accountId), poolId ? eq(leases.poolId, poolId) : undefined))
    .orderBy(desc(entries.version))
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .as('shown');
  return tx
    .select({
      version: shown.version,
      postingId: shown.postingId,
      eventAt: shown.eventAt,
      recipe: postings.recipe,
      leaseId: leases.id,
      jobName: leaseJobs.name,
      poolId: leases.poolId,
      poolName: publishedPools.name,
      earnedMicros: factMicros('earned'),
      feeMicros: factMicros('fee'),
      amountMicros: shown.amountMicros,
      balanceAfterMicros: shown.balanceAfterMicros,
    })
    .from(shown)
    .innerJoin(postings, eq(postings.id, shown.postingId))
    .leftJoin(leases, ofLease)
    .leftJoin(leaseJobs, eq(leaseJobs.leaseId, leases.id))
    .leftJoin(publishedPools, eq(publishedPools.id, leases.poolId))
    .orderBy(desc(shown.version));
}

/** How many lines there are: of the whole account its version, which counts its entries (L-4). */
async function countLines(tx: Tx, accountId: string, poolId: string | undefined): Promise<number> {
  if (poolId === undefined) {
    const [account] = await tx
      .select({ version: accounts.version })
      .from(accounts)
      .where(eq(accounts.id, accountId));
    return Number(account?.version ?? 0n);
  }
  const [found] = await tx
    .select({ n: count() })
    .from(entries)
    .innerJoin(postings, eq(postings.id, entries.postingId))
    .innerJoin(leases, ofLease)
    .where(and(eq(entries.accountId, accountId), eq(leases.poolId, poolId)));
  return found?.n ?? 0;
}

/** A page of the lines of a provider's payable account with running balance, newest first, each with its lease and pool. */
export async function listEarningLines(ctx: Ctx, raw: unknown) {
  const organizationId = authorize(ctx, 'wallet.view');
  const input = parseInput(EarningLinesInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [settings] = await tx.select({ currency: marketSettings.currency }).from(marketSettings);
    assert(settings, 'market settings');
    const accountId = accountIdOf({ organizationId, kind: 'payable', currency: settings.currency });
    const rows = await readLines(tx, accountId, input);
    const total = await countLines(tx, accountId, input.poolId);
    return {
      rows,
      total,
      page: input.page,
      pageSize: input.pageSize,
      currency: settings.currency,
    };
  });
}
export type EarningLine = Awaited<ReturnType<typeof listEarningLines>>['rows'][number];
