import { describe, expect, it } from 'vitest';
import { hourStart } from '@/lib/core/hours';
import { hearingOf } from '@/lib/settlement/hearing';
import { type DisputeDetailShown, disputeStatus, type SaidShown } from './dispute-shown';
import { stepsOf } from './dispute-steps';

const at = (hours: number) => hourStart(490_000 + hours);

const said = (
  sequence: number,
  side: SaidShown['side'],
  hours: number,
  over: Partial<SaidShown> = {},
): SaidShown => ({
  sequence,
  side,
  statement: 'words',
  evidence: { files: [] },
  rests: false,
  personName: null,
  eventAt: at(hours),
  ...over,
});

function detailOf(
  words: readonly SaidShown[],
  now: Date,
  over: Partial<DisputeDetailShown['dispute']> = {},
): DisputeDetailShown {
  const dispute = {
    id: 'dsp_1',
    leaseId: 'lea_1',
    disputedMicros: 45_000_000n,
    reason: 'incomplete',
    statement: 'The last frames are missing.',
    evidence: { files: [{ name: 'list', sha256: 'a'.repeat(64), bytes: 1 }] },
    state: 'open' as const,
    statementsUntil: at(72),
    outcome: null,
    decisionReason: null,
    decisionNote: null,
    decidedBy: null,
    providerUnits: null,
    earnedMicros: null,
    feeMicros: null,
    creditMicros: null,
    refundedMicros: null,
    decidedAt: null,
    eventAt: at(0),
    ...over,
  };
  return {
    viewer: 'buyer',
    dispute,
    delivery: {
      sequence: 1,
      kind: 'result',
      units: 30n,
      evidence: { files: [], metrics: {}, note: '' },
      eventAt: at(-1),
    },
    lease: {
      id: 'lea_1',
      priceMicros: 150_000_000n,
      unitKind: 'frames',
      units: 100n,
      startHour: 1,
      endHour: 2,
      inputReadyAt: null,
      inputNote: null,
    },
    feeBps: 200,
    statementHours: 72,
    buyerName: 'Buyer',
    providerName: 'Provider',
    pool: { name: 'Pool', code: 'P', chip: 'a40' },
    hearing: hearingOf(dispute, words, now),
    said: words,
    deciderName: null,
    counts: { units: 100n, reported: 30n, accepted: 0n, disputed: 30n, lost: 0n },
    waits: false,
    currency: 'CNY',
  };
}
const kinds = (detail: DisputeDetailShown) => stepsOf(detail).map(({ kind }) => kind);

describe('the steps of a dispute', () => {
  it('are the report, the rejection with 45.00 frozen, what was said and the clock’s end', () => {
    const detail = detailOf(
      [said(1, 'provider', 5), said(2, 'buyer', 6, { statement: '', rests: true })],
      at(80),
    );
    expect(kinds(detail)).toEqual(['reported', 'rejected', 'stated', 'rested', 'closed']);
    expect(stepsOf(detail)[1]).toMatchObject({
      by: 'buyer',
      files: [{ name: 'list' }],
      money: { kind: 'frozen', amountMicros: 45_000_000n },
    });
    expect(kinds(detailOf([], at(71)))).toEqual(['reported', 'rejected']);
  });
  it('have no end by the clock where both sides rested before it', () => {
    const both = [
      said(1, 'provider', 5, { rests: true }),
      said(2, 'buyer', 6, { statement: '', rests: true }),
    ];
    expect(kinds(detailOf(both, at(80)))).toEqual(['reported', 'rejected', 'statedAndRests', 'rested']);
  });
  it('end with what moved: 30.00 earned with 0.60 fee and 1.00 of late credit is 28.40 and 16.00 back', () => {
    const decided = {
      state: 'decided' as const,
      outcome: 'shared',
      decidedBy: 'operator' as const,
      providerUnits: 20n,
      earnedMicros: 30_000_000n,
      feeMicros: 600_000n,
      creditMicros: 1_000_000n,
      refundedMicros: 15_000_000n,
      decidedAt: at(75),
    };
    const steps = stepsOf(detailOf([said(1, 'operator', 73)], at(80), decided));
    expect(steps.map(({ kind }) => kind)).toEqual(['reported', 'rejected', 'closed', 'asked', 'decided']);
    expect(steps.at(-1)?.money).toEqual({
      kind: 'decided',
      providerMicros: 28_400_000n,
      feeMicros: 600_000n,
      creditMicros: 1_000_000n,
      buyerMicros: 16_000_000n,
      paidUnits: 20n,
    });
    const withdrawn = { ...decided, decidedBy: 'buyer' as const, outcome: 'for_provider', decidedAt: at(3) };
    expect(kinds(detailOf([], at(80), withdrawn))).toEqual(['reported', 'rejected', 'withdrawn']);
  });
});

describe('the one word of a dispute', () => {
  it('is its stage, that it is overdue, its outcome, or who gave it up', () => {
    const word = (hours: number, over: object = {}) => {
      const { dispute, hearing } = detailOf([], at(hours), over);
      return disputeStatus({ ...dispute, hearing });
    };
    expect([word(1), word(72), word(144)]).toEqual(['statements', 'decision', 'overdue']);
    const decided = { state: 'decided', outcome: 'for_buyer', decidedAt: at(80) };
    expect(word(90, { ...decided, decidedBy: 'operator' })).toBe('for_buyer');
    expect(word(90, { ...decided, decidedBy: 'provider' })).toBe('conceded');
    expect(word(90, { ...decided, decidedBy: 'buyer' })).toBe('withdrawn');
    expect(disputeStatus({ state: 'open', outcome: null, decidedBy: null })).toBe('open');
  });
});
