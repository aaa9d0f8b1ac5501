import { describe, expect, it } from 'vitest';
import { amountWords } from './amount-words';

describe('an amount within a sentence', () => {
  it('is grouped, signed and exact: 340,883.80 yuan, a debt of a millionth, 1,234,567.891 in a currency without a sign', () => {
    expect(amountWords(340_883_800_000n, 'CNY')).toBe('¥340,883.80');
    expect(amountWords(-1n, 'CNY')).toBe('−¥0.000001');
    expect(amountWords(1_234_567_891_000n, 'SGD')).toBe('SGD 1,234,567.891');
  });
});
