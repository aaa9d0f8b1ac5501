import type { Side } from '@/lib/settlement/hearing';
import type { DisputeDetailShown, FileShown } from './dispute-shown';

/** What a step moved between accounts; null where it moved nothing. */
export type StepMoney =
  | { readonly kind: 'frozen'; readonly amountMicros: bigint }
  | {
      readonly kind: 'decided';
      /** After fee and credit. */
      readonly providerMicros: bigint;
      readonly feeMicros: bigint;
      readonly creditMicros: bigint;
      /** Refund and credit. */
      readonly buyerMicros: bigint;
      readonly paidUnits: bigint;
    };

/** One step of a dispute as its timeline shows it. */
export interface Step {
  readonly key: string;
  readonly kind:
    | 'reported'
    | 'rejected'
    | 'stated'
    | 'statedAndRests'
    | 'rested'
    | 'asked'
    | 'closed'
    | 'decided'
    | 'withdrawn'
    | 'conceded';
  readonly by: Side | 'clock';
  readonly personName: string | null;
  readonly at: Date;
  readonly words: string;
  readonly files: readonly FileShown[];
  readonly money: StepMoney | null;
}

const step = (given: Pick<Step, 'key' | 'kind' | 'by' | 'at'> & Partial<Step>): Step => ({
  personName: null,
  words: '',
  files: [],
  money: null,
  ...given,
});

const saidSteps = ({ said }: DisputeDetailShown): Step[] =>
  said.map(({ sequence, side, statement, evidence, rests, personName, eventAt }) => {
    const spoken = rests ? ('statedAndRests' as const) : ('stated' as const);
    const kind = side === 'operator' ? 'asked' : statement === '' ? 'rested' : spoken;
    const { files } = evidence;
    return step({
      key: `said-${sequence}`,
      kind,
      by: side,
      at: eventAt,
      words: statement,
      files,
      personName,
    });
  });

/** The clock's own step: stating ended by it, not by both sides resting. */
function closedStep({ dispute, hearing }: DisputeDetailShown): Step[] {
  const ended =
    dispute.decidedAt === null ? hearing.stage === 'decision' : dispute.decidedAt >= dispute.statementsUntil;
  const byClock = hearing.statementsEndAt.getTime() === dispute.statementsUntil.getTime();
  if (!ended || !byClock) return [];
  return [step({ key: 'closed', kind: 'closed', by: 'clock', at: dispute.statementsUntil })];
}

function decidedStep({ dispute, deciderName }: DisputeDetailShown): Step[] {
  const { decidedAt, decidedBy, providerUnits, earnedMicros, feeMicros, creditMicros, refundedMicros } =
    dispute;
  if (decidedAt === null || decidedBy === null) return [];
  const credit = creditMicros ?? 0n;
  const fee = feeMicros ?? 0n;
  return [
    step({
      key: 'decided',
      kind: decidedBy === 'operator' ? 'decided' : decidedBy === 'buyer' ? 'withdrawn' : 'conceded',
      by: decidedBy,
      personName: deciderName,
      at: decidedAt,
      words: dispute.decisionNote ?? '',
      money: {
        kind: 'decided',
        providerMicros: (earnedMicros ?? 0n) - fee - credit,
        feeMicros: fee,
        creditMicros: credit,
        buyerMicros: (refundedMicros ?? 0n) + credit,
        paidUnits: providerUnits ?? 0n,
      },
    }),
  ];
}

/** Everything that happened in a dispute, first to last: report, rejection, what was said, the clock, the end (S-3). */
export function stepsOf(detail: DisputeDetailShown): readonly Step[] {
  const { delivery, dispute } = detail;
  const [closed] = closedStep(detail);
  const said = saidSteps(detail);
  // A question after the end opened statements again: only the last end is a step, and it may precede nothing said.
  const steps = closed
    ? [...said.filter(({ at }) => at <= closed.at), closed, ...said.filter(({ at }) => at > closed.at)]
    : said;
  return [
    step({
      key: 'reported',
      kind: 'reported',
      by: 'provider',
      at: delivery.eventAt,
      words: delivery.evidence.note,
      files: delivery.evidence.files,
    }),
    step({
      key: 'rejected',
      kind: 'rejected',
      by: 'buyer',
      at: dispute.eventAt,
      words: dispute.statement,
      files: dispute.evidence.files,
      money: { kind: 'frozen', amountMicros: dispute.disputedMicros },
    }),
    ...steps,
    ...decidedStep(detail),
  ];
}
