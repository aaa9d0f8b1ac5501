import { assert } from './assert';
import { ok, type Result, refuse } from './result';

/** Money as an exact count of 10⁻⁶ of the market's currency (L-1). */
export type Micros = bigint;

export const MICROS_PER_UNIT = 1_000_000n;

const SHAPE = /^([+-]?)(\d{1,13})(?:\.(\d{1,6}))?$/;

/** Parses a decimal like `12.40` into micros, exactly; refuses anything with more than six decimals. */
export function parseAmount(text: string): Result<Micros, 'not_an_amount'> {
  const match = SHAPE.exec(text.trim().replaceAll(/[,\s_]/g, ''));
  if (!match) return refuse('not_an_amount', { found: text });
  const [, sign, whole = '', fraction = ''] = match;
  const micros = BigInt(whole) * MICROS_PER_UNIT + BigInt(fraction.padEnd(6, '0'));
  return ok(sign === '-' ? -micros : micros);
}

/** Writes micros as a plain decimal with at least two and at most six decimals, no grouping: `12.40`. */
export function amountText(micros: Micros): string {
  const magnitude = micros < 0n ? -micros : micros;
  const fraction = (magnitude % MICROS_PER_UNIT)
    .toString()
    .padStart(6, '0')
    .replace(/0{1,4}$/, '');
  return `${micros < 0n ? '-' : ''}${magnitude / MICROS_PER_UNIT}.${fraction}`;
}

/** ⌊a × b ÷ c⌋ for non-negative a, b and positive c: the one division that touches money (S-2). */
export function mulDivFloor(a: bigint, b: bigint, c: bigint): bigint {
  assert(a >= 0n && b >= 0n && c > 0n, 'L-1', { a, b, c });
  return (a * b) / c;
}

export const sumMicros = (amounts: Iterable<Micros>): Micros => {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
};

/** The lesser of two amounts. */
export const leastMicros = (a: Micros, b: Micros): Micros => (a < b ? a : b);

/** The larger of two amounts. */
export const mostMicros = (a: Micros, b: Micros): Micros => (a > b ? a : b);
