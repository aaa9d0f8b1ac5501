import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { deliveries, disputes } from '@/db/schema';
import { decideDisputePosting } from '@/lib/ledger/recipes';
import { decideDispute as admitDecision } from '@/lib/settlement/dispute';
import { settleLease } from '@/lib/settlement/settle-lease';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith } from '../errors';
import { lockDelivery } from './accept-delivery';
import { deliveryStandings, moveLease } from './move-lease';

export const DecideInput = z.strictObject({
  disputeId: z.string().max(40),
  outcome: z.enum(['for_buyer', 'for_provider']),
  note: z.string().max(4000),
});

/** The operator ends a dispute for one side with a note both sides read; the frozen money moves at once (S-3). */
export async function decideDispute(ctx: Ctx, raw: unknown): Promise<{ readonly leaseId: string }> {
  authorize(ctx, 'disputes.decide');
  const input = parseInput(DecideInput, raw);
  return ctx.db.asEngine(async (tx) => {
    const [found] = await tx
      .select({ deliveryId: disputes.deliveryId })
      .from(disputes)
      .where(eq(disputes.id, input.disputeId));
    if (!found) throw notFound();
    const { locked, delivery } = await lockDelivery(tx, found.deliveryId);
    const [dispute] = await tx.select().from(disputes).where(eq(disputes.id, input.disputeId)).for('update');
    if (!dispute) throw notFound();
    const admitted = admitDecision(dispute, input);
    if (!admitted.ok) return refuseWith(admitted.refusal);
    const providerUnits = input.outcome === 'for_provider' ? delivery.units : 0n;
    const standings = (await deliveryStandings(tx, delivery.leaseId)).map((standing, index) =>
      index === delivery.sequence - 1 ? { ...standing, state: 'decided' as const, providerUnits } : standing,
    );
    const { move } = settleLease(locked.settling, standings, ctx.now);
    await tx
      .update(disputes)
      .set({
        state: 'decided',
        outcome: input.outcome,
        providerUnits,
        decidedBy: 'operator',
        earnedMicros: move.earnedMicros,
        feeMicros: move.feeMicros,
        refundedMicros: move.refundedMicros,
        decisionNote: input.note.trim(),
        decidedByPersonId: ctx.actor.personId,
        decidedAt: ctx.now,
      })
      .where(eq(disputes.id, dispute.id));
    await tx
      .update(deliveries)
      .set({ state: admitted.value.deliveryState, decidedAt: ctx.now })
      .where(eq(deliveries.id, delivery.id));
    const settled = await moveLease(tx, ctx, locked, (stamp, parties, move) =>
      decideDisputePosting(stamp, parties, delivery.sequence, input.outcome, move),
    );
    const facts = {
      outcome: input.outcome,
      earned: settled.move.earnedMicros.toString(),
      refunded: settled.move.refundedMicros.toString(),
    };
    const note = { verb: 'leases.decide-dispute', subjectType: 'dispute', subjectId: dispute.id, facts };
    await audit(
      tx,
      ctx,
      note,
      { ...note, organizationId: dispute.buyerOrganizationId },
      { ...note, organizationId: dispute.providerOrganizationId },
    );
    return { leaseId: dispute.leaseId };
  });
}
