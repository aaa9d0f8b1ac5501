import { and, desc, eq, inArray, isNotNull, ne, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { accounts, entries, leases, marketSettings, postings, publishedPools } from '@/db/schema';
import { sumMicros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { isTimeZone } from '@/lib/core/hours';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { currentTerms } from '../market/current-terms';

export const EarningsInput = z.strictObject({
  /** The clock by which months begin. */
  timeZone: z.string().max(60).refine(isTimeZone, 'format'),
});

const micros = (column: unknown) => sql<bigint>`coalesce(sum(${column}), 0)`.mapWith(BigInt);
const factSum = (name: 'earned' | 'fee') =>
  sql<bigint>`coalesce(sum((${postings.facts} ->> ${sql.raw(`'${name}'`)})::numeric), 0)`.mapWith(BigInt);

/** What a provider has earned: payable now, earned, fees and charges to date, what open leases may still earn, and months by pool, which add up to them. */
export async function getEarnings(ctx: Ctx, raw: unknown) {
  const organizationId = authorize(ctx, 'wallet.view');
  const { timeZone } = parseInput(EarningsInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [settings] = await tx.select({ currency: marketSettings.currency }).from(marketSettings);
    assert(settings, 'market settings');
    const balances = await tx
      .select({ kind: accounts.kind, balanceMicros: accounts.balanceMicros })
      .from(accounts)
      .where(eq(accounts.organizationId, organizationId));
    const balance = (kind: string) => balances.find((one) => one.kind === kind)?.balanceMicros ?? 0n;
    const [toDate] = await tx
      .select({
        earnedMicros: micros(leases.earnedMicros),
        feeMicros: micros(leases.feeMicros),
      })
      .from(leases)
      .where(eq(leases.providerOrganizationId, organizationId));
    const [open] = await tx
      .select({
        leases: sql<number>`count(*)::integer`,
        micros: micros(sql`${leases.priceMicros} - ${leases.earnedMicros} - ${leases.refundedMicros}`),
      })
      .from(leases)
      .where(
        and(
          eq(leases.providerOrganizationId, organizationId),
          // Of a lease its buyer left, the hours to come may still earn (S-8).
          or(ne(leases.state, 'ended'), isNotNull(leases.resaleHour)),
        ),
      );
    assert(toDate && open, 'earnings');
    const month = sql<string>`to_char(${entries.eventAt} at time zone ${timeZone}, 'YYYY-MM')`;
    const months = await tx
      .select({
        month: month.as('month'),
        poolId: publishedPools.id,
        poolName: publishedPools.name,
        leases: sql<number>`count(distinct ${leases.id})::integer`,
        earnedMicros: factSum('earned'),
        feeMicros: factSum('fee'),
        netMicros: micros(entries.amountMicros),
        /** Of the charges, what wasn't payable when they came due and so became a debt. */
        owedMicros:
          sql<bigint>`coalesce(-sum(${entries.amountMicros}) filter (where ${accounts.kind} = 'receivable'), 0)`.mapWith(
            BigInt,
          ),
      })
      .from(entries)
      .innerJoin(accounts, eq(accounts.id, entries.accountId))
      .innerJoin(postings, eq(postings.id, entries.postingId))
      .innerJoin(leases, eq(leases.id, postings.subjectId))
      .innerJoin(publishedPools, eq(publishedPools.id, leases.poolId))
      .where(
        and(
          eq(entries.organizationId, organizationId),
          // A charge beyond what is payable stands as a debt: it lessens what was earned all the same (S-5).
          inArray(accounts.kind, ['payable', 'receivable']),
          eq(postings.subjectType, 'lease'),
          eq(leases.providerOrganizationId, organizationId),
        ),
      )
      .groupBy(sql`month`, publishedPools.id, publishedPools.name)
      .orderBy(desc(sql`month`), publishedPools.name);
    const terms = await currentTerms(tx, ctx.now);
    const netMicros = sumMicros(months.map((one) => one.netMicros));
    return {
      currency: settings.currency,
      feeBps: terms.feeBps,
      payoutMinimumMicros: terms.payoutMinimumMicros,
      payableMicros: balance('payable'),
      inPayoutMicros: balance('in_payout'),
      ...toDate,
      netMicros,
      /** What the organization owes the exchange: taken first from what it earns (L-3). */
      owedMicros: -balance('receivable'),
      /** Credits and charges of all leases, also those still owed (S-5). */
      chargedMicros: toDate.earnedMicros - toDate.feeMicros - netMicros,
      openLeases: open.leases,
      /** Price of open leases not yet earned or refunded, fee included: the most they may still earn. */
      openMicros: open.micros,
      months: months.map((one) => ({
        ...one,
        /** Credits for late or missing units and charges for failing, paid or owed (S-5). */
        chargedMicros: one.earnedMicros - one.feeMicros - one.netMicros,
      })),
    };
  });
}
export type Earnings = Awaited<ReturnType<typeof getEarnings>>;
export type EarningsMonth = Earnings['months'][number];
