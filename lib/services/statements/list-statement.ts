import { z } from 'zod';
import { marketSettings } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { isTimeZone } from '@/lib/core/hours';
import { EVENT_KINDS, type Side, STATEMENT_ACCOUNTS, type StatementAccount } from '@/lib/ledger/event-kinds';
import { accountIdOf } from '@/lib/ledger/posting';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { readLines } from './statement-lines';
import { periodOf } from './statement-period';
import { sumLines } from './statement-sums';

const PAGE = 50;

const LocalDate = z.iso.date('format');

export const ListStatementInput = z.object({
  /** The wallet of a buyer or the earnings of a provider. */
  as: z.enum(['buyer', 'provider']),
  /** The statement's first account unless asked otherwise. */
  account: z
    .enum(['available', 'held', 'disputed', 'payable', 'in_payout', 'receivable'])
    .optional()
    .catch(undefined),
  /** Local dates, both included. */
  from: LocalDate.optional().catch(undefined),
  to: LocalDate.optional().catch(undefined),
  /** The clock by which days begin. */
  timeZone: z.string().max(60).refine(isTimeZone, 'format').default('UTC'),
  event: z.enum(EVENT_KINDS).optional().catch(undefined),
  label: z.string().trim().max(80).optional(),
  leaseId: z.string().trim().max(40).optional(),
  /** Only lines under this version of the account: where the page before ended. */
  before: z.coerce.bigint().positive().optional().catch(undefined),
  pageSize: z.coerce.number().int().min(1).max(10_000).catch(PAGE),
});

const accountOf = (side: Side, asked: string | undefined): StatementAccount =>
  STATEMENT_ACCOUNTS[side].find((kind) => kind === asked) ?? STATEMENT_ACCOUNTS[side][0];

/**
 * An account's lines of a period, newest first, with its balance before and after: opening + all lines of the period =
 * closing, and where a filter shows some of them, what the others add up to is said too (L-4). Pages go by the account's
 * version, so that a line is neither missed nor shown twice while new ones are written.
 */
export async function listStatement(ctx: Ctx, raw: unknown) {
  const organizationId = authorize(ctx, 'wallet.view');
  const input = parseInput(ListStatementInput, raw);
  const account = accountOf(input.as, input.account);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [settings] = await tx.select({ currency: marketSettings.currency }).from(marketSettings);
    assert(settings, 'market settings');
    const { currency } = settings;
    const filter = {
      organizationId,
      accountId: accountIdOf({ organizationId, kind: account, currency }),
      period: periodOf(input, input.timeZone),
      event: input.event,
      label: input.label || undefined,
      leaseId: input.leaseId || undefined,
    };
    const sums = await sumLines(tx, filter);
    const found = await readLines(tx, filter, input.before ?? null, input.pageSize + 1);
    const rows = found.slice(0, input.pageSize);
    return {
      side: input.as,
      account,
      currency,
      period: filter.period,
      rows,
      /** Where the next page begins; null on the last. */
      next: found.length > rows.length ? (rows.at(-1)?.version ?? null) : null,
      lines: sums.lines,
      openingMicros: sums.openingMicros,
      shownMicros: sums.shownMicros,
      /** Of the period, but not shown. */
      otherMicros: sums.periodMicros - sums.shownMicros,
      closingMicros: sums.openingMicros + sums.periodMicros,
    };
  });
}
export type Statement = Awaited<ReturnType<typeof listStatement>>;
