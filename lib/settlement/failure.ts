import { type Micros, mulDivFloor } from '@/lib/core/amount';
import type { DeliveryStanding } from './delivery';
import { hasPaidResult } from './end-lease';
import type { UnitCounts } from './lease-money';
import type { LeaseEndReason } from './lease-state';

/** The most that not starting or failing costs a provider, in basis points of the price of what it failed (S-5). */
export const FAILURE_CHARGE_BPS = 2000;

/** Ends a provider answers for: it gave the lease up, it didn't start, or it ran and no result was paid (S-5). */
export const isFailure = (reason: LeaseEndReason | null): boolean =>
  reason === 'not_started' || reason === 'provider_failed';

/** What a failed lease is charged for. */
export interface Failure {
  readonly units: bigint;
  /** Credit that was given for the same units before, while the lease could still come to something, in micros. */
  readonly creditedMicros: Micros;
}

/**
 * What a lease that ended so is charged for (S-5): all its unpaid units where no result is paid, the units never reported
 * where some are, as those decided for the buyer were credited then; null where it didn't fail.
 */
export function failureOf(
  reason: LeaseEndReason | null,
  counts: Pick<UnitCounts, 'units' | 'reported' | 'accepted'>,
  deliveries: readonly DeliveryStanding[],
  creditMicros: Micros,
): Failure | null {
  if (!isFailure(reason)) return null;
  if (hasPaidResult(deliveries)) return { units: counts.units - counts.reported, creditedMicros: 0n };
  return { units: counts.units - counts.accepted, creditedMicros: creditMicros };
}

/**
 * What failing costs the provider beside the refund, in micros (S-5): the lower of ⌊20 % of the failed units' price⌋ and
 * what the same units cost in the market now, less what was credited for them; 20 % where the market has no price for them.
 */
export function failureCharge(
  lease: { readonly priceMicros: Micros; readonly units: bigint },
  failure: Failure,
  replacementMicros: Micros | null,
): Micros {
  const share = mulDivFloor(
    lease.priceMicros,
    failure.units * BigInt(FAILURE_CHARGE_BPS),
    lease.units * 10_000n,
  );
  const micros = replacementMicros !== null && replacementMicros < share ? replacementMicros : share;
  return micros > failure.creditedMicros ? micros - failure.creditedMicros : 0n;
}

/** What a part of a job costs where the whole costs this much: ⌈total × units ÷ job units⌉, in micros. */
export const replacementCost = (cheapestTotalMicros: Micros, units: bigint, jobUnits: bigint): Micros =>
  (cheapestTotalMicros * units + jobUnits - 1n) / jobUnits;
