import { eq } from 'drizzle-orm';
import { accounts, marketSettings } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { admitPayout, nextPayoutTick } from '@/lib/ledger/payout';
import { authorize } from '../authorize';
import type { Ctx } from '../context';
import { owedMicros } from '../ledger/receivable-stands';
import { currentTerms } from '../market/current-terms';
import type { PaymentTools } from '../payments/channel';
import { getPayable } from './get-payable';
import { loadSafeguard } from './load-safeguard';
import { listPayees, type PayeeRow, paidTo } from './payees';

/** As people are offered them. */
const PAYING = ['stripe', 'sandbox', 'bank'] as const;

const shown = (row: PayeeRow, chosen: PayeeRow | null) => ({
  channel: row.channel,
  state: row.state,
  requirements: row.requirements,
  bank: row.bank,
  restsUntil: row.restsUntil,
  chosenAt: row.chosenAt,
  /** Whether the channel has answered at all. */
  isKnown: row.externalId !== null || row.bank !== null,
  isPaidTo: row.channel === chosen?.channel,
});
export type PayeeShown = ReturnType<typeof shown>;

/**
 * A provider's payouts at a glance: where it is paid, what is payable now, what waits until when and why, and what the next
 * due instant will bring or why nothing.
 */
export async function getPayouts(ctx: Ctx, tools: PaymentTools) {
  const organizationId = authorize(ctx, 'wallet.view');
  const own = await ctx.db.asOrganization(organizationId, async (tx) => {
    const balances = await tx
      .select({ kind: accounts.kind, balanceMicros: accounts.balanceMicros })
      .from(accounts)
      .where(eq(accounts.organizationId, organizationId));
    const [settings] = await tx.select().from(marketSettings);
    assert(settings, 'market settings');
    return {
      terms: await currentTerms(tx, ctx.now),
      currency: settings.currency,
      isReal: settings.purpose === 'production',
      payees: await listPayees(tx, organizationId),
      owed: await owedMicros(tx, organizationId),
      inPayoutMicros: balances.find(({ kind }) => kind === 'in_payout')?.balanceMicros ?? 0n,
    };
  });
  const { terms, currency, payees, isReal } = own;
  const payable = await getPayable(ctx);
  const { shortMicros } = await ctx.db.asEngine((tx) => loadSafeguard(tx, tools));
  const payee = paidTo(payees, tools);
  const facts = {
    status: ctx.actor.organizationStatus ?? 'pending',
    safeguarded: shortMicros === 0n,
    owedMicros: own.owed,
    payee,
    payableMicros: payable.nowMicros,
    minimumMicros: terms.payoutMinimumMicros,
    currency,
    now: ctx.now,
  };
  return {
    currency,
    ...payable,
    inPayoutMicros: own.inPayoutMicros,
    minimumMicros: terms.payoutMinimumMicros,
    intervalHours: terms.payoutIntervalHours,
    cardPayoutDays: terms.cardPayoutDays,
    cardReserveBps: terms.cardReserveBps,
    nextAt: nextPayoutTick(ctx.now, terms.payoutIntervalHours),
    /** What a payout asked for now would bring, or the first reason against it. */
    next: admitPayout(facts),
    payees: payees.map((row) => shown(row, payee)),
    /** Channels at which this market pays; a real one knows no play money. */
    channels: PAYING.filter((name) => tools.channels[name] && !(name === 'sandbox' && isReal)),
  };
}
export type Payouts = Awaited<ReturnType<typeof getPayouts>>;
