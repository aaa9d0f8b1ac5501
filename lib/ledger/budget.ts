import type { Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { ok, type Result, refuse } from '@/lib/core/result';

export const BUDGET_PERIODS = ['month', 'total'] as const;
export type BudgetPeriod = (typeof BUDGET_PERIODS)[number];

/** A cap of an organization or of one of its project labels, with what stands against it, in micros. */
export interface BudgetStanding {
  readonly id: string;
  /** Null: the whole organization. */
  readonly label: string | null;
  readonly period: BudgetPeriod;
  readonly capMicros: Micros;
  /** Open orders at their limits, and of filled ones what their leases may still cost. */
  readonly committedMicros: Micros;
  /** What leases earned their providers, less credits and charges that came back; below zero when more came back. */
  readonly spentMicros: Micros;
}

/** The orders of a label, or of all labels, that were placed in a budget's period, in micros. */
export interface OrdersPlaced {
  readonly openLimitMicros: Micros;
  readonly priceMicros: Micros;
  readonly earnedMicros: Micros;
  readonly refundedMicros: Micros;
  readonly creditMicros: Micros;
  readonly chargeMicros: Micros;
}

/** What the orders of a period count as: committed and spent add up to open limits plus lease prices, less all that came back. */
export function countOrders(placed: OrdersPlaced): Pick<BudgetStanding, 'committedMicros' | 'spentMicros'> {
  const undecidedMicros = placed.priceMicros - placed.earnedMicros - placed.refundedMicros;
  assert(undecidedMicros >= 0n, 'S-2', { undecidedMicros });
  return {
    committedMicros: placed.openLimitMicros + undecidedMicros,
    spentMicros: placed.earnedMicros - placed.creditMicros - placed.chargeMicros,
  };
}

/** What may still be ordered under a cap, in micros; never below zero. */
export function leftMicros(budget: BudgetStanding): Micros {
  const left = budget.capMicros - budget.committedMicros - budget.spentMicros;
  return left > 0n ? left : 0n;
}

/** The budget with the least left, the first of equals; null where there is none. */
export const tightest = (budgets: readonly BudgetStanding[]): BudgetStanding | null =>
  budgets.reduce<BudgetStanding | null>(
    (least, one) => (least === null || leftMicros(one) < leftMicros(least) ? one : least),
    null,
  );

/** Admits an order that keeps every budget it counts against; else refuses with the figures of the tightest one. */
export function keepBudgets(
  budgets: readonly BudgetStanding[],
  orderMicros: Micros,
): Result<null, 'budget_exceeded'> {
  const budget = tightest(budgets);
  if (!budget || orderMicros <= leftMicros(budget)) return ok(null);
  const { label, period, capMicros, committedMicros, spentMicros } = budget;
  return refuse('budget_exceeded', {
    scope: label === null ? 'organization' : 'label',
    label: label ?? '',
    period,
    capMicros,
    committedMicros,
    spentMicros,
    orderMicros,
    overMicros: committedMicros + spentMicros + orderMicros - capMicros,
  });
}

/** The first instant of the UTC month an instant lies in: where a month's budget begins. */
export const monthStart = (at: Date): Date => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth()));
