import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floorToMinorUnits, fromMinorUnits, leastPayableMicros, toMinorUnits } from './minor-units';

const CURRENCIES = ['CNY', 'EUR', 'JPY', 'KRW', 'KWD', 'ISK', 'UGX'] as const;

describe('minor units (L-1)', () => {
  it('12.34 CNY are 1234 fen, 12 JPY are 12 yen, 1.230 KWD are 1230 fils', () => {
    expect(toMinorUnits(12_340_000n, 'CNY')).toEqual({ ok: true, value: 1234 });
    expect(toMinorUnits(12_000_000n, 'JPY')).toEqual({ ok: true, value: 12 });
    expect(toMinorUnits(1_230_000n, 'KWD')).toEqual({ ok: true, value: 1230 });
  });

  it('what minor units can’t say is refused, not rounded: 12.345 CNY, 12.5 JPY, 1.234 KWD, 5.50 ISK', () => {
    const refused = [
      toMinorUnits(12_345_000n, 'CNY'),
      toMinorUnits(12_500_000n, 'JPY'),
      toMinorUnits(1_234_000n, 'KWD'),
      toMinorUnits(5_500_000n, 'ISK'),
    ];
    expect(refused.map((one) => (one.ok ? one.value : one.refusal.code))).toEqual(
      Array(4).fill('not_in_minor_units'),
    );
  });

  it('krónur and shillings are written in hundredths that stay zero: 5 ISK are 500', () => {
    expect(toMinorUnits(5_000_000n, 'ISK')).toEqual({ ok: true, value: 500 });
    expect(fromMinorUnits(500, 'UGX')).toBe(5_000_000n);
  });

  it('a payout is rounded down and the rest stays: 12.349999 CNY pay 12.34, 1.239 KWD pay 1.230', () => {
    expect(floorToMinorUnits(12_349_999n, 'CNY')).toBe(12_340_000n);
    expect(floorToMinorUnits(1_239_000n, 'KWD')).toBe(1_230_000n);
    expect(floorToMinorUnits(999_999n, 'JPY')).toBe(0n);
  });

  it('more than a number can count is refused', () => {
    expect(toMinorUnits(10n ** 21n, 'CNY')).toMatchObject({
      ok: false,
      refusal: { code: 'amount_too_large' },
    });
  });

  it('there and back gives the same amount, signs of lines included, and rounding loses less than the least payable', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CURRENCIES), fc.bigInt(0n, 10n ** 18n), (currency, micros) => {
        const paid = floorToMinorUnits(micros, currency);
        expect(micros - paid).toBeLessThan(leastPayableMicros(currency));
        const minor = toMinorUnits(paid, currency);
        if (!minor.ok) throw new Error(minor.refusal.code);
        expect(fromMinorUnits(minor.value, currency)).toBe(paid);
        expect(fromMinorUnits(-minor.value, currency)).toBe(-paid);
      }),
    );
  });
});
