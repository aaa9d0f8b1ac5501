import { assert } from '@/lib/core/assert';
import { atHour, type Book, type BookOrder } from './book';
import { cheapestFill, type PoolSheet, type PoolSheets } from './cheapest-fill';
import type { Outcome, UnfilledReason } from './outcome';

/** What an unfilled order's job would have cost in an empty market, beside its limit; micros, null where nothing runs it. */
export interface UnfilledFigures {
  readonly reason: UnfilledReason;
  readonly limitMicros: number;
  readonly leastAtAsksMicros: number | null;
  readonly leastAtPricesMicros: number | null;
}

/** The pools an order may use as the book offers them, at the asks or at the published prices. */
function emptyMarket(book: Book, outcome: Outcome, order: BookOrder, at: 'asks' | 'prices'): PoolSheets {
  const named = new Set(order.options.map(({ pool }) => pool));
  const sheets = new Map<string, PoolSheet>();
  const prices = new Map<string, number[]>();
  const hours = Array.from({ length: book.hours }, (_, hour) => hour);
  for (const { id, lotCards = 1, cards, ask } of book.pools) {
    if (!named.has(id)) continue;
    const priced = hours.map((hour) => atHour(ask, hour));
    prices.set(id, priced);
    sheets.set(id, { lotCards, prices: priced, freeCards: hours.map((hour) => atHour(cards, hour)) });
  }
  if (at === 'prices')
    for (const { pool, hour, price } of outcome.prices) {
      const priced = prices.get(pool);
      if (priced) priced[hour] = price;
    }
  return sheets;
}

const leastCost = (order: BookOrder, sheets: PoolSheets): number | null => {
  const fill = cheapestFill(order, sheets);
  return fill && Number.isFinite(fill.cost) ? fill.cost : null;
};

/** The figures behind an unfilled order's reason (M-15); the outcome must have left the order unfilled. */
export function unfilledFigures(book: Book, outcome: Outcome, orderId: string): UnfilledFigures {
  const order = book.orders.find(({ id }) => id === orderId);
  const row = outcome.unfilled.find((unfilled) => unfilled.order === orderId);
  assert(order && row, 'M-15', { orderId });
  return {
    reason: row.reason,
    limitMicros: order.limit,
    leastAtAsksMicros: leastCost(order, emptyMarket(book, outcome, order, 'asks')),
    leastAtPricesMicros: leastCost(order, emptyMarket(book, outcome, order, 'prices')),
  };
}
