import { type Micros, mulDivFloor } from '@/lib/core/amount';
import type { LeaseEndReason } from './lease-state';

/** The most that not starting or failing costs a provider, in basis points of the price of what it didn't deliver (S-5). */
export const FAILURE_CHARGE_BPS = 2000;

/** Ends a provider answers for: it gave the lease up, or it ran and nothing of it was delivered (S-5). */
export const isFailure = (reason: LeaseEndReason | null): boolean =>
  reason === 'not_started' || reason === 'provider_failed';

/**
 * What failing costs the provider beside the refund, in micros (S-5): the lower of ⌊20 % of the undelivered units' price⌋
 * and what the same units cost in the market now; 20 % where the market has no price for them.
 */
export function failureCharge(
  lease: { readonly priceMicros: Micros; readonly units: bigint },
  undeliveredUnits: bigint,
  replacementMicros: Micros | null,
): Micros {
  const share = mulDivFloor(
    lease.priceMicros,
    undeliveredUnits * BigInt(FAILURE_CHARGE_BPS),
    lease.units * 10_000n,
  );
  return replacementMicros !== null && replacementMicros < share ? replacementMicros : share;
}

/** What a part of a job costs where the whole costs this much: ⌈total × units ÷ job units⌉, in micros. */
export const replacementCost = (cheapestTotalMicros: Micros, units: bigint, jobUnits: bigint): Micros =>
  (cheapestTotalMicros * units + jobUnits - 1n) / jobUnits;
