import { hourStart } from '@/lib/core/hours';
import { ok, type Result, refuse } from '@/lib/core/result';
import type { DeliveryStanding } from './delivery';
import { countUnits } from './end-lease';
import type { LeaseInterval, LeaseState } from './lease-state';

const MS_PER_MINUTE = 60_000;

/** A lease as its start is metered. */
export interface StartingLease extends LeaseInterval {
  readonly state: LeaseState;
  readonly units: bigint;
  /** When its buyer said that its input is ready (S-9); null while it hasn't. */
  readonly inputReadyAt: Date | null;
  /** When its provider said that the work runs; null while it hasn't. */
  readonly workStartedAt: Date | null;
}

type Reports = readonly Pick<DeliveryStanding, 'kind' | 'reportedAt'>[];

const earliest = (instants: readonly Date[]): Date | null =>
  instants.reduce<Date | null>((first, at) => (first === null || at < first ? at : first), null);

/** When a lease's work started (S-5): as its provider said, or with the first result it reported; null while neither. */
export const workStart = (lease: Pick<StartingLease, 'workStartedAt'>, deliveries: Reports): Date | null =>
  earliest([
    ...(lease.workStartedAt ? [lease.workStartedAt] : []),
    ...deliveries.filter(({ kind }) => kind === 'result').map(({ reportedAt }) => reportedAt),
  ]);

/** How a lease's start stands against what its pool promises (S-5). */
export interface StartMeter {
  /** Its first reserved hour; later where the buyer said only later that its input is ready. */
  readonly promisedAt: Date;
  /** From here on a lease that didn't start may be left at its provider's cost; null while input is awaited. */
  readonly graceEndsAt: Date | null;
  readonly startedAt: Date | null;
  /** Whole minutes from the promise to the start, or until now; null where input is awaited, so that nothing is late. */
  readonly minutesLate: number | null;
}

/** Meters a lease's start (S-5): the promise is its first hour, and counts once its buyer's input is ready (S-9). */
export function startMeter(
  lease: StartingLease,
  deliveries: Reports,
  startGraceMinutes: number,
  now: Date,
): StartMeter {
  const startedAt = workStart(lease, deliveries);
  const first = hourStart(lease.startHour);
  const { inputReadyAt } = lease;
  const promisedAt = inputReadyAt !== null && inputReadyAt > first ? inputReadyAt : first;
  if (inputReadyAt === null) return { promisedAt, graceEndsAt: null, startedAt, minutesLate: null };
  const until = startedAt ?? now;
  const late = Math.floor((until.getTime() - promisedAt.getTime()) / MS_PER_MINUTE);
  const graceEndsAt = new Date(promisedAt.getTime() + startGraceMinutes * MS_PER_MINUTE);
  return { promisedAt, graceEndsAt, startedAt, minutesLate: Math.max(0, late) };
}

/** Admits a provider's first word that the cards are handed over or the job runs, from the first reserved hour to the end of the last (S-5). */
export function reportStart(
  lease: Pick<StartingLease, 'state' | 'startHour' | 'endHour'>,
  now: Date,
): Result<Date, 'lease_ended' | 'lease_not_started' | 'hours_over'> {
  if (lease.state === 'ended') return refuse('lease_ended');
  if (now < hourStart(lease.startHour)) return refuse('lease_not_started', { startHour: lease.startHour });
  return now < hourStart(lease.endHour) ? ok(now) : refuse('hours_over', { endHour: lease.endHour });
}

export type LeaveUnstartedRefusal =
  | 'lease_ended'
  | 'work_started'
  | 'deliveries_pending'
  | 'input_not_declared'
  | 'start_grace_runs';

/**
 * Lets a buyer end a lease that didn't start, at its provider's cost (S-5): its input is ready and the grace has passed
 * since, nothing was said to run or reported as a result, and no claim for its own late input waits (S-9).
 */
export function leaveUnstarted(
  lease: StartingLease,
  deliveries: readonly DeliveryStanding[],
  startGraceMinutes: number,
  now: Date,
): Result<'not_started', LeaveUnstartedRefusal> {
  if (lease.state === 'ended') return refuse('lease_ended');
  const { startedAt, graceEndsAt } = startMeter(lease, deliveries, startGraceMinutes, now);
  if (startedAt !== null) return refuse('work_started', { at: startedAt.toISOString() });
  const counts = countUnits(lease.units, deliveries, 'open');
  const pending = counts.reported - counts.accepted - counts.lost;
  if (pending > 0n) return refuse('deliveries_pending', { units: pending });
  if (graceEndsAt === null) return refuse('input_not_declared');
  return now < graceEndsAt
    ? refuse('start_grace_runs', { until: graceEndsAt.toISOString() })
    : ok('not_started');
}
