import { sql } from 'drizzle-orm';
import { authorizeEngine } from '../authorize';
import { forecastBalances } from '../budgets/forecast-balances';
import type { Ctx } from '../context';
import { passGivenBackHours } from '../leases/pass-given-back';
import { acceptSilentDeliveries, moveDueLeases } from '../leases/run-leases';
import { fundGuaranteeDue } from '../ledger/fund-guarantee';
import { recoverDue } from '../ledger/recover';
import { buyAgainDue } from '../orders/buy-again';
import { expireOrders } from '../orders/expire-orders';
import { attemptDuePayments } from '../payments/attempt-payment';
import type { PaymentTools } from '../payments/channel';
import { SANDBOX_TOOLS } from '../payments/sandbox-channel';
import { makePayouts } from '../payouts/make-payouts';
import { retryPayees } from '../payouts/refresh-payee';
import { type ClearedRound, clearRound } from '../rounds/clear-round';
import type { ClearEngine } from '../rounds/engine';
import { rollPoolHours } from '../supply/roll-pool-hours';
import { lookForDue } from './look-for-due';

export interface DueDone {
  readonly leases: number;
  readonly silent: number;
  readonly expired: number;
  /** Effects at payment channels that were attempted. */
  readonly payments: number;
  readonly payouts: number;
  /** Null when no main round was due. */
  readonly round: ClearedRound | null;
}

export interface RunDueOptions {
  /** Payment channels are called by somebody else: no round waits for one that doesn't answer. */
  readonly channelsApart?: boolean;
}

/**
 * Does everything that has fallen due by `ctx.now`, in order: pool-hours roll on, leases start and end, silence
 * accepts, given-back hours that began are paid or return, orders expire, failed work is bought again, providers are
 * paid, payments are attempted at their channels, the main round clears, once an hour balances are forecast (T-1). Safe to
 * run any number of times: a round that broke off is due again at once, not an interval later. The clock is served by one process at a time.
 */
export async function runDue(
  ctx: Ctx,
  engine: ClearEngine,
  tools: PaymentTools = SANDBOX_TOOLS,
  { channelsApart = false }: RunDueOptions = {},
): Promise<DueDone> {
  authorizeEngine(ctx);
  const due = await lookForDue(ctx);
  if (due.pools) await rollPoolHours(ctx);
  const leases = due.leases ? await moveDueLeases(ctx) : 0;
  const silent = due.silences ? await acceptSilentDeliveries(ctx) : 0;
  if (due.givenBack) await passGivenBackHours(ctx);
  const expired = due.orders ? await expireOrders(ctx) : 0;
  // Leases that just ended may have left units to buy.
  if (due.replacements || leases > 0) await buyAgainDue(ctx);
  if (due.round) {
    await fundGuaranteeDue(ctx);
    await recoverDue(ctx);
  }
  const payouts = due.payouts ? await makePayouts(ctx, tools) : 0;
  const payments = channelsApart ? 0 : await callChannels(ctx, tools, due.payments || payouts > 0);
  const round = due.round ? await clearRound(ctx, { engine, startedBy: 'clock' }) : null;
  await forecastBalances(ctx);
  return { leases, silent, expired, payments, payouts, round };
}

async function callChannels(ctx: Ctx, tools: PaymentTools, attempts: boolean): Promise<number> {
  await retryPayees(ctx, tools);
  return attempts ? attemptDuePayments(ctx, tools) : 0;
}

/** Tells listeners (pages on the event stream) that the market's clock was served. */
export const announce = (ctx: Ctx): Promise<void> =>
  ctx.db.asEngine(async (tx) => {
    await tx.execute(
      sql`select pg_notify('market', ${JSON.stringify({ type: 'clock', now: ctx.now.toISOString() })})`,
    );
  });
