import { and, eq, isNull, max } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { budgets } from '@/db/schema';
import { amountText } from '@/lib/core/amount';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound } from '../errors';

export const EndBudgetInput = z.strictObject({ budgetId: z.string().max(40) });

/** When a budget ends: now, or a moment after the last one of its kind where that ended now too. */
async function endOf(tx: Tx, row: typeof budgets.$inferSelect, now: Date): Promise<Date> {
  const sameLabel = row.label === null ? isNull(budgets.label) : eq(budgets.label, row.label);
  const [last] = await tx
    .select({ endedAt: max(budgets.endedAt) })
    .from(budgets)
    .where(and(eq(budgets.organizationId, row.organizationId), sameLabel, eq(budgets.period, row.period)));
  return new Date(Math.max(now.getTime(), (last?.endedAt?.getTime() ?? 0) + 1));
}

/** Ends a budget: it counts for no order from now on and stays in the history. */
export async function endBudget(ctx: Ctx, raw: unknown): Promise<{ readonly budgetId: string }> {
  const organizationId = authorize(ctx, 'budgets.manage');
  const { budgetId } = parseInput(EndBudgetInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [row] = await tx
      .select()
      .from(budgets)
      .where(
        and(eq(budgets.id, budgetId), eq(budgets.organizationId, organizationId), isNull(budgets.endedAt)),
      )
      .for('update');
    if (!row) throw notFound();
    const ended = { endedAt: await endOf(tx, row, ctx.now), setByPersonId: ctx.actor.personId };
    await tx.update(budgets).set(ended).where(eq(budgets.id, budgetId));
    await audit(tx, ctx, {
      verb: 'budgets.end-budget',
      subjectType: 'budget',
      subjectId: budgetId,
      facts: { label: row.label, period: row.period, cap: amountText(row.capMicros) },
    });
    return { budgetId };
  });
}
