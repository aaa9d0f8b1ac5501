import type { Book, BookOrder } from '@/lib/clearing/book';

/** Which part of a book is cut out: one pool and one order in `every`, counted from `offset`. */
export interface Cut {
  readonly every: number;
  readonly offset: number;
}

/** A small book like a large one: a share of the pools, and the same share of the orders that could run there. */
export function cutBook(book: Book, { every, offset }: Cut): Book {
  const isIn = (_: unknown, at: number): boolean => at % every === offset % every;
  const pools = book.pools.filter(isIn);
  const ids = new Set(pools.map(({ id }) => id));
  const orders = book.orders
    .map((order) => withinPools(order, ids))
    .filter(({ options }) => options.length > 0)
    .filter(isIn);
  const { format, startsAt, hours, currency } = book;
  return { format, startsAt, hours, currency, pools, orders };
}

function withinPools(order: BookOrder, ids: ReadonlySet<string>): BookOrder {
  return order.shape === 'block'
    ? { ...order, options: order.options.filter(({ pool }) => ids.has(pool)) }
    : { ...order, options: order.options.filter(({ pool }) => ids.has(pool)) };
}
