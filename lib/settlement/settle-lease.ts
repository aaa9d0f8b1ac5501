import type { Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { hourOf } from '@/lib/core/hours';
import type { DeliveryStanding } from './delivery';
import { countUnits, endReason, hasPaidResult, type Reporting } from './end-lease';
import { type Failure, failureOf, isFailure } from './failure';
import { creditDue, type LateTerms, stepCredit } from './lateness';
import { type LeaseMoney, leaseMoney, moneyMove, type UnitCounts } from './lease-money';
import {
  isReportingClosed,
  type LeaseEndReason,
  type LeaseInterval,
  type LeaseState,
  moveState,
  stateByClock,
} from './lease-state';

/** A lease and its hold as they stand before an event; amounts in micros. */
export interface SettlingLease extends LeaseInterval, LeaseMoney {
  readonly priceMicros: bigint;
  readonly units: bigint;
  readonly state: LeaseState;
  readonly startedAt: Date | null;
  /** Of the terms the lease was made under (M-19). */
  readonly feeBps: number;
  /** Of the pool's service level the lease names (S-5). */
  readonly lateTerms: LateTerms;
  /** When reporting closed for it; null while something may still be reported, or the close is still to come. */
  readonly reportingClosedAt: Date | null;
}

/**
 * What takes a lease on: something said about its deliveries, the clock, which alone closes reporting, its provider, who
 * gives it up, or its buyer, who leaves it because the work didn't start.
 */
export type SettledBy = 'event' | 'clock' | 'given_up' | 'not_started';

/** A lease after an event: what to save on it and its hold, and what to post. */
export interface LeaseSettlement {
  readonly counts: UnitCounts;
  readonly money: LeaseMoney;
  /** What the event moves: the input of a lease recipe in lib/ledger. */
  readonly move: LeaseMoney;
  /** Credit the event came to but can't pay out of what it earned: the engine charges the provider for it (S-5). */
  readonly owedCreditMicros: Micros;
  readonly state: LeaseState;
  readonly startedAt: Date | null;
  /** Both null while the lease goes on. */
  readonly endReason: LeaseEndReason | null;
  readonly endedAt: Date | null;
  /** What its provider is charged for; null unless the lease ended by its failure (S-5). */
  readonly failure: Failure | null;
  readonly reportingClosedAt: Date | null;
  /** The first hour whose cards go back to the pool (S-7); null when the lease keeps its hours. */
  readonly releaseFromHour: number | null;
}

/** The first hour of an ended lease that hasn't begun, if it has one left (S-7). */
export function firstUnusedHour(lease: LeaseInterval, now: Date): number | null {
  const hour = Math.max(lease.startHour, hourOf(now) + 1);
  return hour < lease.endHour ? hour : null;
}

/**
 * Takes a lease through any event — a delivery reported, accepted, rejected or decided, or time passing — from the
 * standing of its deliveries after that event: money by S-2 and S-3, state by its clock and disputes, end by S-4. Only the
 * clock's own event closes reporting, for what closing costs the provider is the engine's to charge (S-5).
 */
export function settleLease(
  lease: SettlingLease,
  deliveries: readonly DeliveryStanding[],
  now: Date,
  by: SettledBy = 'clock',
): LeaseSettlement {
  assert(lease.state !== 'ended', 'S-4', { state: lease.state });
  const closes = by === 'clock' && isReportingClosed(lease, now);
  const isClosed = lease.reportingClosedAt !== null || closes;
  const failed = by === 'given_up' || by === 'not_started';
  const reporting: Reporting = failed ? 'given_up' : isClosed ? 'closed' : 'open';
  const counts = countUnits(lease.units, deliveries, reporting);
  const split = leaseMoney(lease.priceMicros, counts, lease.feeBps);
  const byClock = stateByClock(lease, now);
  const startedAt = lease.startedAt ?? (byClock === 'running' ? now : null);
  const reason = endReason(counts, deliveries, reporting, startedAt !== null && by !== 'not_started');
  const neverReported = reporting === 'closed' ? counts.units - counts.reported : 0n;
  // Where no result is paid at the end, the charge for failing takes the place of further credit.
  const due =
    isFailure(reason) && !hasPaidResult(deliveries)
      ? lease.creditMicros
      : creditDue(lease, deliveries, neverReported);
  const { creditMicros, owedCreditMicros } = stepCredit(lease, split, due);
  const money: LeaseMoney = { ...split, creditMicros };
  const state = reason ? 'ended' : counts.disputed > 0n ? 'disputed' : byClock;
  const through = lease.state === 'reserved' && state !== 'reserved' && state !== 'ended' ? 'running' : state;
  assert(moveState(lease.state, through).ok && moveState(through, state).ok, 'S-4', {
    from: lease.state,
    to: state,
  });
  return {
    counts,
    money,
    move: moneyMove(lease, money),
    owedCreditMicros,
    state,
    startedAt,
    endReason: reason,
    endedAt: reason ? now : null,
    failure: failureOf(reason, counts, deliveries, creditMicros),
    reportingClosedAt: reporting === 'open' ? null : (lease.reportingClosedAt ?? now),
    releaseFromHour: reason ? firstUnusedHour(lease, now) : null,
  };
}
