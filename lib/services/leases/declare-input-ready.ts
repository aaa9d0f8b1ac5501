import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { leases } from '@/db/schema';
import { declareInputReady as admitReadiness } from '@/lib/settlement/late-input';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { RequestIdInput } from '../disputes/statement-input';
import { notFound, refuseWith, ServiceError } from '../errors';
import { lockLease } from './move-lease';

export const DeclareInputReadyInput = z.strictObject({
  leaseId: z.string().max(40),
  requestId: RequestIdInput,
  /** Where the input lies and what it is, as its provider reads it. */
  note: z.string().max(2000),
});

export interface InputDeclared {
  readonly leaseId: string;
  readonly inputReadyAt: Date;
}

/**
 * The buyer says, once, that its input is ready, and where: reserved hours that ended before it count as delivered if the
 * provider claims them (S-9). The same request id says it once.
 */
export async function declareInputReady(ctx: Ctx, raw: unknown): Promise<InputDeclared> {
  const organizationId = authorize(ctx, 'deliveries.accept');
  const { leaseId, requestId, note } = parseInput(DeclareInputReadyInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const { row } = await lockLease(tx, leaseId);
    if (row.buyerOrganizationId !== organizationId) throw notFound();
    if (row.inputReadyAt && row.inputRequestId === requestId) {
      if (row.inputNote !== note.trim()) throw new ServiceError('conflict');
      return { leaseId, inputReadyAt: row.inputReadyAt };
    }
    const admitted = admitReadiness(row, note);
    if (!admitted.ok) return refuseWith(admitted.refusal);
    await tx
      .update(leases)
      .set({ inputReadyAt: ctx.now, inputNote: admitted.value, inputRequestId: requestId })
      .where(eq(leases.id, leaseId));
    await audit(tx, ctx, {
      verb: 'leases.declare-input-ready',
      subjectType: 'lease',
      subjectId: leaseId,
      facts: { note: admitted.value },
    });
    return { leaseId, inputReadyAt: ctx.now };
  });
}
