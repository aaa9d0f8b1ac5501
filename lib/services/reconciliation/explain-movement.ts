import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { externalMovements } from '@/db/schema';
import { amountText } from '@/lib/core/amount';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith, ServiceError } from '../errors';

export const ExplainMovementInput = z.strictObject({
  movementId: z.string().min(1).max(120),
  note: z.string().trim().min(10).max(500),
});

/**
 * An operator writes down why a channel's line fits nothing of ours. It moves no money and stays in the list as explained:
 * the difference is there until the channel or the ledger says otherwise. Said again by the same person it is said once.
 */
export async function explainMovement(ctx: Ctx, raw: unknown): Promise<{ readonly movementId: string }> {
  authorize(ctx, 'money.book');
  const { personId } = ctx.actor;
  if (personId === null) throw new ServiceError('forbidden');
  const { movementId, note } = parseInput(ExplainMovementInput, raw);
  return ctx.db.asEngine(async (tx) => {
    const [line] = await tx
      .select()
      .from(externalMovements)
      .where(eq(externalMovements.id, movementId))
      .for('update');
    if (!line) throw notFound();
    if (line.state === 'matched' || line.why === 'to_confirm')
      return refuseWith({ code: 'movement_matched', facts: {} });
    if (line.note === note && line.explainedByPersonId === personId) return { movementId };
    await tx
      .update(externalMovements)
      .set({ state: 'explained', note, explainedByPersonId: personId })
      .where(eq(externalMovements.id, movementId));
    await audit(tx, ctx, {
      verb: 'reconciliation.explain-movement',
      subjectType: 'movement',
      subjectId: movementId,
      facts: { note, before: line.note, amount: amountText(line.amountMicros), currency: line.currency },
    });
    return { movementId };
  });
}
