import type { Refusal } from '@/lib/core/result';
import type { DeliveryStanding } from './delivery';
import { inputMissingUntil, lostUnits, type ReservedHour } from './late-input';
import { isMilestone } from './milestones';

/** A lease as what was delivered on it is checked. */
export interface CountedLease {
  readonly units: bigint;
  readonly milestones: number | null;
  readonly inputReadyAt: Date | null;
  readonly workStartedAt: Date | null;
}

export type DeliveryCheck = 'lease_milestones' | 'lease_late_input';

type Found = readonly [DeliveryCheck, Refusal['facts']];

/** Every result between two milestones (S-7); deliveries in their order. */
function betweenMilestones(
  { units, milestones }: CountedLease,
  deliveries: readonly DeliveryStanding[],
): readonly Found[] {
  if (milestones === null) return [];
  let total = 0n;
  return deliveries.flatMap((delivery): Found[] => {
    total += delivery.units;
    const isRight = delivery.kind === 'late_input' || isMilestone({ units, milestones }, total);
    return isRight ? [] : [['lease_milestones', { reportedUnits: total, milestones, units }]];
  });
}

/** Late input of more than the hours lost by the time of each claim (S-9). */
function tooMuchLateInput(
  lease: CountedLease,
  hours: readonly ReservedHour[],
  deliveries: readonly DeliveryStanding[],
): readonly Found[] {
  let claimedUnits = 0n;
  return deliveries.flatMap((delivery, index): Found[] => {
    if (delivery.kind !== 'late_input') return [];
    claimedUnits += delivery.units;
    const before = deliveries.slice(0, index);
    const { until } = inputMissingUntil(lease, before, delivery.reportedAt);
    const mostUnits = lostUnits(lease.units, hours, until);
    return claimedUnits <= mostUnits ? [] : [['lease_late_input', { claimedUnits, mostUnits }]];
  });
}

/** What of a lease's deliveries breaks its milestones or passes the hours that late input lost; empty when they are clean. */
export const checkDeliveries = (
  lease: CountedLease,
  hours: readonly ReservedHour[],
  deliveries: readonly DeliveryStanding[],
): readonly Found[] => [
  ...betweenMilestones(lease, deliveries),
  ...tooMuchLateInput(lease, hours, deliveries),
];
