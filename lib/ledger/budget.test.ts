import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BudgetStanding, countOrders, keepBudgets, leftMicros, monthStart } from './budget';

const YUAN = 1_000_000n;
const budget = (given: Partial<BudgetStanding>): BudgetStanding => ({
  id: 'bud_1',
  label: null,
  period: 'month',
  capMicros: 100n * YUAN,
  committedMicros: 0n,
  spentMicros: 0n,
  ...given,
});

describe('a budget', () => {
  it('of 100.00 with 30.00 committed and 50.00 spent admits an order of 20.00 and refuses 20.000001 by one micro', () => {
    const standing = budget({ committedMicros: 30n * YUAN, spentMicros: 50n * YUAN });
    expect(keepBudgets([standing], 20n * YUAN).ok).toBe(true);
    expect(keepBudgets([standing], 20n * YUAN + 1n)).toEqual({
      ok: false,
      refusal: {
        code: 'budget_exceeded',
        facts: {
          scope: 'organization',
          label: '',
          period: 'month',
          capMicros: 100n * YUAN,
          committedMicros: 30n * YUAN,
          spentMicros: 50n * YUAN,
          orderMicros: 20n * YUAN + 1n,
          overMicros: 1n,
        },
      },
    });
  });

  it('is refused with the figures of the tightest one: the label has 5.00 left, the organization 40.00', () => {
    const both = [
      budget({ committedMicros: 60n * YUAN }),
      budget({ id: 'bud_2', label: 'atlas', period: 'total', capMicros: 5n * YUAN }),
    ];
    const kept = keepBudgets(both, 10n * YUAN);
    expect(kept.ok || kept.refusal.facts).toMatchObject({
      scope: 'label',
      label: 'atlas',
      overMicros: 5n * YUAN,
    });
  });

  it('without a cap anything goes; under a cap of zero nothing does', () => {
    expect(keepBudgets([], 10n ** 15n).ok).toBe(true);
    expect(keepBudgets([budget({ capMicros: 0n })], 1n).ok).toBe(false);
  });

  it('an open limit of 40.00 and a lease of 100.00 with 60.00 earned, 10.00 refunded, 3.00 credited: 70.00 committed, 57.00 spent', () => {
    expect(
      countOrders({
        openLimitMicros: 40n * YUAN,
        priceMicros: 100n * YUAN,
        earnedMicros: 60n * YUAN,
        refundedMicros: 10n * YUAN,
        creditMicros: 3n * YUAN,
        chargeMicros: 0n,
      }),
    ).toEqual({ committedMicros: 70n * YUAN, spentMicros: 57n * YUAN });
  });

  it('whatever is admitted one after the other, what stands never passes the cap', () => {
    const micros = fc.bigInt({ min: 0n, max: 10n ** 12n });
    fc.assert(
      fc.property(micros, fc.array(micros, { maxLength: 40 }), (capMicros, orders) => {
        let committedMicros = 0n;
        for (const order of orders) {
          const standing = budget({ capMicros, committedMicros });
          if (keepBudgets([standing], order).ok) committedMicros += order;
          expect(committedMicros).toBeLessThanOrEqual(capMicros);
          expect(leftMicros(budget({ capMicros, committedMicros }))).toBe(capMicros - committedMicros);
        }
      }),
    );
  });

  it('a month begins at its first instant in UTC', () => {
    expect(monthStart(new Date('2026-12-31T23:59:59.999Z')).toISOString()).toBe('2026-12-01T00:00:00.000Z');
    expect(monthStart(new Date('2027-01-01T00:00:00Z')).toISOString()).toBe('2027-01-01T00:00:00.000Z');
  });
});
