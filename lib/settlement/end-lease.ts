import { ok, type Result, refuse } from '@/lib/core/result';
import type { DeliveryStanding } from './delivery';
import type { UnitCounts } from './lease-money';
import type { LeaseEndReason, LeaseState } from './lease-state';

/** How reporting on a lease stands: still open, closed by the clock, or given up by its provider. */
export type Reporting = 'open' | 'closed' | 'given_up';

const total = (deliveries: readonly DeliveryStanding[], counts: (d: DeliveryStanding) => boolean): bigint =>
  deliveries.reduce((sum, delivery) => (counts(delivery) ? sum + delivery.units : sum), 0n);

const isAccepted = (d: DeliveryStanding): boolean =>
  d.state === 'accepted' || d.state === 'accepted_by_silence' || d.outcome === 'for_provider';

/** Counts a lease's units by what became of its deliveries; once reporting has closed, what was never reported is lost. */
export function countUnits(
  units: bigint,
  deliveries: readonly DeliveryStanding[],
  reporting: Reporting,
): UnitCounts {
  const reported = total(deliveries, () => true);
  const unreported = reporting === 'open' ? 0n : units - reported;
  return {
    units,
    reported,
    accepted: total(deliveries, isAccepted),
    disputed: total(deliveries, (d) => d.state === 'rejected'),
    lost: total(deliveries, (d) => d.outcome === 'for_buyer') + unreported,
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
    return deliveries.some((d) => d.outcome === 'for_provider') ? 'disputed_for_provider' : 'completed';
  if (reporting === 'given_up') return wasStarted ? 'provider_failed' : 'not_started';
  if (deliveries.some((d) => d.outcome === 'for_buyer')) return 'disputed_for_buyer';
  if (counts.accepted > 0n) return 'partially_delivered';
  return wasStarted ? 'provider_failed' : 'expired';
}
