import { mulberry32 } from '@/lib/core/prng';
import { BOOK_BOUNDS, BOOK_FORMAT, type Book, type BookOrder, type BookPool } from '../book';

type Pick = (least: number, most: number) => number;

/** The corners a tiny book visits. */
export interface TinyCorners {
  /** Prices near their greatest value, limits near 2^53 − 1. */
  readonly huge?: boolean;
  /** Every order may be a copy of the one before but for its limit. */
  readonly copies?: boolean;
}

/** A seeded book small enough to try every set of fills: 0–2 pools, 1–4 hours, 0–5 orders, full of corner cases. */
export function tinyBook(seed: number, corners: TinyCorners = {}): Book {
  const random = mulberry32(seed);
  const pick: Pick = (least, most) => least + Math.floor(random() * (most - least + 1));
  const hours = pick(1, 4);
  const unit = corners.huge ? BOOK_BOUNDS.priceMicros / 10 : 1;
  const pools: BookPool[] = Array.from({ length: pick(0, 9) === 0 ? 0 : pick(1, 2) }, (_, p) => ({
    id: `pol_${p}`,
    ...(pick(0, 2) === 0 ? { lotCards: pick(1, 2) } : {}),
    cards:
      pick(0, 3) === 0 ? Array.from({ length: hours }, () => pick(0, 5)) : pick(0, 9) === 0 ? 0 : pick(1, 5),
    ask: pick(0, 1) === 0 ? pick(1, 10) * unit : Array.from({ length: hours }, () => pick(1, 10) * unit),
  }));
  const orders: BookOrder[] = [];
  const count = pick(0, 5);
  for (let j = 0; j < count; j++) {
    const last = orders.at(-1);
    const limit = pick(0, 90) * unit + (pick(0, 3) === 0 ? pick(0, 3) : 0);
    const terms = { id: `ord_${pick(0, 9)}${j}`, seq: 100 - j * pick(1, 2) * 7, limit };
    const seqTaken = orders.some(({ seq }) => seq === terms.seq);
    const unique = seqTaken ? { ...terms, seq: 1000 + j } : terms;
    if (last && (corners.copies ? pick(0, 3) > 0 : pick(0, 4) === 0)) orders.push({ ...last, ...unique });
    else orders.push(tinyOrder(pick, pools, hours, unique));
  }
  return { format: BOOK_FORMAT, startsAt: '2026-11-20T00:00:00Z', hours, currency: 'CNY', pools, orders };
}

function tinyOrder(
  pick: Pick,
  pools: readonly BookPool[],
  hours: number,
  terms: { id: string; seq: number; limit: number },
): BookOrder {
  const earliest = pick(0, 2) === 0 ? pick(0, hours - 1) : 0;
  const deadline = pick(0, 2) === 0 ? pick(earliest + 1, hours) : hours;
  const window = { ...terms, earliest, deadline };
  const some = pools.filter(() => pick(0, 4) > 0);
  const named = some.length > 0 ? some : pools;
  if (pick(0, 2) === 0)
    return {
      ...window,
      shape: 'spread',
      options: named.map(({ id }) => ({ pool: id, cardHours: pick(1, 6), maxCards: pick(1, 2) })),
    };
  return {
    ...window,
    shape: 'block',
    options: named.flatMap(({ id, lotCards = 1 }) =>
      Array.from({ length: pick(1, 2) }, (_, o) => ({
        pool: id,
        cards: lotCards * (o === 0 ? 1 : 2),
        hours: pick(1, pick(1, 3)),
      })),
    ),
  };
}

/** The same book with its rows in another order. */
export function shuffledBook(book: Book, seed: number): Book {
  const random = mulberry32(seed);
  const shuffled = <T>(rows: readonly T[]): T[] =>
    rows
      .map((row) => ({ row, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ row }) => row);
  return {
    ...book,
    pools: shuffled(book.pools),
    orders: shuffled(book.orders).map((order) =>
      order.shape === 'block'
        ? { ...order, options: shuffled(order.options) }
        : { ...order, options: shuffled(order.options) },
    ),
    ...(book.caps ? { caps: shuffled(book.caps) } : {}),
    ...(book.start ? { start: shuffled(book.start) } : {}),
    ...(book.startFills
      ? { startFills: shuffled(book.startFills).map((fill) => ({ ...fill, lots: shuffled(fill.lots) })) }
      : {}),
  };
}
