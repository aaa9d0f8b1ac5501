import { assert } from '@/lib/core/assert';
import { ok, type Result, refuse } from '@/lib/core/result';
import type { DeliveryKind, DeliveryState, Evidence } from './delivery';

/** What a lease with milestones counts by: equal parts of its units, at most one to a unit. */
export interface MilestoneLease {
  readonly units: bigint;
  readonly milestones: number;
}

/** The total at which milestone k stands: ⌊units × k ÷ milestones⌋, strictly rising, the last one all units (S-7). */
export function milestoneTotal({ units, milestones }: MilestoneLease, k: number): bigint {
  const count = BigInt(milestones);
  assert(count > 0n && count <= units && k >= 0 && k <= milestones, 'S-7', { units, milestones, k });
  return (units * BigInt(k)) / count;
}

/** How many milestones a total of units has reached. */
export const milestonesReached = ({ units, milestones }: MilestoneLease, total: bigint): number =>
  total >= units ? milestones : Number((BigInt(milestones) * (total + 1n) - 1n) / units);

/** Whether a total of units stands exactly at a milestone. */
export const isMilestone = (lease: MilestoneLease, total: bigint): boolean =>
  total > 0n && total <= lease.units && milestoneTotal(lease, milestonesReached(lease, total)) === total;

/** What a report may bring, in units, to reach each milestone ahead, the nearest first. */
export function unitsToMilestones(
  lease: MilestoneLease,
  reportedUnits: bigint,
): readonly { readonly milestone: number; readonly units: bigint }[] {
  const reached = milestonesReached(lease, reportedUnits);
  return Array.from({ length: lease.milestones - reached }, (_, i) => ({
    milestone: reached + 1 + i,
    units: milestoneTotal(lease, reached + 1 + i) - reportedUnits,
  }));
}

/**
 * The milestones of a lease that runs `units` of a job's units: the job's, or of a part of them the same step, at least one;
 * null where the job asks for none and every unit counts (S-7).
 */
export function leaseMilestones(
  job: { readonly units: bigint; readonly milestones: number | null },
  units: bigint,
): number | null {
  if (job.milestones === null) return null;
  const whole = Number((BigInt(job.milestones) * units) / job.units);
  return Math.min(job.milestones, Math.max(1, whole));
}

/** Milestones a refusal names at most. */
const NAMED_MOST = 5;

export type MilestoneRefusal =
  | 'between_milestones'
  | 'checkpoint_missing'
  | 'checkpoint_not_named'
  | 'checkpoint_time';

function checkCheckpoint(
  { files, checkpoint }: Evidence,
  startedAt: Date,
  now: Date,
): Result<null, MilestoneRefusal> {
  if (!checkpoint) return refuse('checkpoint_missing');
  const { file } = checkpoint;
  if (!files.some(({ name }) => name === file)) return refuse('checkpoint_not_named', { file });
  const loadedMs = Date.parse(checkpoint.loadedAt);
  if (!(loadedMs >= startedAt.getTime() && loadedMs <= now.getTime()))
    return refuse('checkpoint_time', {
      loadedAt: checkpoint.loadedAt,
      from: startedAt.toISOString(),
      to: now.toISOString(),
    });
  return ok(null);
}

/**
 * A report on a lease with milestones brings the total exactly to one of them and names, among its files, the checkpoint
 * that was loaded, since the lease's start: units between milestones never count (S-7).
 */
export function checkMilestone(
  lease: MilestoneLease & { readonly reportedUnits: bigint },
  report: { readonly units: bigint; readonly evidence: Evidence },
  startedAt: Date,
  now: Date,
): Result<null, MilestoneRefusal> {
  if (!isMilestone(lease, lease.reportedUnits + report.units)) {
    const ahead = unitsToMilestones(lease, lease.reportedUnits);
    return refuse('between_milestones', {
      wanted: report.units,
      next: ahead
        .slice(0, NAMED_MOST)
        .map(({ units }) => units)
        .join(', '),
      ahead: ahead.length,
      milestones: lease.milestones,
    });
  }
  return checkCheckpoint(report.evidence, startedAt, now);
}

/** One milestone as it stands. */
export interface MilestoneStanding {
  readonly milestone: number;
  /** The total at which it stands. */
  readonly totalUnits: bigint;
  /** Of the delivery that brought the total to it or past it; null while none has. */
  readonly state: DeliveryState | null;
  readonly kind: DeliveryKind | null;
}

/** Every milestone of a lease with what became of the delivery that reached it; deliveries in their order (S-7). */
export function milestoneStandings(
  lease: MilestoneLease,
  deliveries: readonly {
    readonly units: bigint;
    readonly state: DeliveryState;
    readonly kind: DeliveryKind;
  }[],
): readonly MilestoneStanding[] {
  let total = 0n;
  const reaching = deliveries.map((delivery) => {
    total += delivery.units;
    return { ...delivery, total };
  });
  return Array.from({ length: lease.milestones }, (_, i) => {
    const totalUnits = milestoneTotal(lease, i + 1);
    const by = reaching.find((delivery) => delivery.total >= totalUnits);
    return { milestone: i + 1, totalUnits, state: by?.state ?? null, kind: by?.kind ?? null };
  });
}
