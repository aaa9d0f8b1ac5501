import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORECAST_DAYS_MAX, forecastBalance, isLow } from './forecast';

const YUAN = 1_000_000n;
const now = new Date('2026-11-21T00:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

describe('how long money lasts', () => {
  it('140.00 spent in 14 days is 10.00 a day; 55.00 last five days and a half, which is low', () => {
    const forecast = forecastBalance(
      { availableMicros: 55n * YUAN, spentMicros: 140n * YUAN, firstSpentAt: daysAgo(40) },
      now,
    );
    expect(forecast).toMatchObject({ dailyMicros: 10n * YUAN, daysLookedAt: 14 });
    expect(forecast.lastsUntil?.toISOString()).toBe('2026-11-26T12:00:00.000Z');
    expect(isLow(forecast.lastsUntil, now)).toBe(true);
  });

  it('who began three days ago has a pace of three days: 30.00 are 10.00 a day', () => {
    const standing = { availableMicros: 70n * YUAN, spentMicros: 30n * YUAN, firstSpentAt: daysAgo(3) };
    const forecast = forecastBalance(standing, now);
    expect(forecast).toMatchObject({ dailyMicros: 10n * YUAN, daysLookedAt: 3 });
    expect(isLow(forecast.lastsUntil, now)).toBe(false);
  });

  it('nothing spent, or more given back than ordered: no end in sight', () => {
    for (const spentMicros of [0n, -5n * YUAN]) {
      const standing = { availableMicros: YUAN, spentMicros, firstSpentAt: null };
      expect(forecastBalance(standing, now)).toMatchObject({ dailyMicros: 0n, lastsUntil: null });
    }
  });

  it('an empty wallet at a pace has run out now', () => {
    const standing = { availableMicros: 0n, spentMicros: YUAN, firstSpentAt: daysAgo(1) };
    expect(forecastBalance(standing, now).lastsUntil).toEqual(now);
  });

  it('the end is never before now, nor more than ten years away, and at the pace the money is gone by then', () => {
    const micros = fc.bigInt({ min: 0n, max: 10n ** 18n });
    fc.assert(
      fc.property(micros, micros, fc.integer({ min: 0, max: 60 }), (availableMicros, spentMicros, days) => {
        const { lastsUntil, dailyMicros } = forecastBalance(
          { availableMicros, spentMicros, firstSpentAt: daysAgo(days) },
          now,
        );
        if (lastsUntil === null) {
          expect(dailyMicros).toBe(0n);
          return;
        }
        const lastsMs = lastsUntil.getTime() - now.getTime();
        expect(lastsMs >= 0 && lastsMs <= FORECAST_DAYS_MAX * 86_400_000).toBe(true);
        expect(dailyMicros * BigInt(lastsMs)).toBeLessThanOrEqual(availableMicros * 86_400_000n);
      }),
    );
  });
});
