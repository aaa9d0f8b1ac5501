import { and, eq, gte, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { publishedTradedPrices } from '@/db/schema';
import { type Hour, hourOf, hourStart } from '@/lib/core/hours';
import { dayOf, type TradedCardHours } from '@/lib/oversight/price-statistics';

export interface TradedFilter {
  readonly chip?: string;
  readonly poolId?: string;
}

/** The first hour of the UTC day that lies `days` days, today included, before the end of today. */
export const firstHourOfDays = (now: Date, days: number): Hour =>
  (Math.floor(hourOf(now) / 24) - (days - 1)) * 24;

/** Card-hours traded since an hour by chip, UTC day of the trade and price: what price statistics are made of. */
export async function listTradedCardHours(
  tx: Tx,
  fromHour: Hour,
  filter: TradedFilter = {},
): Promise<TradedCardHours[]> {
  const day = sql<number>`${publishedTradedPrices.hour} / 24`;
  const conditions: (SQL | undefined)[] = [
    gte(publishedTradedPrices.hour, fromHour),
    filter.chip ? eq(publishedTradedPrices.chip, filter.chip) : undefined,
    filter.poolId ? eq(publishedTradedPrices.poolId, filter.poolId) : undefined,
  ];
  const rows = await tx
    .select({
      chip: publishedTradedPrices.chip,
      day: day.as('day'),
      priceMicros: publishedTradedPrices.priceMicros,
      cardHours: sql<string>`sum(${publishedTradedPrices.cardHours})`,
    })
    .from(publishedTradedPrices)
    .where(and(...conditions))
    .groupBy(publishedTradedPrices.chip, sql`day`, publishedTradedPrices.priceMicros);
  return rows.map((row) => ({
    chip: row.chip,
    day: dayOf(hourStart(row.day * 24)),
    priceMicros: row.priceMicros,
    cardHours: Number(row.cardHours),
  }));
}
