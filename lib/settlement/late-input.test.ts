import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourStart } from '@/lib/core/hours';
import type { DeliveryStanding } from './delivery';
import { paidUnits } from './end-lease';
import {
  claimLateInput,
  declareInputReady,
  type InputLease,
  inputMissingUntil,
  lostUnits,
  workedHours,
} from './late-input';
import { creditDue } from './lateness';

const START = 490_000;
const at = (hour: number, minutes = 0) => new Date(hourStart(hour).getTime() + minutes * 60_000);
const lease: InputLease = {
  startHour: START,
  endHour: START + 10,
  state: 'running',
  units: 100n,
  reportedUnits: 0n,
  inputReadyAt: null,
  workStartedAt: null,
};
const hours = Array.from({ length: 10 }, (_, i) => ({ hour: START + i, cards: 8 }));
const NOTE = { note: 'the bucket is empty, no data to train on', acceptanceWindowHours: 72 };
const delivered = (
  kind: DeliveryStanding['kind'],
  units: bigint,
  reportedAt: Date,
  state: DeliveryStanding['state'] = 'reported',
  providerUnits: bigint | null = null,
): DeliveryStanding => ({ kind, units, reportedAt, state, providerUnits });
const claim = (over: Partial<InputLease>, now: Date, deliveries: readonly DeliveryStanding[] = []) =>
  claimLateInput({ ...lease, ...over }, hours, deliveries, NOTE, now);
const code = (result: ReturnType<typeof claim>) => (result.ok ? 'ok' : result.refusal.code);
const units = (result: ReturnType<typeof claim>) => (result.ok ? result.value.units : null);

describe('hours lost to late input', () => {
  it('input after 3 of 10 hours: 30 of 100 units count, silence accepts 72 h later', () => {
    expect(claim({ inputReadyAt: at(START + 3) }, at(START + 4))).toEqual({
      ok: true,
      value: {
        note: NOTE.note,
        units: 30n,
        reportedUnits: 30n,
        windowEndsAt: at(START + 76),
        lostCardHours: 24n,
        until: at(START + 3),
      },
    });
  });
  it('an hour counts once it is over: input 59 minutes into the third hour lost two', () => {
    expect(units(claim({ inputReadyAt: at(START + 2, 59) }, at(START + 4)))).toBe(20n);
    expect(units(claim({}, at(START + 2, 59)))).toBe(20n);
  });
  it('hours weigh by their cards: one hour of 30 cards and nine of 10 lost first is 30 of 120', () => {
    const uneven = hours.map(({ hour }, i) => ({ hour, cards: i === 0 ? 30 : 10 }));
    expect(lostUnits(120n, uneven, at(START + 1))).toBe(30n);
    expect(lostUnits(100n, uneven, at(START + 10))).toBe(100n);
  });
  it('a first result shows that the input was there, whatever the buyer said or didn’t', () => {
    const result = [delivered('result', 10n, at(START + 2))];
    expect(inputMissingUntil({ inputReadyAt: null, workStartedAt: null }, result, at(START + 9))).toEqual({
      until: at(START + 2),
      shownBy: 'result',
    });
    expect(units(claim({ reportedUnits: 10n }, at(START + 9), result))).toBe(20n);
  });
  it('its provider’s own word that the work runs shows it too: said in the third hour it lost two, in the first none', () => {
    const started = (minutes: number) => claim({ workStartedAt: at(START, minutes) }, at(START + 9));
    expect(units(started(150))).toBe(20n);
    expect(started(30)).toMatchObject({
      refusal: { code: 'input_shown_by_start', facts: { at: at(START, 30).toISOString() } },
    });
    const both = { inputReadyAt: at(START + 5), workStartedAt: at(START + 4) };
    expect(inputMissingUntil(both, [delivered('result', 1n, at(START + 6))], at(START + 9))).toEqual({
      until: at(START + 4),
      shownBy: 'started',
    });
  });
  it('what was claimed isn’t claimed again, however it was decided; later hours are', () => {
    const lost = [delivered('late_input', 20n, at(START + 2), 'decided', 0n)];
    expect(code(claim({ reportedUnits: 20n }, at(START + 2, 30), lost))).toBe('late_input_claimed');
    expect(units(claim({ reportedUnits: 20n }, at(START + 5), lost))).toBe(30n);
  });
  it('at most the units left', () => {
    const done = [delivered('late_input', 30n, at(START + 3)), delivered('result', 60n, at(START + 9))];
    expect(units(claim({ reportedUnits: 90n }, at(START + 10), done))).toBe(10n);
    expect(code(claim({ reportedUnits: 100n }, at(START + 10), done))).toBe('no_units_left');
  });
  it('says why there is nothing: in time, no hour over, shown by a result, or less than a unit', () => {
    expect(code(claim({ inputReadyAt: at(START - 1) }, at(START + 5)))).toBe('input_in_time');
    expect(code(claim({ inputReadyAt: at(START, 30) }, at(START + 5)))).toBe('input_in_time');
    expect(code(claim({}, at(START, 59)))).toBe('no_hour_lost');
    const early = [delivered('result', 1n, at(START, 30))];
    expect(code(claim({ reportedUnits: 1n }, at(START + 5), early))).toBe('input_shown_by_result');
    expect(code(claim({ units: 5n }, at(START + 1)))).toBe('late_input_below_unit');
  });
  it('is claimed while something may be reported, in words', () => {
    expect(code(claim({ state: 'reserved' }, at(START - 1)))).toBe('lease_not_started');
    expect(code(claim({ state: 'ended' }, at(START + 1)))).toBe('lease_ended');
    expect(code(claim({ state: 'delivering' }, at(START + 33)))).toBe('ok');
    expect(code(claim({ state: 'delivering' }, at(START + 34)))).toBe('reporting_closed');
    expect(claimLateInput(lease, hours, [], { ...NOTE, note: ' late ' }, at(START + 1))).toMatchObject({
      refusal: { code: 'note_missing', facts: { least: 10 } },
    });
  });
  it('claims never pass the share of the hours lost, and together reach it, whenever they are made', () => {
    const walks = fc.record({
      units: fc.bigInt(1n, 10n ** 15n),
      cards: fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 48 }),
      readyMinutes: fc.option(fc.integer({ min: -600, max: 48 * 60 })),
      claims: fc.array(fc.integer({ min: 0, max: 48 * 60 }), { maxLength: 8 }),
    });
    fc.assert(
      fc.property(walks, (walk) => {
        const reserved = walk.cards.map((cards, i) => ({ hour: START + i, cards }));
        const endHour = START + reserved.length;
        const readyAt = walk.readyMinutes === null ? null : at(START, walk.readyMinutes);
        const claims: DeliveryStanding[] = [];
        let reportedUnits = 0n;
        for (const minutes of [...walk.claims].sort((a, b) => a - b)) {
          const now = at(START, minutes);
          if (now >= at(endHour + 24)) break;
          const known = readyAt !== null && readyAt <= now ? readyAt : null;
          const one: InputLease = {
            ...{ startHour: START, endHour, state: 'running', units: walk.units },
            ...{ reportedUnits, inputReadyAt: known, workStartedAt: null },
          };
          const admitted = claimLateInput(one, reserved, claims, NOTE, now);
          if (admitted.ok) {
            reportedUnits = admitted.value.reportedUnits;
            claims.push(delivered('late_input', admitted.value.units, now));
          }
          const over = reserved.filter(({ hour }) => at(hour + 1) <= (known ?? now));
          const lost = over.reduce((sum, { cards }) => sum + BigInt(cards), 0n);
          const all = reserved.reduce((sum, { cards }) => sum + BigInt(cards), 0n);
          expect(reportedUnits).toBe((walk.units * lost) / all);
        }
      }),
    );
  });
});

describe('the buyer’s word that its input is ready', () => {
  it('comes once, in words of at least 10 characters, at any time until the end', () => {
    const words = 's3://bucket/run-7 is complete';
    expect(declareInputReady({ state: 'reserved', inputReadyAt: null }, ` ${words} `)).toEqual({
      ok: true,
      value: words,
    });
    expect(declareInputReady({ state: 'running', inputReadyAt: at(START) }, words)).toMatchObject({
      refusal: { code: 'input_declared', facts: { at: at(START).toISOString() } },
    });
    expect(declareInputReady({ state: 'ended', inputReadyAt: null }, words)).toMatchObject({
      refusal: { code: 'lease_ended' },
    });
    expect(declareInputReady({ state: 'running', inputReadyAt: null }, 'ready')).toMatchObject({
      refusal: { code: 'note_missing' },
    });
  });
});

describe('late input beside a result', () => {
  it('is never late: 50 units reported 10 h late credit 5.00 as a result and nothing as late input (S-5)', () => {
    const credited = {
      ...{ startHour: START, endHour: START + 10, units: 100n, priceMicros: 100_000_000n, feeBps: 200 },
      lateTerms: { lateCreditBpsPerHour: 100, lateCreditCapBps: 2000 },
    };
    const late = (kind: DeliveryStanding['kind']) => [delivered(kind, 50n, at(START + 20), 'accepted')];
    expect(creditDue(credited, late('result'), 0n)).toBe(5_000_000n);
    expect(creditDue(credited, late('late_input'), 0n)).toBe(0n);
  });
  it('takes its hours out of those the cards could work: 3 of 10 paid as lost leave 7, none paid leave 10', () => {
    const word = { inputReadyAt: at(START + 3), workStartedAt: null };
    const reported = [delivered('late_input', 30n, at(START + 4)), delivered('result', 70n, at(START + 10))];
    const worked = (state: DeliveryStanding['state'], providerUnits: bigint | null) => {
      const decided = reported.map((one) => ({ ...one, state, providerUnits }));
      return workedHours(
        word,
        hours,
        decided.map((one) => ({ ...one, paidUnits: paidUnits(one) })),
      ).length;
    };
    expect(worked('accepted', null)).toBe(7);
    expect(worked('decided', 0n)).toBe(10);
  });
});
