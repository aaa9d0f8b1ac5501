import { compareIds } from '@/lib/core/ids';
import { atHour, BOOK_BOUNDS, type Book, type BookOrder } from './book';

/**
 * A book as typed arrays, rows sorted by id so that the outcome can't depend on their order (M-13).
 * Pool-hours are indexed `pool × hours + hour`; an order's options are `optionFirst[j] … optionFirst[j + 1]`.
 */
export interface BookModel {
  readonly hours: number;
  readonly poolIds: readonly string[];
  readonly lotCards: Int32Array;
  readonly cards: Int32Array;
  readonly asks: Float64Array;
  /** The most each pool-hour may be priced at (S-5). */
  readonly caps: Float64Array;
  readonly orderIds: readonly string[];
  readonly seqs: Float64Array;
  readonly limits: Float64Array;
  readonly earliest: Int32Array;
  readonly deadline: Int32Array;
  readonly isSpread: Uint8Array;
  readonly optionFirst: Int32Array;
  readonly optionPool: Int32Array;
  /** A block's cards, a spread's most cards at once. */
  readonly optionCards: Int32Array;
  /** A block's hours (hours + 1 where the grid is shorter), a spread's card-hours for the whole job. */
  readonly optionHours: Int32Array;
  /** Multipliers where the search begins, at least the ask; null for a cold start. */
  readonly start: Float64Array | null;
}

/** Reshapes a well-formed book into typed arrays in canonical order. */
export function bookModel(book: Book): BookModel {
  const { hours } = book;
  const pools = [...book.pools].sort((a, b) => compareIds(a.id, b.id));
  const orders = [...book.orders].sort((a, b) => compareIds(a.id, b.id));
  const poolIndex = new Map(pools.map(({ id }, index) => [id, index]));
  const cards = new Int32Array(pools.length * hours);
  const asks = new Float64Array(pools.length * hours);
  pools.forEach((pool, p) => {
    for (let h = 0; h < hours; h++) {
      cards[p * hours + h] = atHour(pool.cards, h);
      asks[p * hours + h] = atHour(pool.ask, h);
    }
  });
  return {
    hours,
    poolIds: pools.map(({ id }) => id),
    lotCards: Int32Array.from(pools, ({ lotCards }) => lotCards ?? 1),
    cards,
    asks,
    caps: capsOf(book, poolIndex, asks.length),
    orderIds: orders.map(({ id }) => id),
    seqs: Float64Array.from(orders, ({ seq }) => seq),
    limits: Float64Array.from(orders, ({ limit }) => limit),
    earliest: Int32Array.from(orders, ({ earliest }) => earliest),
    deadline: Int32Array.from(orders, ({ deadline }) => deadline),
    isSpread: Uint8Array.from(orders, ({ shape }) => (shape === 'spread' ? 1 : 0)),
    ...optionArrays(orders, poolIndex, hours),
    start: startMultipliers(book, poolIndex, asks),
  };
}

function optionArrays(orders: readonly BookOrder[], poolIndex: ReadonlyMap<string, number>, hours: number) {
  const count = orders.reduce((sum, { options }) => sum + options.length, 0);
  const optionFirst = new Int32Array(orders.length + 1);
  const optionPool = new Int32Array(count);
  const optionCards = new Int32Array(count);
  const optionHours = new Int32Array(count);
  let next = 0;
  orders.forEach((order, j) => {
    const rows: [number, number, number][] =
      order.shape === 'block'
        ? order.options.map((o) => [poolIndex.get(o.pool) ?? -1, o.cards, Math.min(o.hours, hours + 1)])
        : order.options.map((o) => [poolIndex.get(o.pool) ?? -1, o.maxCards, o.cardHours]);
    rows.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    for (const [pool, most, length] of rows) {
      optionPool[next] = pool;
      optionCards[next] = most;
      optionHours[next] = length;
      next++;
    }
    optionFirst[j + 1] = next;
  });
  return { optionFirst, optionPool, optionCards, optionHours };
}

function capsOf(book: Book, poolIndex: ReadonlyMap<string, number>, length: number): Float64Array {
  const caps = new Float64Array(length).fill(BOOK_BOUNDS.priceMicros);
  for (const { pool, hour, cap } of book.caps ?? [])
    caps[(poolIndex.get(pool) ?? 0) * book.hours + hour] = cap;
  return caps;
}

function startMultipliers(book: Book, poolIndex: ReadonlyMap<string, number>, asks: Float64Array) {
  if (!book.start?.length) return null;
  const start = asks.slice();
  for (const { pool, hour, multiplier } of book.start) {
    const at = (poolIndex.get(pool) ?? 0) * book.hours + hour;
    start[at] = Math.max(start[at] ?? 0, multiplier);
  }
  return start;
}
