import { describe, expect, it } from 'vitest';
import { compactAmount, exactAmount, roundedAmount } from './format-amount';

describe('amounts as shown', () => {
  it('1,234.565 is shown as 1,234.57: half goes away from zero', () => {
    expect(roundedAmount(1_234_565_000n, 2)).toBe('1,234.57');
    expect(roundedAmount(-1_234_565_000n, 2)).toBe('−1,234.57');
  });
  it('−0.004 is shown as 0.00, never as minus nothing', () => {
    expect(roundedAmount(-4_000n, 2)).toBe('0.00');
  });
  it('0.999996 carries into the whole: 1.00000 with five decimals, 1 with none', () => {
    expect(roundedAmount(999_996n, 5)).toBe('1.00000');
    expect(roundedAmount(999_996n, 0)).toBe('1');
  });
  it('amounts past 2^53 keep every digit', () => {
    expect(roundedAmount(9_007_199_254_740_993_000_001n, 6)).toBe('9,007,199,254,740,993.000001');
  });
  it('1,240,000 is 1.24M in English and 124.00万 in Chinese', () => {
    expect(compactAmount(1_240_000_000_000n, 'en')).toBe('1.24M');
    expect(compactAmount(1_240_000_000_000n, 'zh')).toBe('124.00万');
    expect(compactAmount(999_000_000n, 'en')).toBe('999.00');
  });
  it('the exact form shows the last micro and the currency', () => {
    expect(exactAmount(-12_400_001n, 'CNY')).toBe('−12.400001 CNY');
    expect(exactAmount(1_234_500_000n, 'USD')).toBe('1,234.50 USD');
  });
});
