import { hourStart } from '@/lib/core/hours';
import { ok, type Result, refuse } from '@/lib/core/result';
import { isReportingClosed, type LeaseInterval, type LeaseState } from './lease-state';
import { checkMilestone, type MilestoneRefusal } from './milestones';

/** One artifact of a delivery, named by its SHA-256 in lower-case hex. */
export interface EvidenceFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What a provider shows for the units it reports; the shape of db/schema's deliveries. */
export interface Evidence {
  readonly files: readonly EvidenceFile[];
  readonly metrics: Readonly<Record<string, number | string>>;
  readonly note: string;
  /** Which of the files was loaded as a checkpoint, and when, ISO: asked of a lease with milestones (S-7). */
  readonly checkpoint?: { readonly file: string; readonly loadedAt: string };
}

/** What a delivery counts: units of a result, or hours lost to the buyer's late input (S-9). */
export const DELIVERY_KINDS = ['result', 'late_input'] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

/** What became of one delivery. */
export type DeliveryState = 'reported' | 'accepted' | 'accepted_by_silence' | 'rejected' | 'decided';

export interface UnitStanding {
  readonly units: bigint;
  readonly state: DeliveryState;
  /** Of its units, those the decision pays to the provider; null unless the state is `decided`. */
  readonly providerUnits: bigint | null;
}

/** A delivery as settlement reads it. */
export interface DeliveryStanding extends UnitStanding {
  readonly kind: DeliveryKind;
  /** When its provider reported it: late units of a result are credited (S-5). */
  readonly reportedAt: Date;
}

export interface ReportingLease extends LeaseInterval {
  readonly state: LeaseState;
  readonly units: bigint;
  readonly reportedUnits: bigint;
  /** Equal parts it counts by; null where every unit counts (S-7). */
  readonly milestones: number | null;
}

export type ReportRefusal =
  | 'lease_not_started'
  | 'lease_ended'
  | 'reporting_closed'
  | 'units_not_positive'
  | 'units_above_remaining'
  | 'evidence_missing'
  | 'evidence_file'
  | MilestoneRefusal;

export interface AdmittedReport {
  readonly units: bigint;
  /** The lease's reported units with this delivery. */
  readonly reportedUnits: bigint;
  /** Silence until here is acceptance (S-3). */
  readonly windowEndsAt: Date;
}

const SHA256_HEX = /^[0-9a-f]{64}$/;
const MS_PER_HOUR = 3_600_000;

/** The most files one delivery may name. */
export const EVIDENCE_FILES_MAX = 200;

/** Promises files that are named, sized and hashed, at most `most` of them; refuses the first that isn't. */
export function checkFiles(
  files: readonly EvidenceFile[],
  most: number,
): Result<readonly EvidenceFile[], 'evidence_file'> {
  if (files.length > most) return refuse('evidence_file', { file: null, problem: 'too_many', most });
  for (const file of files) {
    if (file.name.trim() === '' || file.name.length > 255)
      return refuse('evidence_file', { file: file.name.slice(0, 255), problem: 'name' });
    if (!SHA256_HEX.test(file.sha256)) return refuse('evidence_file', { file: file.name, problem: 'sha256' });
    if (!Number.isSafeInteger(file.bytes) || file.bytes < 0)
      return refuse('evidence_file', { file: file.name, problem: 'bytes' });
  }
  return ok(files);
}

/**
 * Admits a provider's report: from the start until 24 h after the last hour, at most the units left, with at least one hashed
 * file; on a lease with milestones exactly to one of them, with its checkpoint (S-7).
 */
export function reportDelivery(
  lease: ReportingLease,
  report: { readonly units: bigint; readonly evidence: Evidence },
  now: Date,
  acceptanceWindowHours: number,
): Result<AdmittedReport, ReportRefusal> {
  if (lease.state === 'ended') return refuse('lease_ended');
  if (lease.state === 'reserved') return refuse('lease_not_started', { startHour: lease.startHour });
  if (isReportingClosed(lease, now)) return refuse('reporting_closed', { endHour: lease.endHour });
  if (report.units <= 0n) return refuse('units_not_positive', { units: report.units });
  const left = lease.units - lease.reportedUnits;
  if (report.units > left) return refuse('units_above_remaining', { wanted: report.units, left });
  const { files } = report.evidence;
  if (files.length === 0) return refuse('evidence_missing', {});
  const checked = checkFiles(files, EVIDENCE_FILES_MAX);
  if (!checked.ok) return checked;
  if (lease.milestones !== null) {
    const reached = checkMilestone(
      { ...lease, milestones: lease.milestones },
      report,
      hourStart(lease.startHour),
      now,
    );
    if (!reached.ok) return reached;
  }
  return ok({
    units: report.units,
    reportedUnits: lease.reportedUnits + report.units,
    windowEndsAt: new Date(now.getTime() + acceptanceWindowHours * MS_PER_HOUR),
  });
}
