import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { deliveries, disputes, marketTerms } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { freezeDisputePosting } from '@/lib/ledger/recipes';
import { rejectDelivery as admitRejection, DISPUTE_REASONS } from '@/lib/settlement/acceptance';
import { statementsUntil } from '@/lib/settlement/hearing';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { askedHash, RequestIdInput, StatementFiles } from '../disputes/statement-input';
import { notFound, refuseWith, ServiceError } from '../errors';
import { lockDelivery } from './accept-delivery';
import { moveLease } from './move-lease';

export const RejectInput = z.strictObject({
  deliveryId: z.string().max(40),
  requestId: RequestIdInput,
  reason: z.enum(DISPUTE_REASONS),
  statement: z.string().max(4000),
  files: StatementFiles.default([]),
});

export interface Rejected {
  readonly disputeId: string;
  readonly leaseId: string;
  /** Both sides may state until here. */
  readonly statementsUntil: Date;
}

type Asked = { readonly requestId: string; readonly hash: string };

/** What this request opened before; a conflict when it asked for something else. */
async function rejectedBefore(tx: Tx, deliveryId: string, asked: Asked): Promise<Rejected | null> {
  const [earlier] = await tx.select().from(disputes).where(eq(disputes.deliveryId, deliveryId));
  if (earlier?.requestId !== asked.requestId) return null;
  if (earlier.requestHash !== asked.hash) throw new ServiceError('conflict');
  return { disputeId: earlier.id, leaseId: earlier.leaseId, statementsUntil: earlier.statementsUntil };
}

/** The end of statements by the terms the lease was made under (M-19). */
async function endOfStatements(tx: Tx, ctx: Ctx, termsVersion: number): Promise<Date> {
  const [terms] = await tx
    .select({ hours: marketTerms.disputeStatementHours })
    .from(marketTerms)
    .where(eq(marketTerms.version, termsVersion));
  assert(terms, 'M-19', { termsVersion });
  return statementsUntil(ctx.now, terms.hours);
}

/** The buyer's no: opens a dispute that freezes only what this delivery's units would earn (S-3). The same request id rejects once. */
export async function rejectDelivery(ctx: Ctx, raw: unknown): Promise<Rejected> {
  const organizationId = authorize(ctx, 'deliveries.accept');
  const input = parseInput(RejectInput, raw);
  const { reason, statement, files } = input;
  const asked = { requestId: input.requestId, hash: askedHash({ reason, statement }, files) };
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const { locked, delivery } = await lockDelivery(tx, input.deliveryId);
    if (delivery.buyerOrganizationId !== organizationId) throw notFound();
    const before = await rejectedBefore(tx, delivery.id, asked);
    if (before) return before;
    const admitted = admitRejection(delivery, input, ctx.now);
    if (!admitted.ok) return refuseWith(admitted.refusal);
    await tx
      .update(deliveries)
      .set({ state: 'rejected', decidedAt: ctx.now })
      .where(eq(deliveries.id, delivery.id));
    const { move } = await moveLease(tx, ctx, locked, (stamp, parties, moving) =>
      freezeDisputePosting(stamp, parties, delivery.sequence, moving),
    );
    const until = await endOfStatements(tx, ctx, locked.row.termsVersion);
    const disputeId = ctx.newId('dispute');
    await tx.insert(disputes).values({
      id: disputeId,
      deliveryId: delivery.id,
      leaseId: delivery.leaseId,
      buyerOrganizationId: organizationId,
      providerOrganizationId: delivery.providerOrganizationId,
      disputedMicros: move.disputedMicros,
      requestId: asked.requestId,
      requestHash: asked.hash,
      reason,
      statement: admitted.value.statement,
      evidence: { files: [...admitted.value.files] },
      state: 'open',
      statementsUntil: until,
      eventAt: ctx.now,
    });
    await audit(tx, ctx, {
      verb: 'leases.reject-delivery',
      subjectType: 'dispute',
      subjectId: disputeId,
      facts: { deliveryId: delivery.id, reason, disputed: move.disputedMicros.toString(), files },
    });
    return { disputeId, leaseId: delivery.leaseId, statementsUntil: until };
  });
}
