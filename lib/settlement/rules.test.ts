import { describe, expect, it } from 'vitest';
import { DISPUTE_OUTCOMES, LEASE_END_REASONS, LEASE_STATES } from '@/db/schema';
import { hourStart } from '@/lib/core/hours';
import { acceptBySilence, acceptDelivery, rejectDelivery } from './acceptance';
import { type Evidence, reportDelivery } from './delivery';
import { OUTCOMES } from './dispute';
import { countUnits, giveUpLease } from './end-lease';
import { END_REASONS, moveState, STATES, stateByClock } from './lease-state';

const START = 490_000;
const END = START + 10;
const evidence: Evidence = {
  files: [{ name: 'checkpoint.safetensors', sha256: 'a'.repeat(64), bytes: 1024 }],
  metrics: { loss: 1.2 },
  note: '',
};
const running = {
  state: 'running' as const,
  startHour: START,
  endHour: END,
  units: 100n,
  reportedUnits: 60n,
  milestones: null,
};

describe('lease states', () => {
  it('states, reasons and outcomes are the ones the database keeps', () => {
    expect(STATES).toEqual(LEASE_STATES);
    expect(END_REASONS).toEqual(LEASE_END_REASONS);
    expect(DISPUTE_OUTCOMES).toEqual(OUTCOMES);
  });
  it('nothing leaves ended, and a reserved lease is not disputed', () => {
    for (const to of STATES) expect(moveState('ended', to).ok).toBe(to === 'ended');
    expect(moveState('reserved', 'disputed')).toEqual({
      ok: false,
      refusal: { code: 'lease_state', facts: { from: 'reserved', to: 'disputed' } },
    });
    expect(moveState('delivering', 'running').ok).toBe(false);
  });
  it('reserved until its first hour, running until its end, then delivering', () => {
    expect(stateByClock(running, new Date(hourStart(START).getTime() - 1))).toBe('reserved');
    expect(stateByClock(running, hourStart(START))).toBe('running');
    expect(stateByClock(running, hourStart(END))).toBe('delivering');
  });
});

describe('a report', () => {
  const report = (over: object, lease: object = {}, hour = START + 1) =>
    reportDelivery({ ...running, ...lease }, { units: 40n, evidence, ...over }, hourStart(hour), 72);
  const code = (result: ReturnType<typeof report>) => (result.ok ? 'ok' : result.refusal.code);

  it('40 of the 40 units left, silence until 72 h later', () => {
    expect(report({})).toEqual({
      ok: true,
      value: { units: 40n, reportedUnits: 100n, windowEndsAt: hourStart(START + 73) },
    });
  });
  it('41 of 40 left are refused with both numbers', () => {
    expect(report({ units: 41n })).toEqual({
      ok: false,
      refusal: { code: 'units_above_remaining', facts: { wanted: 41n, left: 40n } },
    });
    expect(code(report({ units: 0n }))).toBe('units_not_positive');
  });
  it('needs a file with a SHA-256 in lower-case hex, a name and a size', () => {
    const file = evidence.files[0]!;
    const withFile = (over: object) =>
      code(report({ evidence: { ...evidence, files: [{ ...file, ...over }] } }));
    expect(code(report({ evidence: { ...evidence, files: [] } }))).toBe('evidence_missing');
    expect(withFile({ sha256: 'A'.repeat(64) })).toBe('evidence_file');
    expect(withFile({ sha256: 'a'.repeat(63) })).toBe('evidence_file');
    expect(withFile({ name: ' ' })).toBe('evidence_file');
    expect(withFile({ bytes: -1 })).toBe('evidence_file');
    expect(withFile({ bytes: 0 })).toBe('ok');
  });
  it('comes from the start until 24 h after the last hour', () => {
    expect(code(report({}, { state: 'reserved' }))).toBe('lease_not_started');
    expect(code(report({}, { state: 'delivering' }, END + 23))).toBe('ok');
    expect(code(report({}, { state: 'disputed' }, END + 24))).toBe('reporting_closed');
    expect(code(report({}, { state: 'ended' }))).toBe('lease_ended');
  });
});

describe('acceptance', () => {
  const open = { kind: 'result' as const, state: 'reported' as const, windowEndsAt: hourStart(START + 72) };
  const before = new Date(open.windowEndsAt.getTime() - 1);
  const no = { reason: 'incomplete' as const, statement: 'frames 12 to 40 are black', files: [] };

  it('silence accepts at the very end of the window and no millisecond earlier', () => {
    expect(acceptBySilence(open, before).ok).toBe(false);
    expect(acceptBySilence(open, open.windowEndsAt)).toEqual({ ok: true, value: 'accepted_by_silence' });
  });
  it('a rejection comes inside the window, in words', () => {
    expect(rejectDelivery(open, no, before)).toEqual({ ok: true, value: no });
    expect(rejectDelivery(open, no, open.windowEndsAt).ok).toBe(false);
    expect(rejectDelivery(open, { ...no, statement: '  bad ' }, before).ok).toBe(false);
  });
  it('is given once', () => {
    for (const state of ['accepted', 'accepted_by_silence', 'rejected', 'decided'] as const) {
      expect(acceptDelivery({ ...open, state }).ok).toBe(false);
      expect(rejectDelivery({ ...open, state }, no, before).ok).toBe(false);
      expect(acceptBySilence({ ...open, state }, open.windowEndsAt).ok).toBe(false);
    }
    expect(acceptDelivery(open)).toEqual({ ok: true, value: 'accepted' });
  });
});

describe('giving a lease up', () => {
  it('takes a provider whose reports are all answered', () => {
    const pending = countUnits(10n, [{ units: 2n, state: 'reported', providerUnits: null }], 'open');
    expect(giveUpLease({ state: 'running' }, pending)).toMatchObject({
      refusal: { code: 'deliveries_pending' },
    });
    const settled = countUnits(10n, [{ units: 2n, state: 'accepted', providerUnits: null }], 'open');
    expect(giveUpLease({ state: 'running' }, settled).ok).toBe(true);
  });
});
