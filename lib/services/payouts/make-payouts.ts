import { and, eq, exists, gt, sql } from 'drizzle-orm';
import { accounts, channelAccounts, marketSettings } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { floorToMinorUnits } from '@/lib/ledger/minor-units';
import { payoutTickAt } from '@/lib/ledger/payout';
import { audit } from '../audit';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { eachDue } from '../each-due';
import { currentTerms } from '../market/current-terms';
import type { PaymentTools } from '../payments/channel';
import { type LoadedPayable, loadPayable } from './load-payable';
import { loadSafeguard } from './load-safeguard';
import { payOut } from './pay-out';

interface Due {
  readonly tick: Date;
  /** Providers with enough payable money that doesn't wait, and somewhere to pay it to. */
  readonly providers: ReadonlyMap<string, LoadedPayable>;
}

/** Who may be paid at the due instant that has come; null when it was served. */
function lookForPayouts(ctx: Ctx, tools: PaymentTools): Promise<Due | null> {
  return ctx.db.asEngine(async (tx) => {
    const terms = await currentTerms(tx, ctx.now);
    const [settings] = await tx.select().from(marketSettings);
    assert(settings, 'market settings');
    const tick = payoutTickAt(ctx.now, terms.payoutIntervalHours);
    if (settings.payoutTickAt && settings.payoutTickAt >= tick) return null;
    const { shortMicros } = await loadSafeguard(tx, tools);
    if (shortMicros > 0n) {
      ctx.log.error({ shortMicros: shortMicros.toString() }, 'clients’ money isn’t covered: payouts stop');
      await audit(tx, ctx, {
        verb: 'payouts.stop-payouts',
        subjectType: 'market',
        subjectId: 'market',
        facts: { tick: tick.toISOString(), short: shortMicros.toString() },
      });
      await tx.update(marketSettings).set({ payoutTickAt: tick }).where(eq(marketSettings.id, true));
      return null;
    }
    const payee = tx
      .select({ one: sql`1` })
      .from(channelAccounts)
      .where(
        and(
          eq(channelAccounts.organizationId, accounts.organizationId),
          eq(channelAccounts.role, 'payee'),
          eq(channelAccounts.state, 'enabled'),
        ),
      );
    const rows = await tx
      .select({ organizationId: accounts.organizationId })
      .from(accounts)
      .where(and(eq(accounts.kind, 'payable'), gt(accounts.balanceMicros, 0n), exists(payee)));
    const ids = rows.flatMap(({ organizationId }) => organizationId ?? []).sort();
    const payable = await loadPayable(tx, ctx.now, terms, ids);
    const enough = [...payable].filter(([, { nowMicros }]) => {
      const amountMicros = floorToMinorUnits(nowMicros, settings.currency);
      return amountMicros > 0n && amountMicros >= terms.payoutMinimumMicros;
    });
    return { tick, providers: new Map(enough) };
  });
}

/** The request id of a provider's payout at a due instant: two workers at it make one payout. */
export const scheduledRequestId = (tick: Date): string => `payout-due:${tick.toISOString()}`;

/**
 * Pays every provider that may be paid, once per due instant, each in a transaction of its own (L-6). A run that broke
 * off, or failed for one of them, is taken up again where it stopped; run twice, or by two workers, it pays nobody twice. Promises how many payouts
 * it made. When clients' money isn't covered nobody is paid at that instant, and the audit says so (L-8).
 */
export async function makePayouts(ctx: Ctx, tools: PaymentTools): Promise<number> {
  authorizeEngine(ctx);
  const due = await lookForPayouts(ctx, tools);
  if (!due) return 0;
  const requestId = scheduledRequestId(due.tick);
  let open = due.providers.size;
  const made = await eachDue(ctx, 'make-payouts', [...due.providers.keys()], async (organizationId) => {
    const payable = due.providers.get(organizationId) ?? null;
    const paid = await payOut(ctx, tools, { organizationId, requestId, payable });
    open -= 1;
    return paid.ok && paid.value.isNew;
  });
  // One that broke off is paid at this instant still, not an interval later.
  if (open > 0) return made;
  await ctx.db.asEngine((tx) =>
    tx.update(marketSettings).set({ payoutTickAt: due.tick }).where(eq(marketSettings.id, true)),
  );
  return made;
}
