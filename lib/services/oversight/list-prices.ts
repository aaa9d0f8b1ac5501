import { and, eq, gte, sql } from 'drizzle-orm';
import { z } from 'zod';
import { leaseHours, leases, pools } from '@/db/schema';
import { hourStart } from '@/lib/core/hours';
import { dayOf, type PriceDay, pricesByChipAndDay } from '@/lib/oversight/price-statistics';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { marketCurrency } from '../market/market-currency';
import { firstHourOfDays } from '../market/traded-prices';
import { asOverseer } from './as-overseer';

const ListPricesInput = z.strictObject({
  chip: z.string().max(80).optional(),
  days: z.int().min(1).max(92).default(14),
});

export interface OverseenPrices {
  readonly currency: string;
  /** By chip and UTC day of the trade, in that order. */
  readonly prices: readonly PriceDay[];
}

/** Daily volume-weighted prices per card-hour by chip, over the trades in scope (O-4). */
export async function listPrices(ctx: Ctx, raw: unknown = {}): Promise<OverseenPrices> {
  const { chip, days } = parseInput(ListPricesInput, raw);
  return asOverseer(ctx, async (tx) => {
    const day = sql<number>`floor(extract(epoch from ${leases.eventAt}) / 86400)::integer`;
    const rows = await tx
      .select({
        chip: pools.chip,
        day: day.as('day'),
        priceMicros: leaseHours.priceMicros,
        cardHours: sql<string>`sum(${leaseHours.cards})`,
      })
      .from(leases)
      .innerJoin(leaseHours, eq(leaseHours.leaseId, leases.id))
      .innerJoin(pools, eq(pools.id, leases.poolId))
      .where(
        and(
          gte(leases.eventAt, hourStart(firstHourOfDays(ctx.now, days))),
          chip ? eq(pools.chip, chip) : undefined,
        ),
      )
      .groupBy(pools.chip, sql`day`, leaseHours.priceMicros);
    return {
      currency: await marketCurrency(tx),
      prices: pricesByChipAndDay(
        rows.map((row) => ({
          chip: row.chip,
          day: dayOf(hourStart(row.day * 24)),
          priceMicros: row.priceMicros,
          cardHours: Number(row.cardHours),
        })),
      ),
    };
  });
}
