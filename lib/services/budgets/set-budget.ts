import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { lockTurn } from '@/db/queries/lock-turn';
import { budgets } from '@/db/schema';
import { amountText, parseAmount } from '@/lib/core/amount';
import { BUDGET_PERIODS } from '@/lib/ledger/budget';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { ServiceError } from '../errors';

export const SetBudgetInput = z.strictObject({
  /** A project label; empty for the whole organization. */
  label: z.string().trim().max(80).default(''),
  period: z.enum(BUDGET_PERIODS),
  /** A decimal amount such as `50000.00`. */
  cap: z.string().max(30),
});

function capOf(text: string): bigint {
  const amount = parseAmount(text);
  if (!amount.ok || amount.value < 0n) throw new ServiceError('invalid_input', { fields: { cap: 'amount' } });
  return amount.value;
}

type Wanted = Pick<typeof budgets.$inferInsert, 'organizationId' | 'label' | 'period'>;

const holding = ({ organizationId, label, period }: Wanted) =>
  and(
    eq(budgets.organizationId, organizationId),
    label ? eq(budgets.label, label) : isNull(budgets.label),
    eq(budgets.period, period),
    isNull(budgets.endedAt),
  );

/** The budget that holds for this label and period, locked; null when there is none. */
async function standingBudget(tx: Tx, wanted: Wanted) {
  const [row] = await tx.select().from(budgets).where(holding(wanted)).for('update');
  return row ?? null;
}

/**
 * Sets the most an organization, or one project label of it, may spend in a month or in all: one cap for each label and
 * period, a later one takes its place. It may lie under what is committed already: then nothing more is ordered.
 */
export async function setBudget(ctx: Ctx, raw: unknown): Promise<{ readonly budgetId: string }> {
  const organizationId = authorize(ctx, 'budgets.manage');
  const input = parseInput(SetBudgetInput, raw);
  const capMicros = capOf(input.cap);
  const wanted = { organizationId, label: input.label || null, period: input.period };
  return ctx.db.asOrganization(organizationId, async (tx) => {
    // Where none holds yet there is no row to lock: the same cap set twice at once is one.
    await lockTurn(tx, `set-budget/${organizationId}`);
    const earlier = await standingBudget(tx, wanted);
    const budgetId = earlier?.id ?? ctx.newId('budget');
    const by = { capMicros, setByPersonId: ctx.actor.personId };
    if (earlier) await tx.update(budgets).set(by).where(eq(budgets.id, budgetId));
    else await tx.insert(budgets).values({ id: budgetId, ...wanted, ...by, eventAt: ctx.now });
    await audit(tx, ctx, {
      verb: 'budgets.set-budget',
      subjectType: 'budget',
      subjectId: budgetId,
      facts: {
        label: wanted.label,
        period: wanted.period,
        cap: amountText(capMicros),
        before: earlier ? amountText(earlier.capMicros) : null,
      },
    });
    return { budgetId };
  });
}
