import type { Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { ok, type Result, refuse } from '@/lib/core/result';

/** How a currency's amounts are written at a payment channel. */
interface MinorUnit {
  /** Decimals of a minor unit: 2 for a cent, 0 for a yen, 3 for a fils. */
  readonly decimals: 0 | 2 | 3;
  /** Amounts are whole multiples of this many minor units. */
  readonly step: bigint;
}

const CENTS: MinorUnit = { decimals: 2, step: 1n };

// Card networks settle no less than ten fils, and krónur and shillings are written with two decimals that stay zero.
const UNITS: Readonly<Record<string, MinorUnit>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'
      .split(' ')
      .map((currency) => [currency, { decimals: 0, step: 1n }]),
  ),
  ...Object.fromEntries(
    'BHD JOD KWD OMR TND'.split(' ').map((currency) => [currency, { decimals: 3, step: 10n }]),
  ),
  ISK: { decimals: 2, step: 100n },
  UGX: { decimals: 2, step: 100n },
};

const unitOf = (currency: string): MinorUnit =>
  Object.hasOwn(UNITS, currency) ? (UNITS[currency] ?? CENTS) : CENTS;

const microsPerMinor = (currency: string): bigint => 10n ** BigInt(6 - unitOf(currency).decimals);

/** The least amount of a currency that can be paid, in micros: 10 000 for a cent, 1 000 000 for a yen (L-1). */
export const leastPayableMicros = (currency: string): Micros =>
  microsPerMinor(currency) * unitOf(currency).step;

/** Micros as a whole number of minor units, exactly; refuses what minor units can't say (L-1). */
export function toMinorUnits(
  micros: Micros,
  currency: string,
): Result<number, 'not_in_minor_units' | 'amount_too_large'> {
  assert(micros >= 0n, 'L-1', { micros });
  const leastMicros = leastPayableMicros(currency);
  if (micros % leastMicros !== 0n)
    return refuse('not_in_minor_units', { currency, amountMicros: micros, leastMicros });
  const minor = micros / microsPerMinor(currency);
  if (minor > BigInt(Number.MAX_SAFE_INTEGER))
    return refuse('amount_too_large', { currency, amountMicros: micros });
  return ok(Number(minor));
}

/** What of an amount can be paid out, in micros: rounded down to minor units; the rest stays where it is (L-1). */
export function floorToMinorUnits(micros: Micros, currency: string): Micros {
  assert(micros >= 0n, 'L-1', { micros });
  return micros - (micros % leastPayableMicros(currency));
}

/** A channel's whole number of minor units in micros, exactly, signed as it came (L-1). */
export function fromMinorUnits(minor: number, currency: string): Micros {
  assert(Number.isSafeInteger(minor), 'L-1', { minor, currency });
  return BigInt(minor) * microsPerMinor(currency);
}
