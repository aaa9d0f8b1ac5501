import { describe, expect, it } from 'vitest';
import { failureCharge, replacementCost } from './failure';

const LEASE = { priceMicros: 100_000_000n, units: 100n };

describe('what failing 60 of 100 units at 100.00 costs', () => {
  const failed = { units: 60n, creditedMicros: 0n };
  it('is 12.00: 20 % of their 60.00, also where they cost 70.00 elsewhere or nobody sells them', () => {
    expect(failureCharge(LEASE, failed, null)).toBe(12_000_000n);
    expect(failureCharge(LEASE, failed, 70_000_000n)).toBe(12_000_000n);
  });
  it('is 5.00 where they cost 5.00 elsewhere', () => {
    expect(failureCharge(LEASE, failed, 5_000_000n)).toBe(5_000_000n);
  });
  it('is less what was credited for them, and never below zero', () => {
    expect(failureCharge(LEASE, { ...failed, creditedMicros: 4_000_000n }, null)).toBe(8_000_000n);
    expect(failureCharge(LEASE, { ...failed, creditedMicros: 4_000_000n }, 3_000_000n)).toBe(0n);
  });
  it('rounds a share down and a part of a whole job’s price elsewhere up', () => {
    expect(failureCharge({ priceMicros: 9n, units: 2n }, { units: 1n, creditedMicros: 0n }, null)).toBe(0n);
    expect(replacementCost(10n, 1n, 3n)).toBe(4n);
  });
});
