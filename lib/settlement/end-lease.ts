import { ok, type Result, refuse } from '@/lib/core/result';
import type { DeliveryStanding, UnitStanding } from './delivery';
import type { UnitCounts } from './lease-money';
import type { LeaseEndReason, LeaseState } from './lease-state';

/** How reporting on a lease stands: still open, closed by the clock, or given up by its provider. */
export type Reporting = 'open' | 'closed' | 'given_up';

const total = (deliveries: readonly UnitStanding[], units: (d: UnitStanding) => bigint): bigint =>
  deliveries.reduce((sum, delivery) => sum + units(delivery), 0n);

/** Units of a delivery that are paid: all of an accepted one, of a decided one what the decision gives its provider. */
export const paidUnits = (d: UnitStanding): bigint =>
  d.state === 'accepted' || d.state === 'accepted_by_silence' ? d.units : (d.providerUnits ?? 0n);

/** Units that a decision took from their provider for good. */
export const refusedUnits = (d: UnitStanding): bigint =>
  d.providerUnits === null ? 0n : d.units - d.providerUnits;

/** Whether any result of a lease is paid: hours lost to the buyer's late input are none (S-9). */
export const hasPaidResult = (deliveries: readonly DeliveryStanding[]): boolean =>
  deliveries.some((d) => d.kind === 'result' && paidUnits(d) > 0n);

/** Counts a lease's units by what became of its deliveries; once reporting has closed, what was never reported is lost. */
export function countUnits(
  units: bigint,
  deliveries: readonly UnitStanding[],
  reporting: Reporting,
): UnitCounts {
  const reported = total(deliveries, (d) => d.units);
  const unreported = reporting === 'open' ? 0n : units - reported;
  return {
    units,
    reported,
    accepted: total(deliveries, paidUnits),
    disputed: total(deliveries, (d) => (d.state === 'rejected' ? d.units : 0n)),
    lost: total(deliveries, refusedUnits) + unreported,
  };
}

/** Lets a provider give a lease up: nothing it reported may still be waiting for the buyer or a decision. */
export function giveUpLease(
  lease: { readonly state: LeaseState },
  counts: UnitCounts,
): Result<'given_up', 'lease_ended' | 'deliveries_pending'> {
  if (lease.state === 'ended') return refuse('lease_ended');
  const pending = counts.reported - counts.accepted - counts.lost;
  return pending > 0n ? refuse('deliveries_pending', { units: pending }) : ok('given_up');
}

/** The reason a lease ends with now, or null while a unit may still be delivered, accepted or decided (S-4; RULES.md). */
export function endReason(
  counts: UnitCounts,
  deliveries: readonly DeliveryStanding[],
  reporting: Reporting,
  wasStarted: boolean,
): LeaseEndReason | null {
  if (counts.accepted + counts.lost < counts.units) return null;
  if (counts.accepted === counts.units)
    return deliveries.some((d) => d.providerUnits !== null) ? 'disputed_for_provider' : 'completed';
  if (reporting === 'given_up') return wasStarted ? 'provider_failed' : 'not_started';
  const wasWorked = wasStarted || deliveries.some((d) => d.kind === 'result');
  if (wasWorked && !hasPaidResult(deliveries)) return 'provider_failed';
  if (deliveries.some((d) => refusedUnits(d) > 0n)) return 'disputed_for_buyer';
  return counts.accepted > 0n ? 'partially_delivered' : 'expired';
}
