import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DISPUTE_OUTCOMES, LEASE_END_REASONS, LEASE_STATES } from '@/db/schema/delivery';
import { hourStart } from '@/lib/core/hours';
import { acceptBySilence, acceptDelivery, rejectDelivery } from './acceptance';
import { cancelLease, cancellationCharge, leavingCost, resaleDue } from './cancellation';
import type { DeliveryStanding } from './delivery';
import { type Evidence, reportDelivery } from './delivery';
import { OUTCOMES } from './dispute';
import { countUnits, giveUpLease } from './end-lease';
import { END_REASONS, moveState, STATES, stateByClock } from './lease-state';
import { refundFacts } from './refund-facts';
import type { SettlingLease } from './settle-lease';

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
  const open = { state: 'reported' as const, windowEndsAt: hourStart(START + 72) };
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

describe('leaving a lease', () => {
  const reserved: SettlingLease = {
    startHour: START,
    endHour: END,
    priceMicros: 100_000_019n,
    units: 10n,
    state: 'reserved',
    startedAt: null,
    feeBps: 200,
    lateTerms: { lateCreditBpsPerHour: 100, lateCreditCapBps: 2000 },
    heldMicros: 100_000_019n,
    disputedMicros: 0n,
    earnedMicros: 0n,
    feeMicros: 0n,
    refundedMicros: 0n,
    creditMicros: 0n,
    reportingClosedAt: null,
  };
  it('before its start costs 5 % of 100.000019 = 5.00, of which 0.10 is fee, and returns 95.000019 (S-8)', () => {
    const cancelled = cancelLease(reserved, [], [], hourStart(START - 1));
    expect(cancelled.ok && cancelled.value.money).toEqual({
      heldMicros: 0n,
      disputedMicros: 0n,
      earnedMicros: 5_000_000n,
      feeMicros: 100_000n,
      refundedMicros: 95_000_019n,
      creditMicros: 0n,
    });
    expect(cancelled.ok && cancelled.value.releaseFromHour).toBe(START);
  });
  const hours = Array.from({ length: END - START }, (_, i) => ({
    hour: START + i,
    cards: 1,
    priceMicros: 10_000_000n,
  }));
  const running: SettlingLease = {
    ...reserved,
    startHour: START,
    endHour: END,
    priceMicros: 10_000_000n * BigInt(END - START),
    heldMicros: 10_000_000n * BigInt(END - START),
    state: 'running',
    startedAt: hourStart(START),
  };
  const early = (units: bigint, state: DeliveryStanding['state'] = 'accepted'): DeliveryStanding => ({
    units,
    state,
    providerUnits: null,
    kind: 'result',
    reportedAt: hourStart(START),
  });
  it('after its start it costs 5 %, the accepted units and the hours given back, at most the price', () => {
    const price = running.priceMicros;
    const left = cancelLease(running, [early(1n)], hours, hourStart(START));
    const fifth = price / 20n;
    const wanted = price / 10n + fifth + BigInt(END - START - 1) * 10_000_000n;
    const cost = wanted < price ? wanted : price;
    expect(left.ok && left.value.money).toMatchObject({ earnedMicros: cost, refundedMicros: price - cost });
    expect(left.ok && [left.value.releaseFromHour, left.value.resaleHour]).toEqual([START + 1, START + 1]);
    expect(cancelLease(running, [early(1n, 'reported')], hours, hourStart(START))).toMatchObject({
      refusal: { code: 'deliveries_pending' },
    });
    expect(cancelLease(running, [], hours, hourStart(END - 1))).toMatchObject({
      refusal: { code: 'hours_begun' },
    });
  });
  it('every hour others take lowers the cost, never under 5 % and the accepted units, and all of them return only that', () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 10n ** 12n),
        fc.nat(1000),
        fc.nat(1000),
        fc.nat(1000),
        (priceMicros, a, h, r) => {
          const part = (share: number) => (priceMicros * BigInt(share)) / 1000n;
          const left = {
            priceMicros,
            acceptedMicros: part(a),
            refundedMicros: 0n,
            hoursMicros: part(h),
          };
          const resold = (left.hoursMicros * BigInt(r)) / 1000n;
          const [cost, all] = [leavingCost(left, resold), leavingCost(left, left.hoursMicros)];
          expect(cost <= priceMicros && all <= cost).toBe(true);
          expect(resaleDue(left, resold)).toBe(leavingCost(left, 0n) - cost);
          const floor = left.acceptedMicros + cancellationCharge(priceMicros);
          expect(all).toBe(floor < priceMicros ? floor : priceMicros);
        },
      ),
    );
  });
  it('a row that still says reserved when its first hour has begun counts as started', () => {
    const left = cancelLease({ ...running, state: 'reserved', startedAt: null }, [], hours, hourStart(START));
    expect(left.ok && left.value.resaleHour).toBe(START + 1);
  });
  it('a provider gives up only when nothing it reported is pending', () => {
    const pending = countUnits(10n, [{ units: 2n, state: 'reported', providerUnits: null }], 'open');
    expect(giveUpLease({ state: 'running' }, pending)).toMatchObject({
      refusal: { code: 'deliveries_pending' },
    });
    const settled = countUnits(10n, [{ units: 2n, state: 'accepted', providerUnits: null }], 'open');
    expect(giveUpLease({ state: 'running' }, settled).ok).toBe(true);
  });
  it('the refund row says 3 of 10 units unpaid, paid and refunded adding up to the price', () => {
    const ended = { ...reserved, earnedMicros: 70_000_013n, refundedMicros: 30_000_006n };
    const facts = refundFacts(ended, { units: 10n, accepted: 7n }, 'partially_delivered');
    expect(facts).toMatchObject({ unpaidUnits: 3n, paidMicros: 70_000_013n, refundedMicros: 30_000_006n });
    expect(() => refundFacts(reserved, { units: 10n, accepted: 7n }, 'completed')).toThrow('S-2');
  });
});
