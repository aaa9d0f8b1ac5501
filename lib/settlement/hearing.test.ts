import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourStart } from '@/lib/core/hours';
import {
  admitQuestion,
  admitStatement,
  hearingOf,
  restingSides,
  type Said,
  SIDES,
  type Statement,
  waitsFor,
} from './hearing';

const START = 490_000;
const at = (hours: number) => hourStart(START + hours);
const dispute = { state: 'open' as const, statementsUntil: at(72) };
const said = (side: Said['side'], words: string, rests: boolean, hours = 1): Said => ({
  side,
  statement: words,
  rests,
  eventAt: at(hours),
});
const words = (over: Partial<Statement> = {}): Statement => ({
  statement: 'The frames match the scene.',
  files: [],
  rests: false,
  ...over,
});
const code = (result: ReturnType<typeof admitStatement>) => (result.ok ? 'ok' : result.refusal.code);

describe('the clock of a dispute', () => {
  it('runs 72 h for statements, then promises a decision within 72 h more, and is overdue from then on', () => {
    const on = (hours: number) => hearingOf(dispute, [], at(hours));
    expect([on(0).stage, on(71).stage, on(72).stage]).toEqual(['statements', 'statements', 'decision']);
    expect(on(0).decideBy).toEqual(at(144));
    expect([on(143).overdue, on(144).overdue]).toEqual([false, true]);
    expect(hearingOf({ ...dispute, state: 'decided' }, [], at(200))).toMatchObject({
      stage: 'decided',
      overdue: false,
    });
  });
  it('ends the moment both sides rest: rested at 5 h and 9 h, the decision is promised by 81 h', () => {
    const both = [said('provider', 'Here are the logs.', true, 5), said('buyer', '', true, 9)];
    expect(hearingOf(dispute, both, at(9))).toMatchObject({
      stage: 'decision',
      statementsEndAt: at(9),
      decideBy: at(81),
    });
  });
  it('runs on when one side is silent: nobody rests for it', () => {
    const one = [said('buyer', 'All I have to say.', true)];
    expect(hearingOf(dispute, one, at(71)).stage).toBe('statements');
    expect(hearingOf(dispute, one, at(72)).stage).toBe('decision');
  });
});

describe('resting', () => {
  it('ends with new words of the other side or of the operator, not with the other side’s rest', () => {
    const rested = said('buyer', 'That is all.', true);
    expect(restingSides([rested, said('provider', '', true)])).toEqual({ buyer: true, provider: true });
    expect(restingSides([rested, said('provider', 'New logs.', true)])).toEqual({
      buyer: false,
      provider: true,
    });
    expect(restingSides([rested, said('operator', 'Which scene?', false)]).buyer).toBe(false);
  });
  it('a side that rests says no more until it may again', () => {
    const rested = [said('buyer', 'That is all.', true)];
    expect(code(admitStatement(dispute, rested, 'buyer', words(), at(2)))).toBe('side_rests');
    const answered = [...rested, said('provider', 'New logs.', false)];
    expect(code(admitStatement(dispute, answered, 'buyer', words(), at(2)))).toBe('ok');
  });
  it('both rest only if each one’s last act was to rest and nobody else spoke after it', () => {
    const acts = fc.array(
      fc.record({ side: fc.constantFrom(...SIDES), wordy: fc.boolean(), rests: fc.boolean() }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(acts, (list) => {
        const all = list
          .filter(({ side, wordy, rests }) => wordy || (rests && side !== 'operator'))
          .map(({ side, wordy, rests }) => said(side, wordy ? 'words' : '', rests && side !== 'operator'));
        const rests = restingSides(all);
        for (const party of ['buyer', 'provider'] as const) {
          const own = all.findLastIndex(({ side }) => side === party);
          const others = all.findLastIndex(({ side, statement }) => side !== party && statement !== '');
          expect(rests[party]).toBe(own >= 0 && all[own]!.rests && own > others);
        }
      }),
    );
  });
});

describe('a statement', () => {
  it('comes before the clock’s end, in at least ten characters, with hashed files', () => {
    const state = (given: Statement, hours = 1) =>
      code(admitStatement(dispute, [], 'provider', given, at(hours)));
    expect([state(words(), 71), state(words(), 72)]).toEqual(['ok', 'statements_closed']);
    expect(state(words({ statement: 'no' }))).toBe('statement_missing');
    expect(state(words({ files: [{ name: 'log', sha256: 'A'.repeat(64), bytes: 1 }] }))).toBe(
      'evidence_file',
    );
    expect(state(words({ files: [{ name: 'log', sha256: 'a'.repeat(64), bytes: 1 }] }))).toBe('ok');
    const decided = { ...dispute, state: 'decided' as const };
    expect(code(admitStatement(decided, [], 'buyer', words(), at(1)))).toBe('dispute_decided');
  });
  it('needs no words to rest, but no files come without words', () => {
    const rest = words({ statement: ' ', rests: true });
    expect(admitStatement(dispute, [], 'buyer', rest, at(1))).toEqual({
      ok: true,
      value: { statement: '', files: [], rests: true },
    });
    const file = { name: 'log', sha256: 'a'.repeat(64), bytes: 1 };
    expect(code(admitStatement(dispute, [], 'buyer', { ...rest, files: [file] }, at(1)))).toBe(
      'statement_missing',
    );
  });
  it('is waited for from whom the last words ask: first the provider, then the buyer, after a question both', () => {
    const waits = (all: readonly Said[]) => {
      const hearing = hearingOf(dispute, all, at(2));
      return [waitsFor('buyer', hearing, all), waitsFor('provider', hearing, all)];
    };
    expect(waits([])).toEqual([false, true]);
    expect(waits([said('provider', 'As agreed.', false)])).toEqual([true, false]);
    expect(waits([said('provider', 'As agreed.', true)])).toEqual([true, false]);
    expect(waits([said('operator', 'Which scene?', false)])).toEqual([true, true]);
    expect(waits([said('provider', 'As agreed.', true), said('buyer', '', true)])).toEqual([false, false]);
  });
});

describe('the operator’s question', () => {
  it('at 70 h with 24 h to answer keeps statements open until 94 h; at 1 h it doesn’t shorten the 72 h', () => {
    const until = (hours: number) => {
      const asked = admitQuestion(dispute, 'Which scene was rendered?', 24, at(hours));
      return asked.ok ? asked.value.statementsUntil : null;
    };
    expect([until(70), until(1)]).toEqual([at(94), at(72)]);
    expect(admitQuestion({ ...dispute, state: 'decided' }, 'Which scene was it?', 24, at(1)).ok).toBe(false);
  });
});
