import { assert } from '@/lib/core/assert';

/** A total per `scale` units, micros, half up: for show only, money never moves by it. */
export function unitPriceMicros(totalMicros: bigint, units: bigint, scale: bigint): bigint {
  assert(units > 0n && scale > 0n && totalMicros >= 0n, 'unit price', { units, scale });
  return (totalMicros * scale * 2n + units) / (units * 2n);
}
