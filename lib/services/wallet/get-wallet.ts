import { and, asc, desc, eq, getTableColumns, isNull, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { accounts, entries, holds, jobs, marketSettings, orders, payments, postings } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { accountIdOf } from '@/lib/ledger/posting';
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

type Asked = z.infer<typeof WalletInput>;

/**
 * A page of lines, newest first: those of one account in the order of their versions. The page is cut before anything is
 * joined to it, so that it reads as many entries as it shows and never the whole history.
 */
function readLines(tx: Tx, organizationId: string, currency: string, input: Asked) {
  const { kind } = input;
  const accountId = kind && accountIdOf({ organizationId, kind, currency });
  const newest = accountId
    ? [desc(entries.version)]
    : [desc(entries.eventAt), desc(entries.postingId), asc(entries.accountId)];
  const page = tx
    .select()
    .from(entries)
    .where(
      and(
        eq(entries.organizationId, organizationId),
        accountId ? eq(entries.accountId, accountId) : undefined,
      ),
    )
    .orderBy(...newest)
    .limit(input.pageSize)
    .offset((input.page - 1) * input.pageSize)
    .as('page');
  return tx
    .select({
      kind: accounts.kind,
      version: page.version,
      amountMicros: page.amountMicros,
      balanceAfterMicros: page.balanceAfterMicros,
      eventAt: page.eventAt,
      postingId: page.postingId,
      recipe: postings.recipe,
      subjectType: postings.subjectType,
      subjectId: postings.subjectId,
    })
    .from(page)
    .innerJoin(accounts, eq(accounts.id, page.accountId))
    .innerJoin(postings, eq(postings.id, page.postingId))
    .orderBy(
      ...(accountId ? [desc(page.version)] : [desc(page.eventAt), desc(page.postingId), asc(page.accountId)]),
    );
}

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
    const lines = await readLines(tx, organizationId, settings.currency, input);
    const shown = own.filter(({ kind }) => input.kind === undefined || kind === input.kind);
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
      /** An account's version counts its entries (L-4). */
      total: shown.reduce((sum, { version }) => sum + Number(version), 0),
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
