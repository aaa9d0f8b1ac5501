import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourStart } from '@/lib/core/hours';
import type { DeliveryStanding } from './delivery';
import { settleLease } from './settle-lease';
import { leaveUnstarted, reportStart, type StartingLease, startMeter, workStart } from './work-start';

const START = 490_000;
const GRACE = 30;
const at = (minutes: number) => new Date(hourStart(START).getTime() + minutes * 60_000);
const lease: StartingLease = {
  startHour: START,
  endHour: START + 4,
  state: 'running',
  units: 100n,
  inputReadyAt: at(-60),
  workStartedAt: null,
};
const delivery = (given: Partial<DeliveryStanding> = {}): DeliveryStanding => ({
  kind: 'result',
  units: 10n,
  state: 'reported',
  providerUnits: null,
  reportedAt: at(20),
  ...given,
});
const leaving = (one: StartingLease, deliveries: readonly DeliveryStanding[], minutes: number) => {
  const asked = leaveUnstarted(one, deliveries, GRACE, at(minutes));
  return asked.ok ? asked.value : asked.refusal.code;
};

describe('the meter of a lease’s start (S-5)', () => {
  it('input ready before the first hour: promised at it, 45 minutes late after 45, the grace over at 30', () => {
    expect(startMeter(lease, [], GRACE, at(45))).toEqual({
      promisedAt: at(0),
      graceEndsAt: at(30),
      startedAt: null,
      minutesLate: 45,
    });
    expect(startMeter(lease, [], GRACE, at(-5)).minutesLate).toBe(0);
  });

  it('stands once the work started: by the provider’s word, or a first result, whichever came first', () => {
    expect(startMeter({ ...lease, workStartedAt: at(12) }, [delivery()], GRACE, at(90))).toMatchObject({
      startedAt: at(12),
      minutesLate: 12,
    });
    expect(workStart({ workStartedAt: at(50) }, [delivery({ reportedAt: at(40) }), delivery()])).toEqual(
      at(20),
    );
    expect(workStart(lease, [delivery({ kind: 'late_input' })])).toBeNull();
  });

  it('counts from the buyer’s input where that came later, and not at all while it is awaited (S-9)', () => {
    expect(startMeter({ ...lease, inputReadyAt: at(50) }, [], GRACE, at(60))).toMatchObject({
      promisedAt: at(50),
      graceEndsAt: at(80),
      minutesLate: 10,
    });
    expect(startMeter({ ...lease, inputReadyAt: null }, [], GRACE, at(600))).toMatchObject({
      graceEndsAt: null,
      minutesLate: null,
    });
  });
});

describe('reporting the start', () => {
  it('is from the first reserved hour to the end of the last, while the lease runs', () => {
    const code = (minutes: number, state: StartingLease['state'] = 'running') => {
      const said = reportStart({ ...lease, state }, at(minutes));
      return said.ok ? said.value : said.refusal.code;
    };
    expect(code(-1, 'reserved')).toBe('lease_not_started');
    expect(code(0, 'reserved')).toEqual(at(0));
    expect(code(239)).toEqual(at(239));
    expect(code(240)).toBe('hours_over');
    expect(code(10, 'ended')).toBe('lease_ended');
  });
});

describe('leaving a lease that didn’t start', () => {
  it('is for the minute the grace ends, and none before', () => {
    expect(leaving(lease, [], 29)).toBe('start_grace_runs');
    expect(leaving(lease, [], 30)).toBe('not_started');
    expect(leaving({ ...lease, state: 'reserved' }, [], -500)).toBe('start_grace_runs');
  });

  it('is not where the provider said it runs, delivered, or waits for input', () => {
    expect(leaving({ ...lease, workStartedAt: at(29) }, [], 45)).toBe('work_started');
    expect(leaving(lease, [delivery({ state: 'rejected' })], 45)).toBe('work_started');
    expect(leaving({ ...lease, inputReadyAt: null }, [], 200)).toBe('input_not_declared');
    expect(leaving({ ...lease, inputReadyAt: at(40) }, [], 69)).toBe('start_grace_runs');
    expect(leaving(lease, [delivery({ kind: 'late_input' })], 130)).toBe('deliveries_pending');
    expect(leaving({ ...lease, state: 'ended' }, [], 130)).toBe('lease_ended');
  });

  it('is where a claim for late input was answered, and the work still doesn’t start', () => {
    expect(
      leaving({ ...lease, inputReadyAt: at(61) }, [delivery({ kind: 'late_input', state: 'accepted' })], 91),
    ).toBe('not_started');
  });

  it('never is before both the first hour and the input are a grace old', () => {
    const minutes = fc.integer({ min: -300, max: 300 });
    fc.assert(
      fc.property(minutes, minutes, fc.nat(90), (now, input, grace) => {
        const asked = leaveUnstarted({ ...lease, inputReadyAt: at(input) }, [], grace, at(now));
        expect(asked.ok).toBe(now >= grace && now >= input + grace);
      }),
    );
  });

  it('ends it as not started though its hours ran: all of the price returns, its next hour goes back', () => {
    const settled = settleLease(
      {
        ...lease,
        priceMicros: 80n,
        startedAt: at(0),
        feeBps: 200,
        lateTerms: { lateCreditBpsPerHour: 100, lateCreditCapBps: 2000 },
        heldMicros: 80n,
        disputedMicros: 0n,
        earnedMicros: 0n,
        feeMicros: 0n,
        refundedMicros: 0n,
        creditMicros: 0n,
        reportingClosedAt: null,
      },
      [],
      at(45),
      'not_started',
    );
    expect(settled).toMatchObject({
      endReason: 'not_started',
      move: { heldMicros: -80n, refundedMicros: 80n },
      owedCreditMicros: 0n,
      releaseFromHour: START + 1,
    });
  });
});
