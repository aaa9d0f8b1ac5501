import { and, eq, gt, min } from 'drizzle-orm';
import { deliveries, marketSettings } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { hourOf, hourStart } from '@/lib/core/hours';
import { nextRoundTick } from '@/lib/market/round-tick';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith } from '../errors';
import { currentTerms } from '../market/current-terms';
import type { PaymentTools } from '../payments/channel';
import type { ClearEngine } from '../rounds/engine';
import { type DueDone, runDue } from './run-due';

/** Sets the clock to the next instant after `now`, at most `to`, at which something falls due; promises that instant. */
async function stepClock(ctx: Ctx, now: Date, to: Date): Promise<Date> {
  return ctx.db.asEngine(async (tx) => {
    const terms = await currentTerms(tx, now);
    const [silence] = await tx
      .select({ at: min(deliveries.windowEndsAt) })
      .from(deliveries)
      .where(and(eq(deliveries.state, 'reported'), gt(deliveries.windowEndsAt, now)));
    const candidates = [nextRoundTick(now, terms.mainRoundSeconds), hourStart(hourOf(now) + 1), to];
    if (silence?.at) candidates.push(silence.at);
    const at = new Date(Math.min(...candidates.map((date) => date.getTime())));
    await tx.update(marketSettings).set({ clockNow: at }).where(eq(marketSettings.id, true));
    return at;
  });
}

/**
 * Moves a manual clock forward to an instant, through every instant at which something falls due, and runs it there
 * (T-1). Refuses on a system clock (`clock_not_manual`) and backwards (`clock_backwards`). Returns the context at `to`.
 */
export async function advance(
  ctx: Ctx,
  to: Date,
  engine: ClearEngine,
  onStep?: (at: Ctx, done: DueDone) => void,
  tools?: PaymentTools,
): Promise<Ctx> {
  authorizeEngine(ctx);
  const [settings] = await ctx.db.asEngine((tx) => tx.select().from(marketSettings));
  assert(settings, 'market settings');
  if (settings.clock !== 'manual' || !settings.clockNow)
    return refuseWith({ code: 'clock_not_manual', facts: {} });
  if (to < settings.clockNow)
    return refuseWith({
      code: 'clock_backwards',
      facts: { now: settings.clockNow.toISOString(), to: to.toISOString() },
    });
  let at: Ctx = { ...ctx, now: settings.clockNow };
  while (at.now < to) {
    at = { ...ctx, now: await stepClock(ctx, at.now, to) };
    const done = await runDue(at, engine, tools);
    onStep?.(at, done);
  }
  return at;
}
