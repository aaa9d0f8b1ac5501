import { BOOK_BOUNDS, type Lot, type StartFill } from './book';
import { type JsonObject, Malformed, readArray, readObject, readText, readWhole } from './strict-json';

const ANY_ID = /^.+$/s;

/** Reads one rectangle of cards strictly. */
export function readLot(json: unknown): Lot {
  const row = readObject(json, ['pool', 'hour', 'hours', 'cards']);
  return {
    pool: readText(row, 'pool', ANY_ID, 'a pool id'),
    hour: readWhole(row, 'hour', 0, BOOK_BOUNDS.hours),
    hours: readWhole(row, 'hours', 1, BOOK_BOUNDS.hours),
    cards: readWhole(row, 'cards', 1, BOOK_BOUNDS.cards),
  };
}

/** Reads a book's start fills: orders and pools of the book, each order once, lots on its grid. */
export function readStartFills(
  file: JsonObject,
  hours: number,
  pools: { has(pool: string): boolean },
  orders: { has(order: string): boolean },
): StartFill[] {
  const named = new Set<string>();
  return readArray(file, 'startFills', (json) => {
    const row = readObject(json, ['order', 'lots']);
    const order = readText(row, 'order', ANY_ID, 'an order id');
    if (!orders.has(order)) throw new Malformed('.order', `is no order of the book: "${order}"`);
    if (named.has(order)) throw new Malformed('.order', `names order "${order}" twice`);
    named.add(order);
    const lots = readArray(row, 'lots', (one) => {
      const lot = readLot(one);
      if (!pools.has(lot.pool)) throw new Malformed('.pool', `is no pool of the book: "${lot.pool}"`);
      if (lot.hour + lot.hours > hours)
        throw new Malformed('.hours', `reaches past the book's ${hours} hours`);
      return lot;
    });
    return { order, lots };
  });
}
