import { z } from 'zod';
import { chipByKey } from '@/lib/compute/chips';
import { type PriceDay, pricesByChipAndDay } from '@/lib/oversight/price-statistics';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound } from '../errors';
import { type LastPrice, listLastPrices } from './last-prices';
import { marketCurrency } from './market-currency';
import { firstHourOfDays, listTradedCardHours } from './traded-prices';

export const PRICE_DAYS = [7, 14, 30, 90] as const;

const ChipPricesInput = z.strictObject({
  chip: z.string().max(80).optional(),
  days: z
    .int()
    .refine((days) => PRICE_DAYS.some((one) => one === days), 'choice')
    .default(14),
});

export interface ChipPrices {
  readonly currency: string;
  readonly days: number;
  /** By chip and UTC day, in that order. */
  readonly prices: readonly PriceDay[];
  /** Of every chip traded lately, the most traded first. */
  readonly last: readonly LastPrice[];
}

/** Daily volume-weighted prices per card-hour by chip, rounds and instant trades together; public. */
export async function getChipPrices(ctx: Ctx, raw: unknown = {}): Promise<ChipPrices> {
  const { chip, days } = parseInput(ChipPricesInput, raw);
  if (chip !== undefined && !chipByKey(chip)) throw notFound();
  return ctx.db.asPublic(async (tx) => ({
    currency: await marketCurrency(tx),
    days,
    prices: pricesByChipAndDay(await listTradedCardHours(tx, firstHourOfDays(ctx.now, days), { chip })),
    last: await listLastPrices(tx, ctx.now),
  }));
}
