import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { disputes } from '@/db/schema';
import { ANSWER_HOURS_MAX, admitQuestion } from '@/lib/settlement/hearing';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith } from '../errors';
import { lockDispute } from './lock-dispute';
import { addStatement, type Stated, statedBefore } from './state-in-dispute';
import { askedHash, DisputeIdInput, RequestIdInput } from './statement-input';

export const AskInput = z.strictObject({
  disputeId: DisputeIdInput,
  requestId: RequestIdInput,
  question: z.string().max(4000),
  /** Both sides have at least so long to answer. */
  answerHours: z.coerce.number().int().min(1).max(ANSWER_HOURS_MAX),
});

/** The operator asks both sides and gives them time to answer: statements stay open, or open again, and nobody rests any more (S-3). */
export async function askInDispute(ctx: Ctx, raw: unknown): Promise<Stated> {
  authorize(ctx, 'disputes.decide');
  const { disputeId, requestId, question, answerHours } = parseInput(AskInput, raw);
  const asked = { requestId, hash: askedHash({ question, answerHours: String(answerHours) }) };
  return ctx.db.asEngine(async (tx) => {
    const found = await lockDispute(tx, ctx, disputeId);
    const before = await statedBefore(tx, found.dispute, 'operator', asked);
    if (before) return before;
    const admitted = admitQuestion(found.dispute, question, answerHours, ctx.now);
    if (!admitted.ok) return refuseWith(admitted.refusal);
    const { statement, statementsUntil } = admitted.value;
    const stated = await addStatement(tx, ctx, found, 'operator', asked, {
      statement,
      evidence: { files: [] },
      rests: false,
    });
    await tx.update(disputes).set({ statementsUntil }).where(eq(disputes.id, disputeId));
    const note = {
      verb: 'disputes.ask-in-dispute',
      subjectType: 'dispute',
      subjectId: disputeId,
      facts: { sequence: stated.sequence, statementsUntil: statementsUntil.toISOString() },
    };
    await audit(
      tx,
      ctx,
      note,
      { ...note, organizationId: found.dispute.buyerOrganizationId },
      { ...note, organizationId: found.dispute.providerOrganizationId },
    );
    return stated;
  });
}
