import { mulDivFloor } from '@/lib/core/amount';
import { type Hour, hourStart } from '@/lib/core/hours';
import { ok, type Result, refuse } from '@/lib/core/result';
import { STATEMENT_LENGTH_MIN } from './acceptance';
import type { AdmittedReport, DeliveryStanding } from './delivery';
import { isReportingClosed, type LeaseInterval, type LeaseState } from './lease-state';

const MS_PER_HOUR = 3_600_000;

/** A lease as its buyer's input is asked of it. */
export interface InputLease extends LeaseInterval {
  readonly state: LeaseState;
  readonly units: bigint;
  readonly reportedUnits: bigint;
  /** When its buyer said that its input is ready; null while it hasn't. */
  readonly inputReadyAt: Date | null;
  /** When its provider said that the work runs (S-5); null while it hasn't. */
  readonly workStartedAt: Date | null;
}

/** A lease's cards in one of its reserved hours. */
export interface ReservedHour {
  readonly hour: Hour;
  readonly cards: number;
}

/** The buyer says, once and in words of where and what, that its input is ready, before or after the start (S-9). */
export function declareInputReady(
  lease: Pick<InputLease, 'state' | 'inputReadyAt'>,
  note: string,
): Result<string, 'lease_ended' | 'input_declared' | 'note_missing'> {
  if (lease.inputReadyAt) return refuse('input_declared', { at: lease.inputReadyAt.toISOString() });
  if (lease.state === 'ended') return refuse('lease_ended');
  const words = note.trim();
  return words.length >= STATEMENT_LENGTH_MIN
    ? ok(words)
    : refuse('note_missing', { least: STATEMENT_LENGTH_MIN });
}

/** What shows that the buyer's input was there: its own word, its provider's that the work runs, a first result; or nothing yet. */
export type InputShownBy = 'declared' | 'started' | 'result' | 'nothing';

/** Until when a lease's input was missing, and what shows it: the earliest of the buyer's word, the work's start, a first result and now (S-9). */
export function inputMissingUntil(
  lease: Pick<InputLease, 'inputReadyAt' | 'workStartedAt'>,
  deliveries: readonly Pick<DeliveryStanding, 'kind' | 'reportedAt'>[],
  now: Date,
): { readonly until: Date; readonly shownBy: InputShownBy } {
  let found: { readonly until: Date; readonly shownBy: InputShownBy } = { until: now, shownBy: 'nothing' };
  const shown = (until: Date, shownBy: InputShownBy) => {
    if (until.getTime() <= found.until.getTime()) found = { until, shownBy };
  };
  for (const { kind, reportedAt } of deliveries) if (kind === 'result') shown(reportedAt, 'result');
  if (lease.workStartedAt) shown(lease.workStartedAt, 'started');
  if (lease.inputReadyAt) shown(lease.inputReadyAt, 'declared');
  return found;
}

/** Whether a reserved hour was over by an instant. */
const endedBy = ({ hour }: ReservedHour, at: Date): boolean => hourStart(hour + 1).getTime() <= at.getTime();

const cardHoursOf = (hours: readonly ReservedHour[]): bigint =>
  hours.reduce((sum, { cards }) => sum + BigInt(cards), 0n);

/** Units that hours lost to late input stand for: ⌊units × their card-hours ÷ all reserved card-hours⌋ (S-9). */
export function lostUnits(units: bigint, hours: readonly ReservedHour[], until: Date): bigint {
  const lost = cardHoursOf(hours.filter((hour) => endedBy(hour, until)));
  return mulDivFloor(units, lost, cardHoursOf(hours));
}

/** The hours in which a lease's cards could work: all of them, less those that late input was paid for (S-9). */
export function workedHours<H extends ReservedHour>(
  lease: Pick<InputLease, 'inputReadyAt' | 'workStartedAt'>,
  hours: readonly H[],
  deliveries: readonly (Pick<DeliveryStanding, 'kind' | 'reportedAt'> & { readonly paidUnits: bigint })[],
): readonly H[] {
  const paid = deliveries.filter(({ kind, paidUnits }) => kind === 'late_input' && paidUnits > 0n);
  const [last] = paid.map(({ reportedAt }) => reportedAt).sort((a, b) => b.getTime() - a.getTime());
  if (!last) return hours;
  const { until } = inputMissingUntil(lease, deliveries, last);
  return hours.filter((hour) => !endedBy(hour, until));
}

/** Where a lease's hours lost to late input stand. */
export interface LateInputStanding {
  /** Until when the input was missing, and what shows it. */
  readonly until: Date;
  readonly shownBy: InputShownBy;
  readonly lostCardHours: bigint;
  /** What they stand for, and of it what was claimed, whatever became of that. */
  readonly lostUnits: bigint;
  readonly claimedUnits: bigint;
  /** What a claim would bring now: at most the units left. */
  readonly openUnits: bigint;
}

/** What of a lease was lost to late input by now, and what of it may still be claimed (S-9). */
export function lateInputStanding(
  lease: Pick<InputLease, 'units' | 'reportedUnits' | 'inputReadyAt' | 'workStartedAt'>,
  hours: readonly ReservedHour[],
  deliveries: readonly Pick<DeliveryStanding, 'kind' | 'units' | 'reportedAt'>[],
  now: Date,
): LateInputStanding {
  const { until, shownBy } = inputMissingUntil(lease, deliveries, now);
  const lost = lostUnits(lease.units, hours, until);
  const claimed = deliveries.reduce((sum, d) => (d.kind === 'late_input' ? sum + d.units : sum), 0n);
  const [open, left] = [lost > claimed ? lost - claimed : 0n, lease.units - lease.reportedUnits];
  return {
    until,
    shownBy,
    lostCardHours: cardHoursOf(hours.filter((hour) => endedBy(hour, until))),
    lostUnits: lost,
    claimedUnits: claimed,
    openUnits: open < left ? open : left,
  };
}

export interface AdmittedClaim extends AdmittedReport {
  readonly note: string;
  /** Card-hours lost until now, also those claimed before. */
  readonly lostCardHours: bigint;
  readonly until: Date;
}

export type LateInputRefusal =
  | 'lease_not_started'
  | 'lease_ended'
  | 'reporting_closed'
  | 'note_missing'
  | 'no_units_left'
  | 'input_in_time'
  | 'input_shown_by_result'
  | 'input_shown_by_start'
  | 'no_hour_lost'
  | 'late_input_claimed'
  | 'late_input_below_unit';

/** Why hours lost so far bring no unit. */
function nothingToClaim({ until, shownBy, lostCardHours, claimedUnits }: LateInputStanding) {
  if (claimedUnits > 0n) return refuse('late_input_claimed', { claimed: claimedUnits });
  if (lostCardHours > 0n) return refuse('late_input_below_unit');
  const at = until.toISOString();
  if (shownBy === 'declared') return refuse('input_in_time', { at });
  if (shownBy === 'started') return refuse('input_shown_by_start', { at });
  return shownBy === 'result' ? refuse('input_shown_by_result', { at }) : refuse('no_hour_lost');
}

/**
 * A provider claims the units of full reserved hours that ended before its buyer's input was there (S-9): what they stand
 * for less what was claimed before, whatever became of that, at most the units left. Shown in words, answered like a report.
 */
export function claimLateInput(
  lease: InputLease,
  hours: readonly ReservedHour[],
  deliveries: readonly DeliveryStanding[],
  given: { readonly note: string; readonly acceptanceWindowHours: number },
  now: Date,
): Result<AdmittedClaim, LateInputRefusal> {
  if (lease.state === 'ended') return refuse('lease_ended');
  if (lease.state === 'reserved') return refuse('lease_not_started', { startHour: lease.startHour });
  if (isReportingClosed(lease, now)) return refuse('reporting_closed', { endHour: lease.endHour });
  const note = given.note.trim();
  if (note.length < STATEMENT_LENGTH_MIN) return refuse('note_missing', { least: STATEMENT_LENGTH_MIN });
  if (lease.reportedUnits === lease.units) return refuse('no_units_left');
  const standing = lateInputStanding(lease, hours, deliveries, now);
  const { openUnits: units, lostCardHours, until } = standing;
  if (units === 0n) return nothingToClaim(standing);
  return ok({
    note,
    units,
    reportedUnits: lease.reportedUnits + units,
    windowEndsAt: new Date(now.getTime() + given.acceptanceWindowHours * MS_PER_HOUR),
    lostCardHours,
    until,
  });
}
