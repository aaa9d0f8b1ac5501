import { hourOf } from '@/lib/core/hours';
import type { DeliveryStanding } from '../delivery';
import { feeOf } from '../lease-money';
import { REPORTING_GRACE_HOURS } from '../lease-state';
import { isMilestone } from '../milestones';
import { hasResult, paidOf, refusedOf, results, total } from './paid-units';
import type { Walked } from './walked';
import { milestonesOf, START, type Walk } from './walks';

/** What is credited and charged for late, missing and failed units, by the rule's words (S-5); a text where it isn't. */
function wrongCharges(walk: Walk, end: Walked): string | null {
  const { lease, paidUnits, hasGivenUp, endReason, left, standing } = end;
  const { priceMicros: price, units, feeBps, hours, lateBpsPerHour } = walk;
  const isPaid = hasResult(standing);
  const fails = !left && paidUnits < units && (hasGivenUp || !isPaid);
  const isSaid = endReason === 'provider_failed' || endReason === 'not_started';
  if (fails !== isSaid) return `ends ${endReason}`;
  const unreported = units - total(standing, (d) => d.units);
  const bps = (late: number) => BigInt(Math.min(2000, lateBpsPerHour * late, 10_000 - feeBps));
  const hoursLate = (d: DeliveryStanding) => Math.max(0, hourOf(d.reportedAt) - START - hours);
  const missing = total(standing, refusedOf) + (left || hasGivenUp ? 0n : unreported);
  const late = total(results(standing), (d) => paidOf(d) * bps(hoursLate(d)));
  const worth = (price * (late + missing * bps(REPORTING_GRACE_HOURS))) / (units * 10_000n);
  const netMicros = lease.earnedMicros - lease.feeMicros;
  const due = worth < netMicros ? worth : netMicros;
  const { creditMicros: credit } = lease;
  const isAll = !left && !(fails && !isPaid);
  if (credit > due || (isAll && credit < due - 3n)) return `credit ${credit} of ${due}`;
  const fifth = (price * (isPaid ? unreported : units - paidUnits)) / (5n * units);
  const charge = isPaid ? fifth : fifth > credit ? fifth - credit : 0n;
  return end.chargeMicros === (fails ? charge : 0n) ? null : `charge ${end.chargeMicros}`;
}

/** What a walk's end must be; a text where it isn't. */
export function wrong(walk: Walk, end: Walked): string | null {
  const { lease, books, paidUnits, left, standing } = end;
  const { priceMicros: price, units, feeBps } = walk;
  const [held, disputed] = [books.of('org_buyer/held'), books.of('org_buyer/disputed')];
  const [available, payable, fees] = [
    books.of('org_buyer/available'),
    books.of('org_provider/payable'),
    books.of('platform/fees'),
  ];
  if (lease.state !== 'ended') return `state ${lease.state}`;
  if (held !== 0n || disputed !== 0n) return `left on hold: ${held}, ${disputed}`;
  if (available + payable + fees !== price) return `parts ${available} + ${payable} + ${fees}`;
  const earned = left?.costMicros ?? (price * paidUnits) / units;
  if (lease.earnedMicros !== earned) return `earned ${lease.earnedMicros}`;
  if (lease.earnedMicros + lease.refundedMicros !== price) return `refunded ${lease.refundedMicros}`;
  if (fees !== feeOf(lease.earnedMicros, feeBps)) return `fees ${fees}`;
  if (available !== lease.refundedMicros + lease.creditMicros) return `available ${available}`;
  const milestones = milestonesOf(walk);
  let reported = 0n;
  for (const { kind, units: some } of standing) {
    reported += some;
    if (milestones !== null && kind === 'result' && !isMilestone({ units, milestones }, reported))
      return `between milestones: ${reported}`;
  }
  return wrongCharges(walk, end);
}
