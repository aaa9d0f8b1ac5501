import { atHour, type Book, type BookOrder } from './book';

/** A book in figures. */
export interface BookSummary {
  readonly pools: number;
  readonly orders: number;
  readonly blocks: number;
  readonly spreads: number;
  /** Pool-hours with at least a lot free. */
  readonly poolHours: number;
  readonly cardHoursOffered: number;
  /** Each order at the option that takes least. */
  readonly cardHoursWanted: number;
  /** Σ limits. */
  readonly limitsMicros: string;
}

const leastCardHours = (order: BookOrder): number => {
  const each =
    order.shape === 'block'
      ? order.options.map(({ cards, hours }) => cards * hours)
      : order.options.map(({ cardHours }) => cardHours);
  return each.length ? Math.min(...each) : 0;
};

/** Counts what a book offers and wants. */
export function summarizeBook({ pools, orders, hours }: Book): BookSummary {
  let poolHours = 0;
  let cardHoursOffered = 0;
  for (const { cards, lotCards = 1 } of pools)
    for (let hour = 0; hour < hours; hour++) {
      const free = atHour(cards, hour);
      cardHoursOffered += free;
      if (free >= lotCards) poolHours++;
    }
  const blocks = orders.filter(({ shape }) => shape === 'block').length;
  return {
    pools: pools.length,
    orders: orders.length,
    blocks,
    spreads: orders.length - blocks,
    poolHours,
    cardHoursOffered,
    cardHoursWanted: orders.reduce((sum, order) => sum + leastCardHours(order), 0),
    limitsMicros: orders.reduce((sum, { limit }) => sum + BigInt(limit), 0n).toString(),
  };
}
