import { ok, type Result, refuse } from '@/lib/core/result';
import { checkStatement, type SideStatement } from './acceptance';

/** Who speaks in a dispute. */
export const SIDES = ['buyer', 'provider', 'operator'] as const;
export type Side = (typeof SIDES)[number];

/** The two sides whose units and money a dispute is about. */
export const PARTIES = ['buyer', 'provider'] as const;
export type Party = (typeof PARTIES)[number];

/** The operator promises its decision within so many hours after both sides were heard. */
export const DECISION_HOURS = 72;

/** The most hours a question of the operator gives both sides to answer. */
export const ANSWER_HOURS_MAX = 168;

const MS_PER_HOUR = 3_600_000;
const hoursAfter = (at: Date, hours: number): Date => new Date(at.getTime() + hours * MS_PER_HOUR);

/** What was said in a dispute, as far as its clock reads it; in the order it was said. */
export interface Said {
  readonly side: Side;
  /** Blank where a side only says that it rests. */
  readonly statement: string;
  readonly rests: boolean;
  readonly eventAt: Date;
}

/** The dispute's own clock: opened with the rejection, for the hours of the lease's terms (M-19). */
export interface HeardDispute {
  readonly state: 'open' | 'decided';
  readonly statementsUntil: Date;
}

/** Until when both sides may state on a rejection made now, by the terms the lease was made under (M-19). */
export const statementsUntil = (now: Date, disputeStatementHours: number): Date =>
  hoursAfter(now, disputeStatementHours);

/**
 * Which sides rest: have said all they want to. New words of anybody else let a side speak again, so nobody is caught
 * having rested before what it would have answered (S-3).
 */
export function restingSides(said: readonly Said[]): Readonly<Record<Party, boolean>> {
  const rests = { buyer: false, provider: false };
  for (const { side, statement, rests: now } of said)
    for (const party of PARTIES)
      if (side === party) rests[party] = now;
      else if (statement !== '') rests[party] = false;
  return rests;
}

/** Where a dispute stands on its clock. */
export interface Hearing {
  /** `statements`: both sides may state; `decision`: it's the operator's turn. */
  readonly stage: 'statements' | 'decision' | 'decided';
  readonly rests: Readonly<Record<Party, boolean>>;
  /** When stating ends or ended: the clock's end, or the moment both sides rested. */
  readonly statementsEndAt: Date;
  /** When the operator has promised to decide by. */
  readonly decideBy: Date;
  /** The promise is broken: undecided past `decideBy`. */
  readonly overdue: boolean;
}

/** Where a dispute stands now: a function of what was said and the clock alone (S-3). */
export function hearingOf(dispute: HeardDispute, said: readonly Said[], now: Date): Hearing {
  const rests = restingSides(said);
  const restedAt = rests.buyer && rests.provider ? said.at(-1)?.eventAt : undefined;
  const statementsEndAt = restedAt && restedAt < dispute.statementsUntil ? restedAt : dispute.statementsUntil;
  const decideBy = hoursAfter(statementsEndAt, DECISION_HOURS);
  const isOpen = dispute.state === 'open';
  const heard = now.getTime() >= statementsEndAt.getTime();
  return {
    stage: isOpen ? (heard ? 'decision' : 'statements') : 'decided',
    rests,
    statementsEndAt,
    decideBy,
    overdue: isOpen && now.getTime() >= decideBy.getTime(),
  };
}

/** Whether an open dispute waits for a party: it may state, and somebody else had the last word that asks for an answer. */
export function waitsFor(party: Party, hearing: Hearing, said: readonly Said[]): boolean {
  if (hearing.stage !== 'statements' || hearing.rests[party]) return false;
  const last = said.findLast(({ statement }) => statement !== '');
  // The rejection itself is the buyer's first word.
  return last ? last.side !== party : party === 'provider';
}

/** A party's statement; with `rests` it has said all it wants to. */
export interface Statement extends SideStatement {
  readonly rests: boolean;
}

export type StatementRefusal =
  | 'dispute_decided'
  | 'statements_closed'
  | 'side_rests'
  | 'statement_missing'
  | 'evidence_file';

/**
 * Admits a party's statement: while stating is open and it doesn't rest, in at least a few words; only to say that it
 * rests it needs none, and no files without words (S-3).
 */
export function admitStatement(
  dispute: HeardDispute,
  said: readonly Said[],
  party: Party,
  statement: Statement,
  now: Date,
): Result<Statement, StatementRefusal> {
  const hearing = hearingOf(dispute, said, now);
  if (hearing.stage === 'decided') return refuse('dispute_decided');
  if (hearing.stage === 'decision')
    return refuse('statements_closed', { endedAt: hearing.statementsEndAt.toISOString() });
  if (hearing.rests[party]) return refuse('side_rests');
  if (statement.rests && statement.statement.trim() === '' && statement.files.length === 0)
    return ok({ statement: '', files: [], rests: true });
  const given = checkStatement(statement);
  return given.ok ? ok({ ...given.value, rests: statement.rests }) : given;
}

/** Admits a question of the operator: it gives both sides at least `answerHours` to answer, and ends every rest (S-3). */
export function admitQuestion(
  dispute: HeardDispute,
  question: string,
  answerHours: number,
  now: Date,
): Result<{ readonly statement: string; readonly statementsUntil: Date }, StatementRefusal> {
  if (dispute.state !== 'open') return refuse('dispute_decided');
  const given = checkStatement({ statement: question, files: [] });
  if (!given.ok) return given;
  const untilMs = Math.max(hoursAfter(now, answerHours).getTime(), dispute.statementsUntil.getTime());
  return ok({ statement: given.value.statement, statementsUntil: new Date(untilMs) });
}
