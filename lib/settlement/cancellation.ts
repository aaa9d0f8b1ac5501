import { leastMicros, type Micros, mulDivFloor } from '@/lib/core/amount';
import type { Hour } from '@/lib/core/hours';
import { ok, type Result, refuse } from '@/lib/core/result';
import type { DeliveryStanding } from './delivery';
import { countUnits } from './end-lease';
import { hoursCost, type LeasedHour, type LeftLease, leftMoney } from './given-back';
import { feeOf, type LeaseMoney, leaseMoney, moneyMove, type UnitCounts } from './lease-money';
import type { LeaseState } from './lease-state';
import { firstUnusedHour, type SettlingLease } from './settle-lease';

/** What a buyer pays for cancelling, in basis points of the lease's price (S-8). */
export const CANCELLATION_BPS = 500;

/** The charge for cancelling a lease of this price, rounded down, in micros: 5 % (S-8). */
export const cancellationCharge = (priceMicros: Micros): Micros =>
  mulDivFloor(priceMicros, BigInt(CANCELLATION_BPS), 10_000n);

/** A left lease's parts off its counts, all answered, and what the hours it gives back cost, in micros (S-8). */
export function leftLease(
  lease: { readonly priceMicros: Micros; readonly feeBps: number },
  counts: UnitCounts,
  hoursMicros: Micros,
): LeftLease {
  const { priceMicros, feeBps } = lease;
  const { earnedMicros, refundedMicros } = leaseMoney(priceMicros, counts, feeBps);
  return {
    priceMicros,
    chargeMicros: cancellationCharge(priceMicros),
    acceptedMicros: earnedMicros,
    refusedMicros: refundedMicros,
    hoursMicros,
  };
}

/** A left lease's whole standing, from its parts; amounts in micros. */
function standingOf(
  lease: SettlingLease,
  left: LeftLease,
  begun: { readonly begunMicros: Micros; readonly takenMicros: Micros },
): LeaseMoney {
  const parts = leftMoney(left, begun);
  return {
    ...parts,
    disputedMicros: 0n,
    feeMicros: feeOf(parts.earnedMicros, lease.feeBps),
    creditMicros: lease.creditMicros,
  };
}

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
  /** The first given-back hour whose money is on hold until it begins; null where the price is used up without them. */
  readonly resaleHour: Hour | null;
}

export type CancellationRefusal = 'lease_ended' | 'deliveries_pending' | 'hours_begun';

/**
 * A buyer leaves a lease (S-8), before its start or after it: 5 % of the price and the accepted units are earned at once,
 * what the hours given back cost stays on hold until each begins, the rest returns. What was reported has to be answered
 * first, and the last hour may not have begun.
 */
export function cancelLease(
  lease: SettlingLease,
  deliveries: readonly DeliveryStanding[],
  hours: readonly LeasedHour[],
  now: Date,
): Result<LeaseCancellation, CancellationRefusal> {
  if (lease.state === 'ended') return refuse('lease_ended');
  const counts = countUnits(lease.units, deliveries, 'open');
  const pending = counts.reported - counts.accepted - counts.lost;
  if (pending > 0n) return refuse('deliveries_pending', { units: pending });
  const fromHour = firstUnusedHour(lease, now);
  if (fromHour === null) return refuse('hours_begun', { endHour: lease.endHour });
  const left = leftLease(lease, counts, hoursCost(hours, fromHour, lease.endHour));
  const money = standingOf(lease, left, { begunMicros: 0n, takenMicros: 0n });
  const hasStarted = fromHour > lease.startHour;
  return ok({
    money,
    move: moneyMove(lease, money),
    state: 'ended',
    startedAt: hasStarted ? (lease.startedAt ?? now) : null,
    endReason: 'buyer_cancelled',
    endedAt: now,
    reportingClosedAt: now,
    releaseFromHour: fromHour,
    resaleHour: money.heldMicros > 0n ? fromHour : null,
  });
}

/** A left lease whose given-back hours pass; its released hours only. */
export interface PassingLease {
  readonly settling: SettlingLease;
  readonly hours: readonly LeasedHour[];
  /** The next hour to look at, and what others took of those before, in micros. */
  readonly resaleHour: Hour;
  readonly takenMicros: Micros;
}

export interface HoursPassed {
  readonly money: LeaseMoney;
  /** The input of `passHoursPosting`. */
  readonly move: LeaseMoney;
  readonly resaleHour: Hour | null;
  readonly takenMicros: Micros;
}

/**
 * Given-back hours up to `hour` have begun (S-8): of what each cost, what was taken of it returns (`takenOf`, in
 * micros, at most all of it), and the rest is earned. Null for `resaleHour` once nothing is on hold any more.
 */
export function passHours(
  lease: PassingLease,
  deliveries: readonly DeliveryStanding[],
  takenOf: ReadonlyMap<Hour, Micros>,
  hour: Hour,
): HoursPassed {
  const { settling, hours, resaleHour } = lease;
  const takenMicros = hours
    .filter((one) => one.hour >= resaleHour && one.hour <= hour)
    .reduce(
      (sum, { hour: at, cards, priceMicros }) =>
        sum + leastMicros(BigInt(cards) * priceMicros, takenOf.get(at) ?? 0n),
      lease.takenMicros,
    );
  const { startHour, endHour } = settling;
  const counts = countUnits(settling.units, deliveries, 'open');
  const left = leftLease(settling, counts, hoursCost(hours, startHour, endHour));
  const begunMicros = hoursCost(hours, startHour, hour + 1);
  const money = standingOf(settling, left, { begunMicros, takenMicros });
  return {
    money,
    move: moneyMove(settling, money),
    resaleHour: money.heldMicros > 0n ? hour + 1 : null,
    takenMicros,
  };
}
