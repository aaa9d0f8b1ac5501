import { type Micros, mulDivFloor } from '@/lib/core/amount';
import { hourStart } from '@/lib/core/hours';
import { ok, type Result, refuse } from '@/lib/core/result';
import { feeOf, type LeaseMoney, moneyMove } from './lease-money';
import type { LeaseState } from './lease-state';
import type { SettlingLease } from './settle-lease';

/** What a buyer pays for cancelling, in basis points of the lease's price (S-8). */
export const CANCELLATION_BPS = 500;

/** The charge for cancelling a lease of this price, rounded down, in micros: 5 % (S-8). */
export const cancellationCharge = (priceMicros: Micros): Micros =>
  mulDivFloor(priceMicros, BigInt(CANCELLATION_BPS), 10_000n);

export interface LeaseCancellation {
  readonly money: LeaseMoney;
  /** The input of `cancelLeasePosting`. */
  readonly move: LeaseMoney;
  readonly state: Extract<LeaseState, 'ended'>;
  readonly endReason: 'buyer_cancelled';
  readonly endedAt: Date;
  readonly reportingClosedAt: Date;
  /** All of its hours go back to the pool. */
  readonly releaseFromHour: number;
}

/** A buyer leaves a lease before its start: 5 % of the price is earned, fee included, and the rest returns (S-8). */
export function cancelLease(
  lease: SettlingLease,
  now: Date,
): Result<LeaseCancellation, 'lease_ended' | 'lease_started'> {
  if (lease.state === 'ended') return refuse('lease_ended');
  if (lease.state !== 'reserved' || now.getTime() >= hourStart(lease.startHour).getTime())
    return refuse('lease_started', { startHour: lease.startHour });
  const earnedMicros = cancellationCharge(lease.priceMicros);
  const money: LeaseMoney = {
    heldMicros: 0n,
    disputedMicros: 0n,
    earnedMicros,
    feeMicros: feeOf(earnedMicros, lease.feeBps),
    refundedMicros: lease.priceMicros - earnedMicros,
    creditMicros: 0n,
  };
  return ok({
    money,
    move: moneyMove(lease, money),
    state: 'ended',
    endReason: 'buyer_cancelled',
    endedAt: now,
    reportingClosedAt: now,
    releaseFromHour: lease.startHour,
  });
}
