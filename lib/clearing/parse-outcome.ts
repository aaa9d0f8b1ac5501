import { ok, type Result, refuse } from '@/lib/core/result';
import { BOOK_BOUNDS, MICROS_MAX } from './book';
import { OUTCOME_FORMAT, type Outcome, type OutcomeTrade, UNFILLED_REASONS } from './outcome';
import { readLot } from './read-lot';
import { Malformed, readArray, readObject, readText, readWhole } from './strict-json';

const ANY_ID = /^.+$/s;
const COUNT = /^(0|[1-9]\d{0,30})$/;
const SIGNED = /^(0|-?[1-9]\d{0,30})$/;
const FIELDS = [
  'format',
  'engine',
  'trades',
  'unfilled',
  'prices',
  'welfare',
  'bound',
  'lostValue',
  'regret',
  'certificate',
  'elapsedMs',
];

/** Reads an outcome strictly, or refuses it with the JSON path and the reason of the first departure from its format. */
export function parseOutcome(json: unknown): Result<Outcome, 'malformed'> {
  try {
    return ok(readOutcome(json));
  } catch (error) {
    if (error instanceof Malformed)
      return refuse('malformed', { path: `$${error.path}`, reason: error.reason });
    throw error;
  }
}

function readOutcome(json: unknown): Outcome {
  const file = readObject(json, FIELDS);
  if (file.format !== OUTCOME_FORMAT) throw new Malformed('.format', `must be "${OUTCOME_FORMAT}"`);
  const { elapsedMs } = file;
  if (typeof elapsedMs !== 'number' || !(elapsedMs >= 0))
    throw new Malformed('.elapsedMs', 'must be a number ≥ 0');
  return {
    format: OUTCOME_FORMAT,
    engine: readText(file, 'engine', ANY_ID, 'a name'),
    trades: readArray(file, 'trades', readTrade),
    unfilled: readArray(file, 'unfilled', readUnfilled),
    prices: readArray(file, 'prices', (row) => {
      const { pool, hour, value } = readPoolHour(row, 'price');
      return { pool, hour, price: value };
    }),
    welfare: readText(file, 'welfare', COUNT, 'a whole number of micros'),
    bound: readText(file, 'bound', COUNT, 'a whole number of micros'),
    lostValue: readText(file, 'lostValue', COUNT, 'a whole number of micros'),
    regret: readText(file, 'regret', SIGNED, 'a whole number of micros'),
    certificate: readArray(file, 'certificate', (row) => {
      const { pool, hour, value } = readPoolHour(row, 'multiplier');
      return { pool, hour, multiplier: value };
    }),
    elapsedMs,
  };
}

function readTrade(json: unknown): OutcomeTrade {
  const row = readObject(json, ['order', 'pay', 'lots']);
  return {
    order: readText(row, 'order', ANY_ID, 'an order id'),
    pay: readWhole(row, 'pay', 0, MICROS_MAX),
    lots: readArray(row, 'lots', readLot),
  };
}

function readUnfilled(json: unknown) {
  const row = readObject(json, ['order', 'reason']);
  const reason = UNFILLED_REASONS.find((known) => known === row.reason);
  if (!reason) throw new Malformed('.reason', `must be one of ${UNFILLED_REASONS.join(', ')}`);
  return { order: readText(row, 'order', ANY_ID, 'an order id'), reason };
}

function readPoolHour(json: unknown, key: 'price' | 'multiplier') {
  const row = readObject(json, ['pool', 'hour', key]);
  return {
    pool: readText(row, 'pool', ANY_ID, 'a pool id'),
    hour: readWhole(row, 'hour', 0, BOOK_BOUNDS.hours),
    value: readWhole(row, key, 0, BOOK_BOUNDS.priceMicros),
  };
}
