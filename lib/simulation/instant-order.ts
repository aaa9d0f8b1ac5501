import type { BookOrder } from '@/lib/clearing/book';
import { cheapestFill, type Fill, type PoolSheet } from '@/lib/clearing/cheapest-fill';
import { instantCards } from '@/lib/market/instant-cards';
import { instantOf } from './day';
import type { DayMarket } from './day-market';
import type { Protections } from './policy';

/**
 * The cheapest fill an instant order may take at a minute of the day, at the greatest of ask, last round's and last
 * indicative price (M-6), in the cards the terms leave it (M-6b); null where there is none within its limit.
 */
export function instantFill(
  market: DayMarket,
  order: BookOrder,
  minute: number,
  protections: Protections,
): Fill | null {
  const sheets = new Map(
    order.options.map(({ pool }): [string, PoolSheet] => [pool, sheetOf(market, pool, minute, protections)]),
  );
  const fill = cheapestFill(order, sheets);
  return fill && fill.cost <= order.limit ? fill : null;
}

function sheetOf(market: DayMarket, id: string, minute: number, protections: Protections): PoolSheet {
  const { hours, offered, free, fresh, asks, roundPrices, indicativePrices } = market;
  const pool = market.indexOf.get(id) ?? 0;
  const lotCards = market.pools[pool]?.lotCards ?? 1;
  const prices = new Float64Array(hours);
  const freeCards = new Int32Array(hours);
  const from = { terms: protections, now: instantOf(minute) };
  for (let hour = 0; hour < hours; hour++) {
    const at = pool * hours + hour;
    prices[hour] = Math.max(asks[at]!, roundPrices[at]!, indicativePrices[at]!);
    const offeredCards = offered[at]!;
    const reservedCards = offeredCards - free[at]!;
    freeCards[hour] = instantCards(
      { hour, offeredCards, reservedCards, heldBackCards: fresh[at]! },
      lotCards,
      from,
    );
  }
  return { lotCards, prices, freeCards };
}
