import { ok, type Result, refuse } from '@/lib/core/result';
import { checkFiles, type DeliveryKind, type DeliveryState, type EvidenceFile } from './delivery';

/** Why a buyer rejects a delivery. */
export const DISPUTE_REASONS = [
  'not_as_described',
  'quality_below_agreed',
  'incomplete',
  'cannot_be_opened',
  'input_was_ready',
  'other',
] as const;
export type DisputeReason = (typeof DISPUTE_REASONS)[number];

/** The reasons there are against each kind of delivery: hours lost to late input have no result to look at (S-9). */
export const REASONS_AGAINST: Readonly<Record<DeliveryKind, readonly DisputeReason[]>> = {
  result: DISPUTE_REASONS.filter((reason) => reason !== 'input_was_ready'),
  late_input: ['input_was_ready', 'other'],
};

export interface OpenDelivery {
  readonly state: DeliveryState;
  readonly windowEndsAt: Date;
}

/** The shortest statement of a side, in characters. */
export const STATEMENT_LENGTH_MIN = 10;

/** The most files one statement may name. */
export const STATEMENT_FILES_MAX = 50;

/** What a side gives for its words: files by their hashes, and the words themselves. */
export interface SideStatement {
  readonly statement: string;
  readonly files: readonly EvidenceFile[];
}

/** A side's words without the blanks around them, at least a few, with files that are named, sized and hashed (S-3). */
export function checkStatement(
  given: SideStatement,
): Result<SideStatement, 'statement_missing' | 'evidence_file'> {
  const statement = given.statement.trim();
  if (statement.length < STATEMENT_LENGTH_MIN)
    return refuse('statement_missing', { least: STATEMENT_LENGTH_MIN });
  const files = checkFiles(given.files, STATEMENT_FILES_MAX);
  return files.ok ? ok({ statement, files: files.value }) : files;
}

/** The buyer's yes: a reported delivery becomes accepted, also after its window while silence hasn't been booked yet (S-3). */
export function acceptDelivery(delivery: OpenDelivery): Result<'accepted', 'delivery_decided'> {
  return delivery.state === 'reported'
    ? ok('accepted')
    : refuse('delivery_decided', { state: delivery.state });
}

/** Silence past the acceptance window is acceptance (S-3); refuses while the window is open. */
export function acceptBySilence(
  delivery: OpenDelivery,
  now: Date,
): Result<'accepted_by_silence', 'delivery_decided' | 'window_open'> {
  if (delivery.state !== 'reported') return refuse('delivery_decided', { state: delivery.state });
  if (now.getTime() < delivery.windowEndsAt.getTime())
    return refuse('window_open', { endsAt: delivery.windowEndsAt.toISOString() });
  return ok('accepted_by_silence');
}

/** A rejection as the buyer gives it. */
export interface Rejection extends SideStatement {
  readonly reason: DisputeReason;
}

/** The buyer's no, inside the window, with a reason, in words and with any files: it opens a dispute over this delivery's units (S-3). */
export function rejectDelivery(
  delivery: OpenDelivery & { readonly kind: DeliveryKind },
  rejection: Rejection,
  now: Date,
): Result<
  Rejection,
  'delivery_decided' | 'window_passed' | 'reason_unfit' | 'statement_missing' | 'evidence_file'
> {
  if (delivery.state !== 'reported') return refuse('delivery_decided', { state: delivery.state });
  if (now.getTime() >= delivery.windowEndsAt.getTime())
    return refuse('window_passed', { endedAt: delivery.windowEndsAt.toISOString() });
  if (!REASONS_AGAINST[delivery.kind].includes(rejection.reason))
    return refuse('reason_unfit', { reason: rejection.reason });
  const given = checkStatement(rejection);
  return given.ok ? ok({ reason: rejection.reason, ...given.value }) : given;
}
