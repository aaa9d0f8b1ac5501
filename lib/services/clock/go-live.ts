import { eq } from 'drizzle-orm';
import { marketSettings, marketTerms } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { hourOf } from '@/lib/core/hours';
import { nextRoundTick, roundTickAt } from '@/lib/market/round-tick';
import { audit } from '../audit';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith } from '../errors';
import { currentTerms } from '../market/current-terms';

export interface LiveTerms {
  readonly mainRoundSeconds: number;
  readonly indicativeRoundSeconds: number;
  readonly note: string;
}

/**
 * Takes a demo market from the manual clock that made its history over to the system's, at `ctx.now`, under its next
 * terms, and marks it seeded: all at once, so a market is either whole or visibly not. Other purposes are refused
 * (`clock_fixed`), and so is an instant before the manual clock's (`clock_backwards`).
 */
export async function goLive(ctx: Ctx, live: LiveTerms): Promise<{ readonly nextRoundAt: Date }> {
  authorizeEngine(ctx);
  return ctx.db.asEngine(async (tx) => {
    const [settings] = await tx.select().from(marketSettings).for('update');
    assert(settings, 'market settings');
    if (settings.purpose !== 'demo' || settings.clock !== 'manual' || !settings.clockNow)
      return refuseWith({
        code: 'clock_fixed',
        facts: { clock: settings.clock, purpose: settings.purpose },
      });
    if (ctx.now < settings.clockNow)
      return refuseWith({
        code: 'clock_backwards',
        facts: { now: settings.clockNow.toISOString(), to: ctx.now.toISOString() },
      });
    const { createdAt: _madeAt, ...terms } = await currentTerms(tx, ctx.now);
    await tx.insert(marketTerms).values({
      ...terms,
      ...live,
      version: terms.version + 1,
      validFromHour: hourOf(ctx.now),
      eventAt: ctx.now,
    });
    await tx
      .update(marketSettings)
      .set({
        clock: 'system',
        clockNow: null,
        seededAt: ctx.now,
        roundTickAt: roundTickAt(ctx.now, live.mainRoundSeconds),
      })
      .where(eq(marketSettings.id, true));
    await audit(tx, ctx, {
      verb: 'clock.go-live',
      subjectType: 'market',
      subjectId: 'market',
      facts: { from: settings.clockNow.toISOString(), mainRoundSeconds: live.mainRoundSeconds },
    });
    return { nextRoundAt: nextRoundTick(ctx.now, live.mainRoundSeconds) };
  });
}
