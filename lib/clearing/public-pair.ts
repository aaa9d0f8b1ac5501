import { compareIds } from '@/lib/core/ids';
import type { Book, StartFill } from './book';
import type { Outcome } from './outcome';

/** A round's files with every order and pool under a code of this round only, and which code stands for which id. */
export interface PublicPair {
  readonly book: Book;
  readonly outcome: Outcome;
  readonly orderCodes: ReadonlyMap<string, string>;
  readonly poolCodes: ReadonlyMap<string, string>;
}

/** Codes that sort as the ids do, so that every tie breaks the same way under them. */
function codesFor(ids: readonly string[], prefix: string): Map<string, string> {
  const width = String(ids.length).length;
  const sorted = [...ids].sort(compareIds);
  return new Map(sorted.map((id, i) => [id, `${prefix}${String(i + 1).padStart(width, '0')}`]));
}

/** The pair the public may verify (M-20): ids replaced by per-round codes that keep their order, nothing else changed. */
export function publicPair(book: Book, outcome: Outcome): PublicPair {
  const orderCodes = codesFor(
    book.orders.map((order) => order.id),
    'order-',
  );
  const poolCodes = codesFor(
    book.pools.map((pool) => pool.id),
    'pool-',
  );
  const order = (id: string): string => orderCodes.get(id) ?? id;
  const pool = (id: string): string => poolCodes.get(id) ?? id;
  const named = <T extends { readonly pool: string }>(rows: readonly T[]): T[] =>
    rows.map((row) => ({ ...row, pool: pool(row.pool) }));
  const fills = <T extends StartFill>(rows: readonly T[]): T[] =>
    rows.map((row) => ({ ...row, order: order(row.order), lots: named(row.lots) }));
  return {
    orderCodes,
    poolCodes,
    book: {
      ...book,
      pools: book.pools.map((row) => ({ ...row, id: pool(row.id) })),
      orders: book.orders.map((row) =>
        row.shape === 'block'
          ? { ...row, id: order(row.id), options: named(row.options) }
          : { ...row, id: order(row.id), options: named(row.options) },
      ),
      ...(book.caps ? { caps: named(book.caps) } : {}),
      ...(book.start ? { start: named(book.start) } : {}),
      ...(book.startFills ? { startFills: fills(book.startFills) } : {}),
    },
    outcome: {
      ...outcome,
      trades: fills(outcome.trades),
      unfilled: outcome.unfilled.map((row) => ({ ...row, order: order(row.order) })),
      prices: named(outcome.prices),
      certificate: named(outcome.certificate),
    },
  };
}
