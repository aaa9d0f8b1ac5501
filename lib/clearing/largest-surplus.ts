import { atHour, type Book } from './book';
import type { Outcome } from './outcome';

/** Declared surplus (limit − cost at the asks, in micros) of the `count` filled orders with the most of it, added up (M-14). */
export function largestSurplus(book: Book, outcome: Outcome, count: number): bigint {
  const asks = new Map(book.pools.map(({ id, ask }) => [id, ask]));
  const limits = new Map(book.orders.map(({ id, limit }) => [id, limit]));
  const surpluses = outcome.trades.map(({ order, lots }) => {
    let surplus = BigInt(limits.get(order) ?? 0);
    for (const { pool, hour, hours, cards } of lots)
      for (let h = hour; h < hour + hours; h++)
        surplus -= BigInt(cards) * BigInt(atHour(asks.get(pool) ?? 0, h));
    return surplus;
  });
  surpluses.sort((a, b) => (a > b ? -1 : a < b ? 1 : 0));
  return surpluses.slice(0, count).reduce((sum, surplus) => sum + surplus, 0n);
}
