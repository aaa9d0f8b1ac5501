import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountText, mulDivFloor, parseAmount } from './amount';
import { firstSellableHour, hourOf, hoursOfLocalDate, localHour } from './hours';
import { idOfMonth, makeId } from './ids';

describe('amount', () => {
  it('12.4 is 12 400 000 micros and reads back as 12.40', () => {
    expect(parseAmount('12.4')).toEqual({ ok: true, value: 12_400_000n });
    expect(amountText(12_400_000n)).toBe('12.40');
    expect(amountText(-5n)).toBe('-0.000005');
  });
  it('what is written is what is read, for any amount', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 18n), 10n ** 18n), (micros) => {
        expect(parseAmount(amountText(micros))).toEqual({ ok: true, value: micros });
      }),
    );
  });
  it('refuses seven decimals, words and an empty string', () => {
    for (const text of ['1.2345678', 'ten', '', '1e5', '.5']) expect(parseAmount(text).ok).toBe(false);
  });
  it('floors the one division: ⌊10 × 1 ÷ 3⌋ = 3', () => expect(mulDivFloor(10n, 1n, 3n)).toBe(3n));
});

describe('hours', () => {
  it('the running hour is never sold (M-16): at 10:50 with 15 minutes lead the first hour is 12:00', () => {
    const at = (iso: string) =>
      firstSellableHour(new Date(iso), 15) - hourOf(new Date('2026-11-21T00:00:00Z'));
    expect(at('2026-11-21T10:50:00Z')).toBe(12);
    expect(at('2026-11-21T10:45:00Z')).toBe(11);
    expect(at('2026-11-21T10:00:00Z')).toBe(11);
  });
  it('a local day has 24 hours, 23 or 25 when the clocks change (M-17)', () => {
    expect(hoursOfLocalDate('2026-11-21', 'Asia/Shanghai')).toHaveLength(24);
    expect(hoursOfLocalDate('2026-03-29', 'Europe/Berlin')).toHaveLength(23);
    expect(hoursOfLocalDate('2026-10-25', 'Europe/Berlin')).toHaveLength(25);
  });
  it('midnight in Shanghai is 16:00 UTC of the day before', () => {
    expect(localHour(hourOf(new Date('2026-11-20T16:00:00Z')), 'Asia/Shanghai')).toEqual({
      date: '2026-11-21',
      hourOfDay: 0,
      weekday: 6,
    });
  });
});

describe('ids', () => {
  it('ids made later sort later', () => {
    const bytes = new Uint8Array(12);
    expect(makeId('order', 1000, bytes) < makeId('order', 1001, bytes)).toBe(true);
    expect(makeId('order', 1000, bytes)).toMatch(/^ord_[0-9a-z]{21}$/);
  });

  it('of a month say the first of November at midnight, on the 21st as on the 30th', () => {
    const id = makeId('evidence', Date.parse('2026-11-21T10:30:00Z'), new Uint8Array(12).fill(7));
    const months = ['2026-11-21T10:30:00Z', '2026-11-30T23:59:59Z'].map((at) =>
      idOfMonth('evidence', id, new Date(at)),
    );
    expect(new Set(months)).toEqual(
      new Set([makeId('evidence', Date.parse('2026-11-01T00:00:00Z'), new Uint8Array(12).fill(7))]),
    );
  });
});
