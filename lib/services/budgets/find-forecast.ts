import { and, eq, sql } from 'drizzle-orm';
import { accounts, balanceForecasts } from '@/db/schema';
import { type BalanceForecast, isLow, lastsUntil } from '@/lib/ledger/forecast';
import { authorize } from '../authorize';
import type { Ctx } from '../context';

export interface ForecastView extends BalanceForecast {
  /** The money runs out within a week. */
  readonly low: boolean;
  /** When the worker wrote the pace. */
  readonly madeAt: Date;
}

/**
 * How long the organization's money lasts: what is available now at the pace the worker wrote last, so that a withdrawal or
 * a top-up counts at once; null before it first did.
 */
export async function findForecast(ctx: Ctx): Promise<ForecastView | null> {
  const organizationId = authorize(ctx, 'wallet.view');
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [row] = await tx
      .select({
        dailyMicros: balanceForecasts.dailyMicros,
        daysLookedAt: balanceForecasts.daysLookedAt,
        madeAt: balanceForecasts.eventAt,
        availableMicros: sql<bigint>`coalesce(${accounts.balanceMicros}, 0)`.mapWith(BigInt),
      })
      .from(balanceForecasts)
      .leftJoin(
        accounts,
        and(eq(accounts.organizationId, balanceForecasts.organizationId), eq(accounts.kind, 'available')),
      )
      .where(eq(balanceForecasts.organizationId, organizationId));
    if (!row) return null;
    const until = lastsUntil(row.availableMicros, row.dailyMicros, ctx.now);
    return { ...row, lastsUntil: until, low: isLow(until, ctx.now) };
  });
}
