import { and, asc, count, desc, eq, getTableColumns, isNull, ne, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { accounts, entries, holds, jobs, marketSettings, orders, payments, postings } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { paymentStatus } from '../payments/payment-status';

const PAGE = 50;
/** What still moves comes first. */
const LATEST_PAYMENTS = 20;

export const WalletInput = z.object({
  /** Only lines of this account, e.g. `available`. */
  kind: z
    .enum(['available', 'held', 'disputed', 'payable', 'in_payout', 'receivable'])
    .optional()
    .catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  pageSize: z.coerce.number().int().min(1).max(10_000).catch(PAGE),
});

/** The organization's balances by account, its open holds, latest payments, and a page of its ledger lines with running balance. */
export async function getWallet(ctx: Ctx, raw: unknown) {
  const organizationId = authorize(ctx, 'wallet.view');
  const input = parseInput(WalletInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [settings] = await tx.select({ currency: marketSettings.currency }).from(marketSettings);
    assert(settings, 'market settings');
    const own = await tx
      .select()
      .from(accounts)
      .where(eq(accounts.organizationId, organizationId))
      .orderBy(asc(accounts.kind));
    const balances = new Map(own.map((account) => [account.kind, account.balanceMicros]));
    const where: SQL | undefined = and(
      eq(entries.organizationId, organizationId),
      input.kind ? eq(accounts.kind, input.kind) : undefined,
    );
    const lines = await tx
      .select({
        kind: accounts.kind,
        version: entries.version,
        amountMicros: entries.amountMicros,
        balanceAfterMicros: entries.balanceAfterMicros,
        eventAt: entries.eventAt,
        postingId: entries.postingId,
        recipe: postings.recipe,
        subjectType: postings.subjectType,
        subjectId: postings.subjectId,
      })
      .from(entries)
      .innerJoin(accounts, eq(accounts.id, entries.accountId))
      .innerJoin(postings, eq(postings.id, entries.postingId))
      .where(where)
      .orderBy(desc(entries.eventAt), desc(entries.postingId), asc(accounts.kind))
      .limit(input.pageSize)
      .offset((input.page - 1) * input.pageSize);
    const [total] = await tx
      .select({ n: count() })
      .from(entries)
      .innerJoin(accounts, eq(accounts.id, entries.accountId))
      .where(where);
    const open = await tx
      .select({ ...getTableColumns(holds), jobName: jobs.name })
      .from(holds)
      .innerJoin(orders, eq(orders.id, holds.orderId))
      .innerJoin(jobs, eq(jobs.id, orders.jobId))
      .where(and(eq(holds.organizationId, organizationId), isNull(holds.closedAt)))
      .orderBy(desc(holds.eventAt))
      .limit(PAGE);
    const paid = await tx
      .select()
      .from(payments)
      .where(and(eq(payments.organizationId, organizationId), ne(payments.kind, 'payout')))
      .orderBy(desc(sql`${payments.state} in ('pending', 'open')`), desc(payments.eventAt), desc(payments.id))
      .limit(LATEST_PAYMENTS);
    return {
      currency: settings.currency,
      balances: Object.fromEntries(balances) as Readonly<Record<string, bigint>>,
      lines,
      total: total?.n ?? 0,
      page: input.page,
      pageSize: input.pageSize,
      holds: open,
      payments: paid.map(({ bookedByPersonId: _, confirmedByPersonId: __, ...payment }) => ({
        ...payment,
        status: paymentStatus(payment),
      })),
    };
  });
}
export type Wallet = Awaited<ReturnType<typeof getWallet>>;
