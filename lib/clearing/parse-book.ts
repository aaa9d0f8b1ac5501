import { ok, type Result, refuse } from '@/lib/core/result';
import {
  atHour,
  type BlockOption,
  BOOK_BOUNDS,
  BOOK_FORMAT,
  type Book,
  type BookOrder,
  type BookPool,
  type CapRow,
  MICROS_MAX,
  type MultiplierRow,
  type SpreadOption,
} from './book';
import { readStartFills } from './read-lot';
import {
  type JsonObject,
  Malformed,
  readArray,
  readObject,
  readText,
  readWhole,
  wholeNumber,
} from './strict-json';

const ANY_ID = /^.+$/s;
const WHOLE_HOUR = /^\d{4}-\d\d-\d\dT\d\d:00:00(\.0{1,3})?Z$/;
const CURRENCY = /^[A-Z]{3}$/;

/** Reads a book strictly, or refuses it with the JSON path and the reason of the first departure from its format. */
export function parseBook(json: unknown): Result<Book, 'malformed'> {
  try {
    return ok(readBook(json));
  } catch (error) {
    if (error instanceof Malformed)
      return refuse('malformed', { path: `$${error.path}`, reason: error.reason });
    throw error;
  }
}

function readBook(json: unknown): Book {
  const file = readObject(
    json,
    ['format', 'startsAt', 'hours', 'currency', 'pools', 'orders'],
    ['caps', 'start', 'startFills'],
  );
  if (file.format !== BOOK_FORMAT) throw new Malformed('.format', `must be "${BOOK_FORMAT}"`);
  const startsAt = readText(file, 'startsAt', WHOLE_HOUR, 'a whole hour in UTC like 2026-11-20T00:00:00Z');
  const startMs = Date.parse(startsAt);
  if (Number.isNaN(startMs) || !startsAt.startsWith(new Date(startMs).toISOString().slice(0, 19)))
    throw new Malformed('.startsAt', `is no date: "${startsAt}"`);
  const hours = readWhole(file, 'hours', 1, BOOK_BOUNDS.hours);
  const currency = readText(file, 'currency', CURRENCY, 'a currency code of three capitals');
  const lots = new Map<string, number>();
  const pools = readArray(file, 'pools', (row) => readPool(row, hours, lots));
  const ids = new Set<string>();
  const seqs = new Set<number>();
  const orders = readArray(file, 'orders', (row) => {
    const order = readOrder(row, hours, lots);
    if (ids.has(order.id)) throw new Malformed('.id', `is twice in the book: "${order.id}"`);
    if (seqs.has(order.seq)) throw new Malformed('.seq', `is twice in the book: ${order.seq}`);
    ids.add(order.id);
    seqs.add(order.seq);
    return order;
  });
  return {
    format: BOOK_FORMAT,
    startsAt,
    hours,
    currency,
    pools,
    orders,
    ...(file.caps === undefined ? {} : { caps: readCaps(file, hours, pools) }),
    ...(file.start === undefined ? {} : { start: readMultipliers(file, 'start', hours, lots) }),
    ...(file.startFills === undefined ? {} : { startFills: readStartFills(file, hours, lots, ids) }),
  };
}

function readPool(json: unknown, hours: number, lots: Map<string, number>): BookPool {
  const row = readObject(json, ['id', 'cards', 'ask'], ['lotCards']);
  const id = readText(row, 'id', ANY_ID, 'a name');
  if (lots.has(id)) throw new Malformed('.id', `is twice in the book: "${id}"`);
  const cards = readHourly(row, 'cards', hours, 0, BOOK_BOUNDS.cards);
  const ask = readHourly(row, 'ask', hours, 1, BOOK_BOUNDS.priceMicros);
  if (row.lotCards === undefined) {
    lots.set(id, 1);
    return { id, cards, ask };
  }
  const lotCards = readWhole(row, 'lotCards', 1, BOOK_BOUNDS.cards);
  lots.set(id, lotCards);
  return { id, lotCards, cards, ask };
}

function readHourly(row: JsonObject, key: string, hours: number, least: number, most: number) {
  if (!Array.isArray(row[key])) return readWhole(row, key, least, most);
  const values = readArray(row, key, (value) => wholeNumber(value, least, most));
  if (values.length !== hours)
    throw new Malformed(`.${key}`, `has ${values.length} hours, the book has ${hours}`);
  return values;
}

function readOrder(json: unknown, hours: number, lots: ReadonlyMap<string, number>): BookOrder {
  const row = readObject(json, ['id', 'seq', 'limit', 'earliest', 'deadline', 'shape', 'options']);
  const id = readText(row, 'id', ANY_ID, 'a name');
  const seq = readWhole(row, 'seq', 0, MICROS_MAX);
  const limit = readWhole(row, 'limit', 0, MICROS_MAX);
  const earliest = readWhole(row, 'earliest', 0, hours - 1);
  const deadline = readWhole(row, 'deadline', 1, hours);
  if (deadline <= earliest)
    throw new Malformed('.deadline', `is ${deadline}, not after earliest ${earliest}`);
  const terms = { id, seq, limit, earliest, deadline };
  const named = new Set<string>();
  if (row.shape === 'block')
    return {
      ...terms,
      shape: 'block',
      options: readArray(row, 'options', (option) => readBlockOption(option, lots, named)),
    };
  if (row.shape === 'spread')
    return {
      ...terms,
      shape: 'spread',
      options: readArray(row, 'options', (option) => readSpreadOption(option, lots, named)),
    };
  throw new Malformed('.shape', 'must be "block" or "spread"');
}

function knownPool(row: JsonObject, lots: { has(pool: string): boolean }): string {
  const pool = readText(row, 'pool', ANY_ID, 'a pool id');
  if (!lots.has(pool)) throw new Malformed('.pool', `is no pool of the book: "${pool}"`);
  return pool;
}

function readBlockOption(json: unknown, lots: ReadonlyMap<string, number>, named: Set<string>): BlockOption {
  const row = readObject(json, ['pool', 'cards', 'hours']);
  const pool = knownPool(row, lots);
  const cards = readWhole(row, 'cards', 1, BOOK_BOUNDS.cards);
  const hours = readWhole(row, 'hours', 1, MICROS_MAX);
  const lot = lots.get(pool) ?? 1;
  if (cards % lot !== 0)
    throw new Malformed('.cards', `is ${cards}, no multiple of the pool's lot of ${lot}`);
  const pair = `${cards} ${pool}`;
  if (named.has(pair)) throw new Malformed('', `names pool "${pool}" with ${cards} cards twice`);
  named.add(pair);
  return { pool, cards, hours };
}

function readSpreadOption(
  json: unknown,
  lots: ReadonlyMap<string, number>,
  named: Set<string>,
): SpreadOption {
  const row = readObject(json, ['pool', 'cardHours', 'maxCards']);
  const pool = knownPool(row, lots);
  const cardHours = readWhole(row, 'cardHours', 1, BOOK_BOUNDS.cardHours);
  const maxCards = readWhole(row, 'maxCards', 1, BOOK_BOUNDS.cards);
  if (named.has(pool)) throw new Malformed('.pool', `names pool "${pool}" twice`);
  named.add(pool);
  return { pool, cardHours, maxCards };
}

/** Reads the caps of pool-hours: known pools, hours on the grid, each pool-hour once, none under its ask (S-5). */
function readCaps(file: JsonObject, hours: number, pools: readonly BookPool[]): CapRow[] {
  const byId = new Map(pools.map((pool) => [pool.id, pool]));
  const seen = new Set<string>();
  return readArray(file, 'caps', (json) => {
    const row = readObject(json, ['pool', 'hour', 'cap']);
    const pool = knownPool(row, byId);
    const hour = readWhole(row, 'hour', 0, hours - 1);
    const ask = atHour(byId.get(pool)?.ask ?? 1, hour);
    const cap = readWhole(row, 'cap', ask, BOOK_BOUNDS.priceMicros);
    const name = `${hour} ${pool}`;
    if (seen.has(name)) throw new Malformed('', `names pool "${pool}" hour ${hour} twice`);
    seen.add(name);
    return { pool, hour, cap };
  });
}

/** Reads rows of (pool, hour, multiplier): known pools, hours on the grid, each pool-hour once. */
export function readMultipliers(
  file: JsonObject,
  key: string,
  hours: number,
  pools: { has(pool: string): boolean },
): MultiplierRow[] {
  const seen = new Set<string>();
  return readArray(file, key, (json) => {
    const row = readObject(json, ['pool', 'hour', 'multiplier']);
    const pool = readText(row, 'pool', ANY_ID, 'a pool id');
    if (!pools.has(pool)) throw new Malformed('.pool', `is no pool of the book: "${pool}"`);
    const hour = readWhole(row, 'hour', 0, hours - 1);
    const multiplier = readWhole(row, 'multiplier', 0, BOOK_BOUNDS.priceMicros);
    const name = `${hour} ${pool}`;
    if (seen.has(name)) throw new Malformed('', `names pool "${pool}" hour ${hour} twice`);
    seen.add(name);
    return { pool, hour, multiplier };
  });
}
