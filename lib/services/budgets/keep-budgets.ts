import type { Tx } from '@/db/client';
import type { Micros } from '@/lib/core/amount';
import { ok, type Result } from '@/lib/core/result';
import { keepBudgets as admitOrder } from '@/lib/ledger/budget';
import type { Ctx } from '../context';
import { refuseWith } from '../errors';
import { type BudgetRow, budgetsOf, standingsOf } from './standings';

/**
 * Locks the budgets an order of this label counts against, before the order and before anything is read of them, so
 * that orders of one budget come one after the other; an organization without budgets waits for nobody.
 */
export const lockBudgets = (tx: Tx, organizationId: string, label: string): Promise<readonly BudgetRow[]> =>
  budgetsOf(tx, organizationId, label, { lock: true });

/** Whether an order keeps every one of the locked budgets; else `budget_exceeded` with the figures. */
export const withinBudgets = async (
  tx: Tx,
  ctx: Ctx,
  locked: readonly BudgetRow[],
  orderMicros: Micros,
): Promise<Result<null, 'budget_exceeded'>> =>
  locked.length === 0 ? ok(null) : admitOrder(await standingsOf(tx, locked, ctx.now), orderMicros);

/** Refuses `budget_exceeded` with the figures when the order would pass one of the locked budgets. */
export async function keepBudgets(
  tx: Tx,
  ctx: Ctx,
  locked: readonly BudgetRow[],
  orderMicros: Micros,
): Promise<void> {
  const kept = await withinBudgets(tx, ctx, locked, orderMicros);
  if (!kept.ok) refuseWith(kept.refusal);
}
