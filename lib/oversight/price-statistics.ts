import type { Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { groupBy } from '@/lib/core/group';

/** Card-hours traded at one price on one day. */
export interface TradedCardHours {
  readonly chip: string;
  /** ISO date of the trade, UTC. */
  readonly day: string;
  readonly priceMicros: Micros;
  readonly cardHours: number;
}

/** Prices per card-hour of a chip on a day, weighted by card-hours, in micros. */
export interface PriceDay {
  readonly chip: string;
  readonly day: string;
  readonly cardHours: number;
  readonly valueMicros: Micros;
  readonly leastMicros: Micros;
  readonly p25Micros: Micros;
  readonly medianMicros: Micros;
  readonly p75Micros: Micros;
  readonly mostMicros: Micros;
}

/** The UTC date of an instant, `2026-11-21`. */
export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);

type Weighted = Pick<TradedCardHours, 'priceMicros' | 'cardHours'>;

const byPrice = (a: Weighted, b: Weighted): number =>
  a.priceMicros < b.priceMicros ? -1 : a.priceMicros > b.priceMicros ? 1 : 0;

/** The least price at which at least `percent` % of the card-hours traded at or below it; null without card-hours. */
export function weightedQuantile(trades: readonly Weighted[], percent: number): Micros | null {
  assert(percent >= 0 && percent <= 100, 'O-4', { percent });
  const sorted = trades.filter((trade) => trade.cardHours > 0).sort(byPrice);
  const total = sorted.reduce((sum, trade) => sum + trade.cardHours, 0);
  let passed = 0;
  for (const trade of sorted) {
    passed += trade.cardHours;
    if (passed * 100 >= total * percent) return trade.priceMicros;
  }
  return null;
}

/** Price statistics per chip and day, in that order, volume-weighted; a day without trades has no row (O-4). */
export function pricesByChipAndDay(trades: readonly TradedCardHours[]): readonly PriceDay[] {
  const groups = [...groupBy(trades, (trade) => `${trade.chip}\n${trade.day}`)];
  return groups
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, rows]) => {
      const [first] = rows;
      const at = (percent: number): Micros | null => weightedQuantile(rows, percent);
      const [least, p25, median, p75, most] = [at(0), at(25), at(50), at(75), at(100)];
      if (!first || least == null || p25 == null || median == null || p75 == null || most == null) return [];
      return [
        {
          chip: first.chip,
          day: first.day,
          cardHours: rows.reduce((sum, row) => sum + row.cardHours, 0),
          valueMicros: rows.reduce((sum, row) => sum + row.priceMicros * BigInt(row.cardHours), 0n),
          leastMicros: least,
          p25Micros: p25,
          medianMicros: median,
          p75Micros: p75,
          mostMicros: most,
        },
      ];
    });
}
