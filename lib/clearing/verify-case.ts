import type { Refusal } from '@/lib/core/result';
import { atHour, type Book, type BookOrder } from './book';
import type { PoolSheet, PoolSheets } from './cheapest-fill';
import type { Lot, Outcome, OutcomeTrade, UnfilledOrder } from './outcome';

/** The rules an outcome is verified against, in the order they are tried. */
export type ClearingRule =
  | 'format'
  | 'M-15'
  | 'M-4'
  | 'M-1'
  | 'M-9'
  | 'M-10'
  | 'M-11'
  | 'M-12'
  | 'M-12c'
  | 'M-12d'
  | 'M-12b'
  | 'M-14';

/** A broken rule with its facts. */
export type Breach = Refusal<ClearingRule>;

export const breach = (code: ClearingRule, facts: Breach['facts']): Breach => ({ code, facts });

/** One pool of the book, hour by hour: what it had, what the outcome leaves, its asks and the published prices. */
export interface VerifiedPool {
  readonly id: string;
  readonly lotCards: number;
  readonly cards: Int32Array;
  readonly left: Int32Array;
  readonly asks: Float64Array;
  /** The most each hour may be priced at (S-5). */
  readonly caps: Float64Array;
  readonly prices: Float64Array;
  readonly multipliers: Float64Array;
}

export interface FilledOrder {
  readonly order: BookOrder;
  readonly trade: OutcomeTrade;
}

export interface RefusedOrder {
  readonly order: BookOrder;
  readonly row: UnfilledOrder;
}

/** A book and an outcome laid side by side for checking; plain and slow on purpose, shared with no engine. */
export interface VerifyCase {
  readonly book: Book;
  readonly outcome: Outcome;
  readonly pools: ReadonlyMap<string, VerifiedPool>;
  readonly filled: readonly FilledOrder[];
  readonly unfilled: readonly RefusedOrder[];
  /** What unfilled orders cost at the published prices in an empty market, in micros; filled in by the check of M-12b. */
  readonly pricedCosts: Map<string, number>;
}

/** Lays book and outcome side by side; `left`, `prices` and `multipliers` are filled in by the checks of M-1, M-10 and M-14. */
export function verifyCase(book: Book, outcome: Outcome): VerifyCase {
  const { hours } = book;
  const hourly = Array.from({ length: hours }, (_, hour) => hour);
  const pools = new Map<string, VerifiedPool>();
  for (const { id, lotCards = 1, cards, ask } of book.pools)
    pools.set(id, {
      id,
      lotCards,
      cards: Int32Array.from(hourly, (hour) => atHour(cards, hour)),
      left: Int32Array.from(hourly, (hour) => atHour(cards, hour)),
      asks: Float64Array.from(hourly, (hour) => atHour(ask, hour)),
      caps: new Float64Array(hours).fill(Number.POSITIVE_INFINITY),
      prices: Float64Array.from(hourly, (hour) => atHour(ask, hour)),
      multipliers: Float64Array.from(hourly, (hour) => atHour(ask, hour)),
    });
  for (const { pool, hour, cap } of book.caps ?? []) pools.get(pool)!.caps[hour] = cap;
  const orders = new Map(book.orders.map((order) => [order.id, order]));
  const filled = outcome.trades.flatMap((trade) => {
    const order = orders.get(trade.order);
    return order ? [{ order, trade }] : [];
  });
  const unfilled = outcome.unfilled.flatMap((row) => {
    const order = orders.get(row.order);
    return order ? [{ order, row }] : [];
  });
  return { book, outcome, pools, filled, unfilled, pricedCosts: new Map() };
}

/** The pools as an order sees them, with the free cards and prices picked per pool. */
export function sheetsOf(
  { pools }: VerifyCase,
  free: 'cards' | 'left',
  prices: 'asks' | 'prices' | 'multipliers',
): PoolSheets {
  const sheets = new Map<string, PoolSheet>();
  for (const pool of pools.values())
    sheets.set(pool.id, { lotCards: pool.lotCards, prices: pool[prices], freeCards: pool[free] });
  return sheets;
}

/** Runs `look` while the order's own cards count as left. */
export function withOwnCards<T>({ pools }: VerifyCase, lots: readonly Lot[], look: () => T): T {
  const give = (sign: 1 | -1) => {
    for (const { pool, hour, hours, cards } of lots)
      for (let h = hour; h < hour + hours; h++) pools.get(pool)!.left[h]! += sign * cards;
  };
  give(1);
  const seen = look();
  give(-1);
  return seen;
}

/** What lots cost, exactly. */
export function exactCost({ pools }: VerifyCase, lots: readonly Lot[], prices: 'asks' | 'prices'): bigint {
  let cost = 0n;
  for (const { pool, hour, hours, cards } of lots) {
    const row = pools.get(pool)![prices];
    for (let h = hour; h < hour + hours; h++) cost += BigInt(cards) * BigInt(row[h]!);
  }
  return cost;
}
