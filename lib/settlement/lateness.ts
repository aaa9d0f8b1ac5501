import { leastMicros, type Micros, mulDivFloor } from '@/lib/core/amount';
import { hourStart } from '@/lib/core/hours';
import type { DeliveryStanding } from './delivery';
import { paidUnits, refusedUnits } from './end-lease';
import { type LeaseInterval, REPORTING_GRACE_HOURS } from './lease-state';

/** What a pool's service level promises about late units, as its lease names it (S-5, M-19). */
export interface LateTerms {
  /** Credit per full hour of lateness, in basis points of the late units' price … */
  readonly lateCreditBpsPerHour: number;
  /** … and the most it comes to. */
  readonly lateCreditCapBps: number;
}

const MS_PER_HOUR = 3_600_000;
const BPS = 10_000n;

/** Full hours from the end of a lease's last reserved hour to a report; 0 for one in time (S-5). */
export const lateHours = (lease: LeaseInterval, reportedAt: Date): number =>
  Math.max(0, Math.floor((reportedAt.getTime() - hourStart(lease.endHour).getTime()) / MS_PER_HOUR));

/** The credit on units that are so many hours late, in basis points of their price: never more than the provider keeps of it. */
export function lateBps(hours: number, terms: LateTerms, feeBps: number): bigint {
  const promised = Math.min(terms.lateCreditCapBps, terms.lateCreditBpsPerHour * hours);
  return BigInt(Math.min(promised, 10_000 - feeBps));
}

/** A lease as its credit reads it. */
export interface CreditedLease extends LeaseInterval {
  readonly priceMicros: Micros;
  readonly units: bigint;
  readonly feeBps: number;
  readonly lateTerms: LateTerms;
}

/**
 * What the buyer is due for lateness, in micros (S-5): ⌊price × Σ late units × their basis points ÷ (units × 10 000)⌋ over
 * the units of results that are paid, by when they were reported; missing units, decided for the buyer or never reported,
 * count as late as reporting allows, hours lost to the buyer's late input as in time.
 * A function of what stands, so the order of events never matters.
 */
export function creditDue(
  lease: CreditedLease,
  deliveries: readonly DeliveryStanding[],
  neverReported: bigint,
): Micros {
  const bps = (hours: number) => lateBps(hours, lease.lateTerms, lease.feeBps);
  const missing = deliveries.reduce((sum, d) => sum + refusedUnits(d), neverReported);
  const weighed = deliveries.reduce(
    (sum, d) => (d.kind === 'result' ? sum + paidUnits(d) * bps(lateHours(lease, d.reportedAt)) : sum),
    missing * bps(REPORTING_GRACE_HOURS),
  );
  return mulDivFloor(lease.priceMicros, weighed, lease.units * BPS);
}

/** A credit after an event: what the event itself pays, and what has to be taken from earnings of before. */
export interface CreditStep {
  readonly creditMicros: Micros;
  readonly owedCreditMicros: Micros;
}

interface Earned {
  readonly earnedMicros: Micros;
  readonly feeMicros: Micros;
  readonly creditMicros: Micros;
}

/**
 * Pays what is due out of what an event newly earns after the fee, so that no event takes from its provider (S-5); all
 * credits stay within all that was earned after the fee. The rest is owed: what came due by something never delivered.
 */
export function stepCredit(
  before: Earned,
  after: Omit<Earned, 'creditMicros'>,
  dueMicros: Micros,
): CreditStep {
  const netMicros = after.earnedMicros - after.feeMicros;
  const newlyMicros = netMicros - (before.earnedMicros - before.feeMicros);
  const due = leastMicros(dueMicros, netMicros);
  const open = due > before.creditMicros ? due - before.creditMicros : 0n;
  const creditMicros = before.creditMicros + leastMicros(open, newlyMicros);
  return { creditMicros, owedCreditMicros: before.creditMicros + open - creditMicros };
}
