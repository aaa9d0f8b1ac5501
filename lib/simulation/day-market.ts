import { atHour, type BookOrder, type BookPool } from '@/lib/clearing/book';
import type { Lot } from '@/lib/clearing/outcome';
import { assert } from '@/lib/core/assert';
import type { Day, SupplyMove } from './day';

/** The pool-hours of a simulated market at one moment: arrays are indexed pool × hours + hour. */
export interface DayMarket {
  readonly hours: number;
  readonly pools: readonly BookPool[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** Cards listed, sold or not. */
  readonly offered: Int32Array;
  readonly free: Int32Array;
  /** Cards that came free or got cheaper since the last main tick (M-6b). */
  readonly fresh: Int32Array;
  readonly asks: Float64Array;
  /** What the latest main round published, micros; the ask before the first. */
  readonly roundPrices: Float64Array;
  /** What the latest indicative round published, 0 where nothing is above the ask. */
  readonly indicativePrices: Float64Array;
}

/** The market as the day begins: its book less all that comes during the day. */
export function openMarket({ book, moves }: Day): DayMarket {
  const { pools, hours } = book;
  const size = pools.length * hours;
  const offered = Int32Array.from({ length: size }, (_, at) => {
    const pool = pools[Math.floor(at / hours)];
    return pool ? atHour(pool.cards, at % hours) : 0;
  });
  const asks = Float64Array.from({ length: size }, (_, at) => {
    const pool = pools[Math.floor(at / hours)];
    return pool ? atHour(pool.ask, at % hours) : 0;
  });
  const free = offered.slice();
  const indexOf = new Map(pools.map(({ id }, index) => [id, index]));
  for (const move of moves) {
    const base = (indexOf.get(move.pool) ?? 0) * hours;
    for (let h = 0; h < hours; h++) {
      const isMoved = h >= move.fromHour && h < move.toHour;
      if (move.cause === 'new_pool') {
        offered[base + h] = 0;
        free[base + h] = 0;
      } else if (move.cause === 'ask_cut') asks[base + h] = Math.round(asks[base + h]! * move.askBefore);
      else if (isMoved) free[base + h]! -= move.cards;
    }
  }
  return {
    hours,
    pools,
    indexOf,
    offered,
    free,
    fresh: new Int32Array(size),
    asks,
    roundPrices: asks.slice(),
    indicativePrices: new Float64Array(size),
  };
}

/** Supply moves: cards come free or asks fall to the book's, and both count as fresh until the next main tick (M-6b). */
export function moveSupply(market: DayMarket, move: SupplyMove, day: Day): void {
  const pool = market.indexOf.get(move.pool) ?? 0;
  const row = day.book.pools[pool];
  assert(row?.id === move.pool, 'simulation: unknown pool', { pool: move.pool });
  for (let h = move.fromHour; h < move.toHour; h++) {
    const at = pool * market.hours + h;
    if (move.cause === 'ask_cut') {
      market.asks[at] = atHour(row.ask, h);
      market.fresh[at] = market.free[at]!;
      continue;
    }
    const cards = move.cause === 'new_pool' ? atHour(row.cards, h) : move.cards;
    if (move.cause === 'new_pool') market.offered[at] = cards;
    market.free[at]! += cards;
    market.fresh[at]! += cards;
  }
}

/** Takes a fill's cards, which must be free (M-1). */
export function takeLots(market: DayMarket, lots: readonly Lot[]): void {
  addLots(market, market.free, lots, -1);
}

/** Adds a fill's cards to a copy of the free ones, `sign` 1, or takes them away. */
export function addLots(market: DayMarket, cards: Int32Array, lots: readonly Lot[], sign: 1 | -1): void {
  for (const { pool, hour, hours, cards: count } of lots) {
    const base = (market.indexOf.get(pool) ?? 0) * market.hours;
    for (let h = hour; h < hour + hours; h++) {
      cards[base + h]! += sign * count;
      assert(cards[base + h]! >= 0, 'M-1', { pool, hour: h });
    }
  }
}

/** An order with its window cut to the hours still for sale; null where none is left. */
export function cutWindow<Order extends BookOrder>(order: Order, firstHour: number): Order | null {
  if (order.earliest >= firstHour) return order;
  return order.deadline > firstHour ? { ...order, earliest: firstHour } : null;
}
