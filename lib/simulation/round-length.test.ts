import { describe, expect, it } from 'vitest';
import { roundLengthTable } from './round-length';
import { ROUND_LENGTH_POLICIES } from './round-length-policies';
import { figureOf } from './summarize-comparisons';

describe('the kept table of round lengths', () => {
  it('has every way of clearing once for each kind of day', () => {
    const named = ROUND_LENGTH_POLICIES.map(({ compared: _, ...names }) => names);
    for (const { rows } of roundLengthTable.days)
      expect(
        rows.map(({ policy, roundsPerDay, protections }) => ({ policy, roundsPerDay, protections })),
      ).toEqual(named);
    expect(roundLengthTable.days.map(({ day }) => day)).toEqual(['usual', 'booked_ahead']);
  });

  it('splits each welfare among limit buyers, instant buyers and providers, and passes no bound', () => {
    for (const row of roundLengthTable.days.flatMap(({ rows }) => rows)) {
      const parts =
        row.limitSurplusShare.mean + row.instantSurplusShare.mean + row.providersSurplusShare.mean;
      expect(Math.abs(parts - row.welfareShare.mean)).toBeLessThan(0.0003);
      expect(row.welfareShare.most).toBeLessThanOrEqual(1);
    }
  });

  it('is measured against first come, first served: that row is 1 of itself', () => {
    for (const { rows } of roundLengthTable.days)
      expect(rows.at(-1)).toMatchObject({
        policy: 'first_come',
        welfareOverFirstCome: { mean: 1, standardError: 0, least: 1, most: 1 },
        revenueShare: { mean: 1 },
      });
  });
});

describe('a figure over seeds', () => {
  it('of 1, 2 and 6 has mean 3 and standard error √(14 ÷ 2 ÷ 3) = 1.5275', () => {
    expect(figureOf([1, 2, 6])).toEqual({ mean: 3, standardError: 1.5275, least: 1, most: 6 });
  });
});
