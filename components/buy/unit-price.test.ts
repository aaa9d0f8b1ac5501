import { describe, expect, it } from 'vitest';
import { unitPriceMicros } from './unit-price';

describe('price per outcome unit', () => {
  it('100.00 for 2 000 000 tokens is 50.00 per million', () => {
    expect(unitPriceMicros(100_000_000n, 2_000_000n, 1_000_000n)).toBe(50_000_000n);
  });
  it('10.00 for 3 frames is 3.333333 a frame, and 20.00 is 6.666667', () => {
    expect(unitPriceMicros(10_000_000n, 3n, 1n)).toBe(3_333_333n);
    expect(unitPriceMicros(20_000_000n, 3n, 1n)).toBe(6_666_667n);
  });
});
