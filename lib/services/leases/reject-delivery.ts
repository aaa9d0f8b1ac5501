import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { deliveries, disputes } from '@/db/schema';
import { freezeDisputePosting } from '@/lib/ledger/recipes';
import { rejectDelivery as admitRejection, DISPUTE_REASONS } from '@/lib/settlement/acceptance';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith } from '../errors';
import { currentTerms } from '../market/current-terms';
import { lockDelivery } from './accept-delivery';
import { moveLease } from './move-lease';

export const RejectInput = z.strictObject({
  deliveryId: z.string().max(40),
  reason: z.enum(DISPUTE_REASONS),
  statement: z.string().max(4000),
});

/** The buyer's no: opens a dispute that freezes only what this delivery's units would earn (S-3). */
export async function rejectDelivery(
  ctx: Ctx,
  raw: unknown,
): Promise<{ readonly disputeId: string; readonly leaseId: string }> {
  const organizationId = authorize(ctx, 'deliveries.accept');
  const input = parseInput(RejectInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const { locked, delivery } = await lockDelivery(tx, input.deliveryId);
    if (delivery.buyerOrganizationId !== organizationId) throw notFound();
    const admitted = admitRejection(delivery, input, ctx.now);
    if (!admitted.ok) return refuseWith(admitted.refusal);
    await tx
      .update(deliveries)
      .set({ state: admitted.value, decidedAt: ctx.now })
      .where(eq(deliveries.id, delivery.id));
    const settled = await moveLease(tx, ctx, locked, (stamp, parties, move) =>
      freezeDisputePosting(stamp, parties, delivery.sequence, move),
    );
    const terms = await currentTerms(tx, ctx.now);
    const disputeId = ctx.newId('dispute');
    await tx.insert(disputes).values({
      id: disputeId,
      deliveryId: delivery.id,
      leaseId: delivery.leaseId,
      buyerOrganizationId: organizationId,
      providerOrganizationId: delivery.providerOrganizationId,
      disputedMicros: settled.move.disputedMicros,
      requestId: disputeId,
      requestHash: disputeId,
      reason: input.reason,
      statement: input.statement.trim(),
      state: 'open',
      statementsUntil: new Date(ctx.now.getTime() + terms.disputeStatementHours * 3_600_000),
      eventAt: ctx.now,
    });
    await audit(tx, ctx, {
      verb: 'leases.reject-delivery',
      subjectType: 'dispute',
      subjectId: disputeId,
      facts: {
        deliveryId: delivery.id,
        reason: input.reason,
        disputed: settled.move.disputedMicros.toString(),
      },
    });
    return { disputeId, leaseId: delivery.leaseId };
  });
}
