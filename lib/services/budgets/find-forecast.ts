import { eq } from 'drizzle-orm';
import { balanceForecasts } from '@/db/schema';
import { type BalanceForecast, isLow } from '@/lib/ledger/forecast';
import { authorize } from '../authorize';
import type { Ctx } from '../context';

export interface ForecastView extends BalanceForecast {
  /** The money runs out within a week. */
  readonly low: boolean;
  readonly madeAt: Date;
}

/** How long the organization's money lasts, as the worker wrote it last; null before it first did. */
export async function findForecast(ctx: Ctx): Promise<ForecastView | null> {
  const organizationId = authorize(ctx, 'wallet.view');
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [row] = await tx
      .select()
      .from(balanceForecasts)
      .where(eq(balanceForecasts.organizationId, organizationId));
    if (!row) return null;
    const { availableMicros, dailyMicros, daysLookedAt, lastsUntil, eventAt } = row;
    const low = isLow(lastsUntil, ctx.now);
    return { availableMicros, dailyMicros, daysLookedAt, lastsUntil, low, madeAt: eventAt };
  });
}
