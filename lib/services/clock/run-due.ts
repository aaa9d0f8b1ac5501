import { eq, sql } from 'drizzle-orm';
import { marketSettings } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { roundTickAt } from '@/lib/market/round-tick';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { acceptSilentDeliveries, moveDueLeases } from '../leases/run-leases';
import { currentTerms } from '../market/current-terms';
import { expireOrders } from '../orders/expire-orders';
import { type ClearedRound, clearRound } from '../rounds/clear-round';
import type { ClearEngine } from '../rounds/engine';
import { rollPoolHours } from '../supply/roll-pool-hours';
import { bookPayment, listPendingPayments } from '../wallet/book-payment';
import { lookForDue } from './look-for-due';

export interface DueDone {
  readonly leases: number;
  readonly silent: number;
  readonly expired: number;
  readonly payments: number;
  /** Null when no main round was due. */
  readonly round: ClearedRound | null;
}

/** Clears the main round of the running tick, once per tick (M-6b); null when that was done before. */
async function dueRound(ctx: Ctx, engine: ClearEngine): Promise<ClearedRound | null> {
  const due = await ctx.db.asEngine(async (tx) => {
    const terms = await currentTerms(tx, ctx.now);
    const tick = roundTickAt(ctx.now, terms.mainRoundSeconds);
    const [settings] = await tx
      .select({ last: marketSettings.roundTickAt })
      .from(marketSettings)
      .for('update');
    assert(settings, 'market settings');
    if (settings.last && settings.last >= tick) return false;
    await tx.update(marketSettings).set({ roundTickAt: tick }).where(eq(marketSettings.id, true));
    return true;
  });
  return due ? clearRound(ctx, { engine, startedBy: 'clock' }) : null;
}

/**
 * Does everything that has fallen due by `ctx.now`, in order: pool-hours roll on, leases start and end, silence
 * accepts, orders expire, payments are booked, the main round clears (T-1). Safe to run any number of times.
 */
export async function runDue(ctx: Ctx, engine: ClearEngine): Promise<DueDone> {
  authorizeEngine(ctx);
  const due = await lookForDue(ctx);
  if (due.pools) await rollPoolHours(ctx);
  const leases = due.leases ? await moveDueLeases(ctx) : 0;
  const silent = due.silences ? await acceptSilentDeliveries(ctx) : 0;
  const expired = due.orders ? await expireOrders(ctx) : 0;
  let payments = 0;
  if (due.payments)
    for (const id of await listPendingPayments(ctx)) payments += (await bookPayment(ctx, id)) ? 1 : 0;
  const round = due.round ? await dueRound(ctx, engine) : null;
  return { leases, silent, expired, payments, round };
}

/** Tells listeners (pages on the event stream) that the market's clock was served. */
export const announce = (ctx: Ctx): Promise<void> =>
  ctx.db.asEngine(async (tx) => {
    await tx.execute(
      sql`select pg_notify('market', ${JSON.stringify({ type: 'clock', now: ctx.now.toISOString() })})`,
    );
  });
