import { type Micros, mulDivFloor } from '@/lib/core/amount';

/**
 * The tax inside an amount, micros, rounded down (M-19). Asks, prices, limits and totals all include tax, as they
 * include the fee, so one figure is compared, held and paid; an order's line says how much of it is tax.
 */
export const taxIn = (totalMicros: Micros, taxBps: number): Micros =>
  mulDivFloor(totalMicros, BigInt(taxBps), 10_000n + BigInt(taxBps));
