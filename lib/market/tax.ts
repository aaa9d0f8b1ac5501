import type { Micros } from '@/lib/core/amount';
import { mulDivFloor } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';

const BPS = 10_000n;

/** The tax on a net amount, micros, rounded down (M-19). */
export const taxOf = (netMicros: Micros, taxBps: number): Micros =>
  mulDivFloor(netMicros, BigInt(taxBps), BPS);

/** A net amount with its tax, micros (M-19). */
export const withTax = (netMicros: Micros, taxBps: number): Micros => netMicros + taxOf(netMicros, taxBps);

/** The greatest net amount that with its tax stays within a limit, micros: what an order may bid in the book (M-19). */
export function netOfTax(limitMicros: Micros, taxBps: number): Micros {
  assert(limitMicros >= 0n && taxBps >= 0, 'M-19', { limitMicros, taxBps });
  let net = (limitMicros * BPS) / (BPS + BigInt(taxBps));
  while (withTax(net + 1n, taxBps) <= limitMicros) net += 1n;
  return net;
}
