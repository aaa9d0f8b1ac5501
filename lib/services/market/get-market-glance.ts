import { count, eq, gte, sql, sum } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { publishedPools, publishedTradeStatistics } from '@/db/schema';
import { groupBy } from '@/lib/core/group';
import { type Hour, hourOf } from '@/lib/core/hours';
import { capacityByRegionAndVendor, capacityTotal } from '@/lib/oversight/capacity';
import { denseTflopsOf, vendorOf } from '@/lib/oversight/dense-rate';
import { type PriceDay, pricesByChipAndDay } from '@/lib/oversight/price-statistics';
import type { Ctx } from '../context';
import { lastRounds, type RoundRow } from '../rounds/list-rounds';
import { getMarketClock, type MarketClock } from './get-market-clock';
import { type LastPrice, listLastPrices } from './last-prices';
import { marketCurrency } from './market-currency';
import { firstHourOfDays, listTradedCardHours } from './traded-prices';

const DAYS = 14;
const CHARTED_CHIPS = 5;

/** What was traded in an interval, rounds and instant trades together. */
export interface TradedVolume {
  readonly leases: number;
  readonly cardHours: number;
  readonly valueMicros: bigint;
}

export interface MarketGlance {
  readonly currency: string;
  readonly clock: MarketClock;
  readonly pools: number;
  readonly providers: number;
  readonly regions: number;
  readonly cards: number;
  readonly densePflops: number;
  readonly unratedCards: number;
  readonly day: TradedVolume;
  readonly fortnight: TradedVolume;
  readonly last: readonly LastPrice[];
  /** Daily prices of the chips traded most in the last 14 days, the most traded first. */
  readonly charted: readonly { readonly chip: string; readonly days: readonly PriceDay[] }[];
  readonly lastRound: RoundRow | null;
}

/** Volumes of the last 24 clock hours and of the last 14 days, the running hour included. */
async function volumes(tx: Tx, hour: Hour): Promise<{ day: TradedVolume; fortnight: TradedVolume }> {
  const { leases, cardHours, payMicros, hour: tradedIn } = publishedTradeStatistics;
  const inDay = sql`filter (where ${tradedIn} > ${hour - 24})`;
  const [row] = await tx
    .select({
      leases: sum(leases),
      cardHours: sum(cardHours),
      value: sum(payMicros),
      dayLeases: sql<string | null>`sum(${leases}) ${inDay}`,
      dayCardHours: sql<string | null>`sum(${cardHours}) ${inDay}`,
      dayValue: sql<string | null>`sum(${payMicros}) ${inDay}`,
    })
    .from(publishedTradeStatistics)
    .where(gte(tradedIn, hour - (DAYS * 24 - 1)));
  const volume = (made?: string | null, traded?: string | null, value?: string | null): TradedVolume => ({
    leases: Number(made ?? 0),
    cardHours: Number(traded ?? 0),
    valueMicros: BigInt(value ?? 0),
  });
  return {
    day: volume(row?.dayLeases, row?.dayCardHours, row?.dayValue),
    fortnight: volume(row?.leases, row?.cardHours, row?.value),
  };
}

async function offered(tx: Tx) {
  const rows = await tx
    .select({
      region: publishedPools.region,
      chip: publishedPools.chip,
      pools: count(),
      cards: sql<number>`sum(${publishedPools.cards})::integer`,
    })
    .from(publishedPools)
    .where(eq(publishedPools.status, 'active'))
    .groupBy(publishedPools.region, publishedPools.chip);
  const [who] = await tx
    .select({ providers: sql<number>`count(distinct ${publishedPools.organizationId})::integer` })
    .from(publishedPools)
    .where(eq(publishedPools.status, 'active'));
  const parts = rows.map(({ region, chip, cards }) => ({
    region,
    vendor: vendorOf(chip),
    cards,
    denseTflops: denseTflopsOf(chip),
  }));
  const total = capacityTotal(capacityByRegionAndVendor(parts));
  return {
    pools: rows.reduce((all, row) => all + row.pools, 0),
    providers: who?.providers ?? 0,
    regions: new Set(rows.map((row) => row.region)).size,
    cards: total.cards,
    densePflops: total.densePflops,
    unratedCards: total.unratedCards,
  };
}

/** Days by chip, the chips with the most card-hours first. */
function mostTraded(days: readonly PriceDay[]): MarketGlance['charted'] {
  const byChip = groupBy(days, (day) => day.chip);
  const cardHours = (of: readonly PriceDay[]) => of.reduce((all, day) => all + day.cardHours, 0);
  return [...byChip]
    .sort(([, a], [, b]) => cardHours(b) - cardHours(a))
    .slice(0, CHARTED_CHIPS)
    .map(([chip, ofChip]) => ({ chip, days: ofChip }));
}

/** The market at a glance for its front page: capacity, volume, last prices and rounds; public. */
export async function getMarketGlance(ctx: Ctx): Promise<MarketGlance> {
  const clock = await getMarketClock(ctx);
  return ctx.db.asPublic(async (tx) => ({
    currency: await marketCurrency(tx),
    clock,
    ...(await offered(tx)),
    ...(await volumes(tx, hourOf(ctx.now))),
    last: await listLastPrices(tx, ctx.now),
    charted: mostTraded(pricesByChipAndDay(await listTradedCardHours(tx, firstHourOfDays(ctx.now, DAYS)))),
    lastRound: (await lastRounds(tx, 1))[0] ?? null,
  }));
}
