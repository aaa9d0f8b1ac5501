import type { Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import type { UnitCounts } from './lease-money';
import type { LeaseEndReason, LeaseInterval } from './lease-state';

/** What a buyer reads beside an ended lease (S-4): the interval, the units and where every micro of the price went. */
export interface RefundFacts extends LeaseInterval {
  readonly reason: LeaseEndReason;
  readonly units: bigint;
  readonly acceptedUnits: bigint;
  readonly unpaidUnits: bigint;
  readonly priceMicros: Micros;
  readonly paidMicros: Micros;
  readonly refundedMicros: Micros;
}

/** The facts of an ended lease's refund; paid + refunded = price to the micro. */
export function refundFacts(
  lease: LeaseInterval & {
    readonly priceMicros: Micros;
    readonly earnedMicros: Micros;
    readonly refundedMicros: Micros;
  },
  counts: Pick<UnitCounts, 'units' | 'accepted'>,
  reason: LeaseEndReason,
): RefundFacts {
  const { priceMicros, earnedMicros, refundedMicros } = lease;
  assert(earnedMicros + refundedMicros === priceMicros, 'S-2', { priceMicros, earnedMicros, refundedMicros });
  return {
    reason,
    startHour: lease.startHour,
    endHour: lease.endHour,
    units: counts.units,
    acceptedUnits: counts.accepted,
    unpaidUnits: counts.units - counts.accepted,
    priceMicros,
    paidMicros: earnedMicros,
    refundedMicros,
  };
}
