import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourOf, hoursOfLocalDate, localHour } from '@/lib/core/hours';
import { type CalendarInterval, planHours, wantedCards } from './ask-plan';
import { changeAsk, raiseFromHour } from './change-ask';
import { changeCalendar, hourOfLocalTime } from './change-calendar';
import { PoolForm } from './pool-form';

const at = (iso: string) => hourOf(new Date(iso));
const asksMicros = Array.from({ length: 24 }, (_, hour) => BigInt(hour + 1));

const hour = fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2027-01-01T00:00Z') });
const zone = fc.constantFrom(
  'Asia/Shanghai',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
);
const interval = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 20 }))
  .map(([from, length, cards]): CalendarInterval => ({ fromHour: from, toHour: from + length, cards }));

describe('asks by local hour (M-17)', () => {
  it('every UTC hour gets exactly one pool-hour, at the ask of the local hour it starts in', () => {
    fc.assert(
      fc.property(hour, fc.integer({ min: 0, max: 400 }), zone, (from, length, timeZone) => {
        const planned = planHours({ cards: 8, timeZone, asksMicros, intervals: [] }, from, from + length);
        expect(planned.map((one) => one.hour)).toEqual(Array.from({ length }, (_, n) => from + n));
        for (const one of planned)
          expect(one.askMicros).toBe(BigInt(localHour(one.hour, timeZone).hourOfDay + 1));
      }),
    );
  });
  it('29 March 2026 in Berlin has 23 hours and none of them asks the price of 02:00', () => {
    const hours = hoursOfLocalDate('2026-03-29', 'Europe/Berlin');
    const plan = { cards: 8, timeZone: 'Europe/Berlin', asksMicros, intervals: [] };
    const asks = planHours(plan, hours[0] ?? 0, (hours.at(-1) ?? 0) + 1).map((one) => one.askMicros);
    expect(asks).toHaveLength(23);
    expect(asks).not.toContain(3n);
  });
});

describe('a change of asks (M-2)', () => {
  const now = new Date('2026-11-02T01:30:00Z');
  it('no ask rises within the notice, every cut counts, and each moved hour gets the wanted ask', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 1n, max: 50n }), { minLength: 1, maxLength: 80 }),
        fc.array(fc.bigInt({ min: 1n, max: 50n }), { minLength: 24, maxLength: 24 }),
        fc.integer({ min: 0, max: 48 }),
        zone,
        (standing, asks, noticeHours, timeZone) => {
          const first = hourOf(now) + 1;
          const hours = standing.map((askMicros, n) => ({ hour: first + n, askMicros }));
          const change = changeAsk(hours, { asksMicros: asks, timeZone }, { now, noticeHours });
          const moved = new Map(change.changes.map((one) => [one.hour, one.askMicros]));
          for (const one of hours) {
            const wanted = asks[localHour(one.hour, timeZone).hourOfDay];
            const after = moved.get(one.hour) ?? one.askMicros;
            const early = one.hour < raiseFromHour(now, noticeHours);
            expect(after).toBe(
              early && wanted !== undefined && wanted > one.askMicros ? one.askMicros : wanted,
            );
          }
          expect(change.lowered + change.raised).toBe(change.changes.length);
        },
      ),
    );
  });
  it('24 h after 01:30 is 01:30: the first hour of a raise is 02:00, 25 hours on', () => {
    expect(raiseFromHour(now, 24)).toBe(at('2026-11-03T02:00Z'));
  });
});

describe('a change of the calendar (M-1)', () => {
  it('reserved cards stay offered, and without leases an hour offers what its last interval says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 0, max: 16 })), {
          maxLength: 100,
        }),
        fc.array(interval, { maxLength: 6 }),
        (rows, intervals) => {
          const hours = rows.map((row, n) => ({
            hour: n,
            offeredCards: Math.max(...row),
            reservedCards: Math.min(...row),
          }));
          const change = changeCalendar(hours, 16, intervals);
          const moved = new Map(change.changes.map((one) => [one.hour, one.offeredCards]));
          let held = 0;
          for (const one of hours) {
            const after = moved.get(one.hour) ?? one.offeredCards;
            const wanted = wantedCards(16, intervals, one.hour);
            expect(after).toBe(Math.max(one.reservedCards, wanted));
            expect(after).toBeLessThanOrEqual(16);
            if (wanted < one.reservedCards) held += 1;
          }
          expect(change.heldByLeases).toBe(held);
        },
      ),
    );
  });
});

describe('a local time (M-17)', () => {
  it('08:00 in Shanghai is 00:00 UTC', () => {
    expect(hourOfLocalTime('2026-11-04T08:00', 'Asia/Shanghai')).toEqual({
      ok: true,
      value: at('2026-11-04T00:00Z'),
    });
  });
  it('the 02:00 that Berlin skips is 03:00 there, and the 02:00 that comes twice is the first', () => {
    expect(hourOfLocalTime('2026-03-29T02', 'Europe/Berlin')).toEqual({
      ok: true,
      value: at('2026-03-29T01:00Z'),
    });
    expect(hourOfLocalTime('2026-10-25T02', 'Europe/Berlin')).toEqual({
      ok: true,
      value: at('2026-10-25T00:00Z'),
    });
  });
  it.each(['2026-02-30T00:00', '2026-11-04T24:00', '2026-11-04T08:30', '2026-11-04', ''])(
    '%j is refused',
    (text) => {
      expect(hourOfLocalTime(text, 'Asia/Shanghai').ok).toBe(false);
    },
  );
});

describe('the listing form', () => {
  const form = {
    name: 'Hall 2',
    chip: 'h100-sxm-80gb',
    cards: 16,
    cardsPerServer: 8,
    lotCards: 4,
    region: 'CN-NX',
    site: 'Zhongwei',
    nodeCode: 'N0',
    asks: Array.from({ length: 24 }, () => '12.345678'),
    serviceLevel: { grade: 'gold', startGraceMinutes: 15, lateCreditBpsPerHour: 100, lateCreditCapBps: 1000 },
  };
  const complaints = (given: object) => {
    const parsed = PoolForm.safeParse({ ...form, ...given });
    return parsed.success
      ? []
      : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  };
  it('12.345678 is 12,345,678 micros, and what isn’t stated is null', () => {
    const parsed = PoolForm.parse(form);
    expect(parsed.asks[0]).toBe(12_345_678n);
    expect([parsed.pue, parsed.ingressMbits, parsed.calendar]).toEqual([null, null, []]);
  });
  it('a lot divides a server, and the cards are whole lots (M-1)', () => {
    expect(complaints({ lotCards: 3 })).toEqual(['lotCards not_divisor?of=8']);
    expect(complaints({ lotCards: 16 })).toEqual(['lotCards too_large_by?maximum=8']);
    expect(complaints({ cards: 18 })).toEqual(['cards step?step=4']);
  });
  it('calendar intervals end after they start, hold whole lots, and don’t overlap', () => {
    const day = (from: string, to: string, cards: number) => ({
      from: `${from}T00:00`,
      to: `${to}T00:00`,
      cards,
    });
    expect(complaints({ calendar: [day('2026-12-02', '2026-12-01', 0)] })).toEqual([
      'calendar.0.to not_after_from',
    ]);
    expect(complaints({ calendar: [day('2026-12-01', '2026-12-02', 6)] })).toEqual([
      'calendar.0.cards step?step=4',
    ]);
    expect(
      complaints({ calendar: [day('2026-12-01', '2026-12-05', 4), day('2026-12-04', '2026-12-06', 0)] }),
    ).toEqual(['calendar.1.from overlaps']);
  });
  it('an ask is above zero, at most 100,000.00, and has at most six decimals', () => {
    const first = (ask: string) => complaints({ asks: [ask, ...form.asks.slice(1)] });
    expect(first('0')).toEqual(['asks.0 ask_not_positive']);
    expect(first('100000.000001')).toEqual(['asks.0 too_large_by?maximum=100000']);
    expect(first('1.2345678')).toEqual(['asks.0 amount']);
    expect(first('')).toEqual(['asks.0 required']);
  });
});
