import { and, asc, count, eq, gt, gte, inArray, sum } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { accounts, channelAccounts, organizations, payments } from '@/db/schema';
import { admitPayout, nextPayoutTick } from '@/lib/ledger/payout';
import { authorize } from '../authorize';
import type { Ctx } from '../context';
import { currentTerms, type MarketTermsRow } from '../market/current-terms';
import { marketCurrency } from '../market/market-currency';
import type { PaymentTools } from '../payments/channel';
import { sumGaveBack } from './account-gave-back';
import { loadPayable } from './load-payable';
import { loadSafeguard } from './load-safeguard';
import { payeeFingerprint } from './payee-fingerprint';
import { type PayeeRow, paidTo } from './payees';

const MONTH_MS = 30 * 86_400_000;

/** How many payouts stand in each state, and for how much; failed ones of the last 30 days. */
async function figures(tx: Tx, now: Date) {
  const rows = await tx
    .select({ state: payments.state, n: count(), micros: sum(payments.amountMicros) })
    .from(payments)
    .where(and(eq(payments.kind, 'payout'), inArray(payments.state, ['pending', 'open'])))
    .groupBy(payments.state);
  const [failed] = await tx
    .select({ n: count(), micros: sum(payments.amountMicros) })
    .from(payments)
    .where(
      and(
        eq(payments.kind, 'payout'),
        eq(payments.state, 'failed'),
        gte(payments.settledAt, new Date(now.getTime() - MONTH_MS)),
      ),
    );
  const figure = (row: { n: number; micros: string | null } | undefined) => ({
    payouts: row?.n ?? 0,
    micros: BigInt(row?.micros ?? 0),
  });
  return {
    waiting: figure(rows.find(({ state }) => state === 'pending')),
    onTheWay: figure(rows.find(({ state }) => state === 'open')),
    failed: figure(failed),
  };
}

/** Bank accounts that providers named and nobody has confirmed, the oldest first. */
async function payeesToDecide(tx: Tx) {
  const rows = await tx
    .select({
      organizationId: channelAccounts.organizationId,
      providerName: organizations.registeredName,
      country: organizations.country,
      bank: channelAccounts.bank,
      chosenAt: channelAccounts.chosenAt,
      restsUntil: channelAccounts.restsUntil,
      requirements: channelAccounts.requirements,
    })
    .from(channelAccounts)
    .innerJoin(organizations, eq(organizations.id, channelAccounts.organizationId))
    .where(
      and(
        eq(channelAccounts.role, 'payee'),
        eq(channelAccounts.channel, 'bank'),
        eq(channelAccounts.state, 'pending'),
      ),
    )
    .orderBy(asc(channelAccounts.chosenAt));
  return rows.map((row) => ({ ...row, fingerprint: payeeFingerprint(row) }));
}

async function payeesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, PayeeRow[]>> {
  const rows = await tx
    .select()
    .from(channelAccounts)
    .where(and(eq(channelAccounts.role, 'payee'), inArray(channelAccounts.organizationId, [...ids])));
  const latest = (row: PayeeRow) => row.chosenAt?.getTime() ?? 0;
  const byOrganization = new Map<string, PayeeRow[]>();
  for (const row of rows.toSorted((a, b) => latest(b) - latest(a)))
    byOrganization.set(row.organizationId, [...(byOrganization.get(row.organizationId) ?? []), row]);
  return byOrganization;
}

/** Every provider with payable money, the largest first: what would be paid now, or why nothing. */
async function standings(
  tx: Tx,
  ctx: Ctx,
  tools: PaymentTools,
  terms: MarketTermsRow,
  market: { readonly safeguarded: boolean; readonly currency: string },
) {
  const rows = await tx
    .select({
      organizationId: organizations.id,
      name: organizations.registeredName,
      status: organizations.status,
    })
    .from(accounts)
    .innerJoin(organizations, eq(organizations.id, accounts.organizationId))
    .where(and(eq(accounts.kind, 'payable'), gt(accounts.balanceMicros, 0n)));
  const ids = rows.map((row) => row.organizationId);
  if (ids.length === 0) return [];
  const payable = await loadPayable(tx, ctx.now, terms, ids);
  const payees = await payeesOf(tx, ids);
  const owing = await tx
    .select({ organizationId: accounts.organizationId, micros: accounts.balanceMicros })
    .from(accounts)
    .where(and(eq(accounts.kind, 'receivable'), inArray(accounts.organizationId, ids)));
  return rows
    .map((row) => {
      const own = payable.get(row.organizationId);
      const payee = paidTo(payees.get(row.organizationId) ?? [], tools);
      const owed = owing.find(({ organizationId }) => organizationId === row.organizationId);
      const admitted = admitPayout({
        status: row.status,
        safeguarded: market.safeguarded,
        owedMicros: -(owed?.micros ?? 0n),
        payee,
        payableMicros: own?.nowMicros ?? 0n,
        minimumMicros: terms.payoutMinimumMicros,
        currency: market.currency,
        now: ctx.now,
      });
      return {
        organizationId: row.organizationId,
        providerName: row.name,
        balanceMicros: own?.balanceMicros ?? 0n,
        nowMicros: own?.nowMicros ?? 0n,
        /** When the first of what waits comes free (L-6). */
        waitsUntil: own?.waits[0]?.until ?? null,
        restsUntil: payee?.restsUntil ?? null,
        /** Null: it is paid at the next due instant. */
        heldBack: admitted.ok ? null : admitted.refusal.code,
      };
    })
    .sort((a, b) => (a.balanceMicros < b.balanceMicros ? 1 : -1));
}

/** What an operator sees of payouts: the safeguard, what moves and what failed, who is held back and why, payees to look at. */
export function getPayoutDesk(ctx: Ctx, tools: PaymentTools) {
  authorize(ctx, 'money.view');
  return ctx.db.asEngine(async (tx) => {
    const terms = await currentTerms(tx, ctx.now);
    const currency = await marketCurrency(tx);
    const safeguard = await loadSafeguard(tx, tools);
    const market = { safeguarded: safeguard.shortMicros === 0n, currency };
    return {
      currency,
      safeguard,
      nextAt: nextPayoutTick(ctx.now, terms.payoutIntervalHours),
      ...(await figures(tx, ctx.now)),
      gaveBack: await sumGaveBack(tx),
      payees: await payeesToDecide(tx),
      providers: await standings(tx, ctx, tools, terms, market),
    };
  });
}
export type PayoutDesk = Awaited<ReturnType<typeof getPayoutDesk>>;

/** How many things about payouts wait for an operator: payees to look at, bank transfers to book or confirm. */
export const countPayoutTasks = (ctx: Ctx): Promise<number> => {
  authorize(ctx, 'money.view');
  return ctx.db.asEngine(async (tx) => {
    const payees = await payeesToDecide(tx);
    const [bank] = await tx
      .select({ n: count() })
      .from(payments)
      .where(and(eq(payments.kind, 'payout'), eq(payments.channel, 'bank'), eq(payments.state, 'open')));
    return payees.length + (bank?.n ?? 0);
  });
};
