import { compareIds } from '@/lib/core/ids';
import { compareProducts } from '@/lib/market/work-share';
import type { SpreadOrder } from './book';
import type { PoolSheets } from './cheapest-fill';

/** A pool-hour a spread order may use, up to `most` cards. */
export interface PoolHour {
  readonly pool: string;
  readonly hour: number;
  readonly price: number;
  readonly cardHours: number;
  readonly lotCards: number;
  readonly most: number;
}

export type SpreadTerms = Pick<SpreadOrder, 'earliest' | 'deadline' | 'options'>;

/** Beyond 1 by more than sums in floating point err, so that the exact work is whole too. */
const ENOUGH_WORK = 1.000001;
const FIRST_REACH = 1.1;
const REACH_GROWTH = 1.2;

/**
 * The first pool-hours a spread order would use, by price × cardHours, ties by pool id then hour, enough of them for
 * the whole work (all of them where all together aren't enough). `most` counts whole lots if `inLots`, else cards.
 */
export function greedyPoolHours(order: SpreadTerms, sheets: PoolSheets, inLots: boolean): PoolHour[] {
  const options = [...order.options].sort((a, b) => compareIds(a.pool, b.pool));
  const terms = { ...order, options };
  let reach = FIRST_REACH * leastKey(order, sheets);
  for (;;) {
    const found = poolHoursWithin(terms, sheets, inLots, reach);
    const work = found.within.reduce((sum, { most, cardHours }) => sum + most / cardHours, 0);
    if (work < ENOUGH_WORK && !found.complete) {
      reach *= REACH_GROWTH;
      continue;
    }
    // Found by pool id and hour, and sorting keeps the order of equals.
    return found.within.sort((a, b) => compareProducts(a.price, a.cardHours, b.price, b.cardHours));
  }
}

function leastKey(order: SpreadTerms, sheets: PoolSheets): number {
  let least = Number.POSITIVE_INFINITY;
  for (const { pool, cardHours } of order.options) {
    const prices = sheets.get(pool)?.prices;
    for (let hour = order.earliest; prices && hour < order.deadline; hour++)
      least = Math.min(least, Math.max(1, prices[hour] ?? 0) * cardHours);
  }
  return least;
}

function poolHoursWithin(order: SpreadTerms, sheets: PoolSheets, inLots: boolean, reach: number) {
  const within: PoolHour[] = [];
  let complete = true;
  for (const { pool, cardHours, maxCards } of order.options) {
    const sheet = sheets.get(pool);
    if (!sheet) continue;
    const { lotCards, prices, freeCards } = sheet;
    for (let hour = order.earliest; hour < order.deadline; hour++) {
      const price = prices[hour] ?? 0;
      const cards = Math.min(maxCards, freeCards[hour] ?? 0);
      const most = inLots ? cards - (cards % lotCards) : cards;
      if (most <= 0) continue;
      if (price * cardHours <= reach) within.push({ pool, hour, price, cardHours, lotCards, most });
      else complete = false;
    }
  }
  return { within, complete };
}
