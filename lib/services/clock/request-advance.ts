import { z } from 'zod';
import { enqueue } from '@/db/queries/enqueue';
import { marketSettings } from '@/db/schema';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith } from '../errors';

const HOURS_MAX = 24 * 31;

export const AdvanceInput = z.strictObject({ hours: z.coerce.number().int().min(1).max(HOURS_MAX) });

/** The operator moves a manual clock on by whole hours; the worker runs everything that falls due on the way (T-1). */
export async function requestAdvance(ctx: Ctx, raw: unknown): Promise<{ readonly to: Date }> {
  authorize(ctx, 'clock.advance');
  const { hours } = parseInput(AdvanceInput, raw);
  return ctx.db.asEngine(async (tx) => {
    const [settings] = await tx.select().from(marketSettings);
    if (settings?.clock !== 'manual' || !settings.clockNow)
      return refuseWith({ code: 'clock_not_manual', facts: {} });
    const to = new Date(settings.clockNow.getTime() + hours * 3_600_000);
    await enqueue(tx, { task: 'advance-clock', payload: { to: to.toISOString() }, jobKey: 'advance-clock' });
    await audit(tx, ctx, {
      verb: 'clock.request-advance',
      subjectType: 'market',
      subjectId: 'market',
      facts: { from: settings.clockNow.toISOString(), to: to.toISOString() },
    });
    return { to };
  });
}
