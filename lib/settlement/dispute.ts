import { type Micros, mulDivFloor } from '@/lib/core/amount';
import { ok, type Result, refuse } from '@/lib/core/result';
import type { Hearing } from './hearing';
import { leaseMoney, type UnitCounts } from './lease-money';

/** How a dispute ends; `shared`: some of its units are paid. */
export const OUTCOMES = ['for_buyer', 'for_provider', 'shared'] as const;
export type DisputeOutcome = (typeof OUTCOMES)[number];

/** Why the operator decides so, and which outcomes each ground carries (S-3). */
const OUTCOMES_OF = {
  as_described: ['for_provider'],
  not_as_described: ['for_buyer'],
  partly_as_described: ['shared'],
  /** The provider's evidence doesn't show what it reported. */
  evidence_missing: ['for_buyer', 'shared'],
  /** The buyer's objection isn't shown by what it gave. */
  objection_unproven: ['for_provider', 'shared'],
  /** Lost to input the buyer gave late: counts as delivered (S-9). */
  buyer_input_late: ['for_provider', 'shared'],
  /** What the buyer misses was never part of the job. */
  outside_the_job: ['for_provider', 'shared'],
  /** Both sides asked for this outcome. */
  agreed_by_both: ['for_provider', 'for_buyer', 'shared'],
} as const satisfies Readonly<Record<string, readonly DisputeOutcome[]>>;

export type DecisionGround = keyof typeof OUTCOMES_OF;
export const DECISION_GROUNDS: readonly DecisionGround[] = [
  'as_described',
  'not_as_described',
  'partly_as_described',
  'evidence_missing',
  'objection_unproven',
  'buyer_input_late',
  'outside_the_job',
  'agreed_by_both',
];

/** Whether a ground carries an outcome: a delivery that is as described isn't decided for its buyer. */
export const groundCarries = (ground: DecisionGround, outcome: DisputeOutcome): boolean => {
  const carried: readonly DisputeOutcome[] = OUTCOMES_OF[ground];
  return carried.includes(outcome);
};

/** How a party ends a dispute itself: the buyer withdraws its rejection, the provider concedes. */
export const PARTY_GROUNDS = ['withdrawn', 'conceded'] as const;
export type PartyGround = (typeof PARTY_GROUNDS)[number];

/** The shortest note that explains a decision, in characters. */
export const DECISION_NOTE_LENGTH_MIN = 10;

const BPS = 10_000n;

/** A share of a delivery in whole units: ⌊units × bps ÷ 10 000⌋, as every division of S-2. */
export const unitsOfShare = (units: bigint, shareBps: number): bigint =>
  mulDivFloor(units, BigInt(shareBps), BPS);

export interface Decision {
  readonly outcome: DisputeOutcome;
  readonly ground: DecisionGround;
  /** Of the delivery's units, those that are paid; read for `shared` alone. */
  readonly providerUnits: bigint | null;
  readonly note: string;
}

export interface Decided {
  readonly outcome: DisputeOutcome;
  readonly providerUnits: bigint;
}

export type DecisionRefusal =
  | 'dispute_decided'
  | 'statements_open'
  | 'ground_unfit'
  | 'share_out_of_range'
  | 'decision_note_missing';

/** Of a delivery's units, those its provider is paid: none, all, or a share that leaves each side at least one. */
function paidUnits(decision: Decision, units: bigint): bigint | null {
  if (decision.outcome === 'for_buyer') return 0n;
  if (decision.outcome === 'for_provider') return units;
  const { providerUnits } = decision;
  return providerUnits !== null && providerUnits > 0n && providerUnits < units ? providerUnits : null;
}

/**
 * The operator's decision on a dispute over `units` units, once both sides were heard and never earlier: who wants it over
 * sooner rests, withdraws or concedes. Its ground carries its outcome, and both sides read its note (S-3).
 */
export function decideDispute(
  hearing: Hearing,
  units: bigint,
  decision: Decision,
): Result<Decided, DecisionRefusal> {
  if (hearing.stage === 'decided') return refuse('dispute_decided');
  if (hearing.stage === 'statements')
    return refuse('statements_open', { until: hearing.statementsEndAt.toISOString() });
  const providerUnits = paidUnits(decision, units);
  if (providerUnits === null)
    return refuse('share_out_of_range', { found: decision.providerUnits, most: units - 1n });
  if (!groundCarries(decision.ground, decision.outcome))
    return refuse('ground_unfit', { ground: decision.ground, outcome: decision.outcome });
  if (decision.note.trim().length < DECISION_NOTE_LENGTH_MIN)
    return refuse('decision_note_missing', { least: DECISION_NOTE_LENGTH_MIN });
  return ok({ outcome: decision.outcome, providerUnits });
}

/** A party gives its own side up, at any time until the decision: the other one gets all of the units (S-3). */
export function endByParty(
  hearing: Hearing,
  units: bigint,
  ground: PartyGround,
): Result<Decided, 'dispute_decided'> {
  if (hearing.stage === 'decided') return refuse('dispute_decided');
  return ok(
    ground === 'withdrawn'
      ? { outcome: 'for_provider', providerUnits: units }
      : { outcome: 'for_buyer', providerUnits: 0n },
  );
}

/** What a decision gives each side, in micros: the provider earned − fee, the exchange the fee, the buyer the refund. */
export interface DecisionFigures {
  /** Fee included. */
  readonly earnedMicros: Micros;
  readonly feeMicros: Micros;
  readonly refundedMicros: Micros;
}

/**
 * What deciding a dispute of `units` units with `providerUnits` of them paid moves, from where the lease's units stand
 * before: the difference of two standings of S-2, so shares need no rounding of their own.
 */
export function decisionFigures(
  lease: { readonly priceMicros: Micros; readonly feeBps: number },
  before: UnitCounts,
  units: bigint,
  providerUnits: bigint,
): DecisionFigures {
  const was = leaseMoney(lease.priceMicros, before, lease.feeBps);
  const after = {
    ...before,
    accepted: before.accepted + providerUnits,
    disputed: before.disputed - units,
    lost: before.lost + units - providerUnits,
  };
  const is = leaseMoney(lease.priceMicros, after, lease.feeBps);
  return {
    earnedMicros: is.earnedMicros - was.earnedMicros,
    feeMicros: is.feeMicros - was.feeMicros,
    refundedMicros: is.refundedMicros - was.refundedMicros,
  };
}
