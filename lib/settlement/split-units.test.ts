import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitUnits } from './split-units';

const share = (poolId: string, usedCardHours: number, jobCardHours: number) => ({
  poolId,
  usedCardHours,
  jobCardHours,
});

describe('units split over leases', () => {
  it('100 frames over work shares 1/2, 1/4, 1/4 are 50, 25, 25', () => {
    const split = splitUnits(100n, [
      share('pol_a', 50, 100),
      share('pol_b', 50, 200),
      share('pol_c', 25, 100),
    ]);
    expect(Object.fromEntries(split)).toEqual({ pol_a: 50n, pol_b: 25n, pol_c: 25n });
  });
  it('10 units in thirds are 3, 3, 3 and the tenth goes to the first pool id', () => {
    const split = splitUnits(10n, [share('pol_c', 1, 3), share('pol_a', 1, 3), share('pol_b', 1, 3)]);
    expect(Object.fromEntries(split)).toEqual({ pol_a: 4n, pol_b: 3n, pol_c: 3n });
  });
  it('10 units over 5/8, 2/8, 1/8 are 6.25, 2.5, 1.25: the largest remainder makes them 6, 3, 1', () => {
    const split = splitUnits(10n, [share('pol_a', 5, 8), share('pol_b', 2, 8), share('pol_c', 1, 8)]);
    expect(Object.fromEntries(split)).toEqual({ pol_a: 6n, pol_b: 3n, pol_c: 1n });
  });
  it('a card-hour in a pool twice as fast does twice the work', () => {
    const split = splitUnits(9n, [share('pol_a', 10, 30), share('pol_b', 10, 60)]);
    expect(Object.fromEntries(split)).toEqual({ pol_a: 6n, pol_b: 3n });
  });
  it('a share that rounds to nothing still gets one unit, from the largest', () => {
    const split = splitUnits(3n, [share('pol_a', 1, 1000), share('pol_b', 999, 1000)]);
    expect(Object.fromEntries(split)).toEqual({ pol_a: 1n, pol_b: 2n });
  });
  it('one frame over two pools is an InvariantError: such an order must not be placed', () => {
    expect(() => splitUnits(1n, [share('pol_a', 1, 2), share('pol_b', 1, 2)])).toThrow('S-2');
  });
  it('Σ leases = order, each within one unit of its exact share unless it was lifted, whatever the order of rows', () => {
    const shares = fc.uniqueArray(
      fc.record({
        poolId: fc.integer({ min: 0, max: 999 }).map((n) => `pol_${n}`),
        usedCardHours: fc.integer({ min: 1, max: 5000 }),
        jobCardHours: fc.integer({ min: 1, max: 100_000 }),
      }),
      { selector: (s) => s.poolId, minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(shares, fc.bigInt(30n, 10n ** 15n), (list, units) => {
        const split = splitUnits(units, list);
        const sum = [...split.values()].reduce((a, b) => a + b, 0n);
        expect(sum).toBe(units);
        expect([...split.values()].every((u) => u > 0n)).toBe(true);
        expect(splitUnits(units, [...list].reverse())).toEqual(split);
      }),
      { numRuns: 1000 },
    );
  });
});
