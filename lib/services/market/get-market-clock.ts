import { desc, lte } from 'drizzle-orm';
import { publishedMarketSettings, publishedMarketTerms } from '@/db/schema/published';
import { assert } from '@/lib/core/assert';
import { hourOf } from '@/lib/core/hours';
import { nextRoundTick } from '@/lib/market/round-tick';
import type { Ctx } from '../context';

export interface MarketClock {
  /** The market's now, ISO. */
  readonly now: string;
  readonly mode: 'system' | 'manual';
  readonly purpose: 'production' | 'demo' | 'replay' | 'test';
  readonly mainRoundSeconds: number | null;
  /** When the next main round is due, ISO. */
  readonly nextRoundAt: string | null;
}

/** The market's time and pace for the frame of every screen; public. */
export async function getMarketClock(ctx: Ctx): Promise<MarketClock> {
  const [settings, terms] = await ctx.db.asPublic(async (tx) => [
    (await tx.select().from(publishedMarketSettings)).at(0),
    (
      await tx
        .select({ mainRoundSeconds: publishedMarketTerms.mainRoundSeconds })
        .from(publishedMarketTerms)
        .where(lte(publishedMarketTerms.validFromHour, hourOf(ctx.now)))
        .orderBy(desc(publishedMarketTerms.validFromHour), desc(publishedMarketTerms.version))
        .limit(1)
    ).at(0),
  ]);
  assert(settings, 'T-1', { missing: 'market_settings' });
  return {
    now: ctx.now.toISOString(),
    mode: settings.clock,
    purpose: settings.purpose,
    mainRoundSeconds: terms?.mainRoundSeconds ?? null,
    nextRoundAt: terms ? nextRoundTick(ctx.now, terms.mainRoundSeconds).toISOString() : null,
  };
}
