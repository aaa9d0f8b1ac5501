import { leastMicros, type Micros, mulDivFloor, sumMicros } from '@/lib/core/amount';
import { type Hour, hourStart } from '@/lib/core/hours';
import { ok, type Result, refuse } from '@/lib/core/result';
import type { DeliveryStanding } from './delivery';
import { countUnits } from './end-lease';
import { feeOf, type LeaseMoney, moneyMove } from './lease-money';
import type { LeaseState } from './lease-state';
import { firstUnusedHour, type SettlingLease } from './settle-lease';

/** What a buyer pays for cancelling, in basis points of the lease's price (S-8). */
export const CANCELLATION_BPS = 500;

/** The charge for cancelling a lease of this price, rounded down, in micros: 5 % (S-8). */
export const cancellationCharge = (priceMicros: Micros): Micros =>
  mulDivFloor(priceMicros, BigInt(CANCELLATION_BPS), 10_000n);

/** A lease's cards in one hour and their price per card. */
export interface LeasedHour {
  readonly hour: Hour;
  readonly cards: number;
  readonly priceMicros: Micros;
}

/** What a lease's hours from one on cost, in micros. */
export const hoursFrom = (hours: readonly LeasedHour[], fromHour: Hour): Micros =>
  sumMicros(hours.filter(({ hour }) => hour >= fromHour).map((h) => BigInt(h.cards) * h.priceMicros));

/** What a lease left after its start has to pay for, in micros. */
export interface LeftLease {
  readonly priceMicros: Micros;
  /** For accepted units: ⌊price × accepted ÷ n⌋. */
  readonly acceptedMicros: Micros;
  /** Back with the buyer already, for units decided for it. */
  readonly refundedMicros: Micros;
  /** Of the hours given back. */
  readonly hoursMicros: Micros;
}

/**
 * What leaving a lease after its start costs, in micros (S-8): 5 % of the price, the accepted units, and the hours given
 * back less those somebody else took; never more than the price that hasn't returned.
 */
export const leavingCost = (left: LeftLease, resoldMicros: Micros): Micros =>
  leastMicros(
    left.priceMicros - left.refundedMicros,
    left.acceptedMicros + cancellationCharge(left.priceMicros) + left.hoursMicros - resoldMicros,
  );

export interface LeaseCancellation {
  readonly money: LeaseMoney;
  /** The input of `cancelLeasePosting`. */
  readonly move: LeaseMoney;
  readonly state: Extract<LeaseState, 'ended'>;
  readonly startedAt: Date | null;
  readonly endReason: 'buyer_cancelled';
  readonly endedAt: Date;
  readonly reportingClosedAt: Date;
  /** Its hours from here on go back to the pool. */
  readonly releaseFromHour: Hour;
  /** The first given-back hour that may be credited once others took it; null where only the 5 % were charged. */
  readonly resaleHour: Hour | null;
}

function end(
  lease: SettlingLease,
  earnedMicros: Micros,
  now: Date,
  hours: Pick<LeaseCancellation, 'releaseFromHour' | 'resaleHour' | 'startedAt'>,
): LeaseCancellation {
  const money: LeaseMoney = {
    heldMicros: 0n,
    disputedMicros: 0n,
    earnedMicros,
    feeMicros: feeOf(earnedMicros, lease.feeBps),
    refundedMicros: lease.priceMicros - earnedMicros,
    creditMicros: lease.creditMicros,
  };
  return {
    money,
    move: moneyMove(lease, money),
    state: 'ended',
    endReason: 'buyer_cancelled',
    endedAt: now,
    reportingClosedAt: now,
    ...hours,
  };
}

export type CancellationRefusal = 'lease_ended' | 'deliveries_pending' | 'hours_begun';

/**
 * A buyer leaves a lease (S-8). Before its start 5 % of the price is earned, fee included, and the rest returns. After it
 * also the accepted units and every hour given back, credited later as others take them; what was reported has to be
 * answered first, and the last hour may not have begun.
 */
export function cancelLease(
  lease: SettlingLease,
  deliveries: readonly DeliveryStanding[],
  hours: readonly LeasedHour[],
  now: Date,
): Result<LeaseCancellation, CancellationRefusal> {
  if (lease.state === 'ended') return refuse('lease_ended');
  if (lease.state === 'reserved' && now.getTime() < hourStart(lease.startHour).getTime())
    return ok(
      end(lease, cancellationCharge(lease.priceMicros), now, {
        releaseFromHour: lease.startHour,
        resaleHour: null,
        startedAt: null,
      }),
    );
  const counts = countUnits(lease.units, deliveries, 'open');
  const pending = counts.reported - counts.accepted - counts.lost;
  if (pending > 0n) return refuse('deliveries_pending', { units: pending });
  const fromHour = firstUnusedHour(lease, now);
  if (fromHour === null) return refuse('hours_begun', { endHour: lease.endHour });
  const { priceMicros, refundedMicros } = lease;
  const acceptedMicros = mulDivFloor(priceMicros, counts.accepted, lease.units);
  const left = { priceMicros, acceptedMicros, refundedMicros, hoursMicros: hoursFrom(hours, fromHour) };
  return ok(
    end(lease, leavingCost(left, 0n), now, {
      releaseFromHour: fromHour,
      resaleHour: fromHour,
      startedAt: lease.startedAt ?? now,
    }),
  );
}

/** What is due back to the buyer because others took hours it gave back: what it paid less what leaving costs now (S-8). */
export const resaleDue = (left: LeftLease, resoldMicros: Micros): Micros =>
  leavingCost(left, 0n) - leavingCost(left, resoldMicros);
