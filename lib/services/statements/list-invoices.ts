import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { entries, leases, marketSettings, organizations, postings } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { BillingMonth, boundsOf, invoiceNumber, isClosed, monthOf } from './billing-month';

export const ListInvoicesInput = z.strictObject({ as: z.enum(['buyer', 'provider']) });

/** A month's invoice in the list. */
export interface InvoiceRow {
  readonly month: BillingMonth;
  readonly number: string;
  readonly closed: boolean;
  readonly leases: number;
  readonly totalMicros: bigint;
}

/** The months in which something was charged or earned, the running one first, with their totals in micros. */
export async function listInvoices(ctx: Ctx, raw: unknown) {
  const organizationId = authorize(ctx, 'wallet.view');
  const { as: side } = parseInput(ListInvoicesInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [settings] = await tx.select({ currency: marketSettings.currency }).from(marketSettings);
    const [own] = await tx
      .select({ shortCode: organizations.shortCode })
      .from(organizations)
      .where(eq(organizations.id, organizationId));
    assert(settings && own, 'invoice: organization', { organizationId });
    const party = side === 'buyer' ? leases.buyerOrganizationId : leases.providerOrganizationId;
    const month = sql<string>`to_char(${entries.eventAt} at time zone 'UTC', 'YYYY-MM')`;
    const found = await tx
      .select({
        month,
        leases: sql<number>`count(distinct ${leases.id})::integer`,
        changeMicros: sql<bigint>`sum(${entries.amountMicros})`.mapWith(BigInt),
      })
      .from(entries)
      .innerJoin(postings, eq(postings.id, entries.postingId))
      .innerJoin(leases, eq(leases.id, postings.subjectId))
      .where(
        and(
          eq(entries.organizationId, organizationId),
          eq(postings.subjectType, 'lease'),
          eq(party, organizationId),
        ),
      )
      .groupBy(sql`1`);
    const current = monthOf(ctx.now);
    if (!found.some((row) => row.month === current))
      found.push({ month: current, leases: 0, changeMicros: 0n });
    const rows = found
      .sort((a, b) => (a.month < b.month ? 1 : -1))
      .map((row): InvoiceRow => {
        const billed = BillingMonth.parse(row.month);
        return {
          month: billed,
          number: invoiceNumber(side, own.shortCode, billed),
          closed: isClosed(boundsOf(billed), ctx.now),
          leases: row.leases,
          totalMicros: side === 'buyer' ? -row.changeMicros : row.changeMicros,
        };
      });
    return { side, currency: settings.currency, rows };
  });
}
export type Invoices = Awaited<ReturnType<typeof listInvoices>>;
