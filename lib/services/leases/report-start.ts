import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { leases } from '@/db/schema';
import { reportStart as admitStart, workStart } from '@/lib/settlement/work-start';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith } from '../errors';
import { deliveryStandings, lockLease } from './move-lease';

export const ReportStartInput = z.strictObject({ leaseId: z.string().max(40) });

export interface StartReported {
  readonly leaseId: string;
  readonly workStartedAt: Date;
}

/**
 * The provider says that the cards are handed over or the job runs (S-5), by the market's clock: once. Said again it stands
 * as it was said first, or as the first report showed it.
 */
export async function reportStart(ctx: Ctx, raw: unknown): Promise<StartReported> {
  const organizationId = authorize(ctx, 'deliveries.report');
  const { leaseId } = parseInput(ReportStartInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const { row } = await lockLease(tx, leaseId);
    if (row.providerOrganizationId !== organizationId) throw notFound();
    const before = workStart(row, await deliveryStandings(tx, leaseId));
    if (before) return { leaseId, workStartedAt: before };
    const admitted = admitStart(row, ctx.now);
    if (!admitted.ok) return refuseWith(admitted.refusal);
    const workStartedAt = admitted.value;
    await tx.update(leases).set({ workStartedAt }).where(eq(leases.id, leaseId));
    await audit(tx, ctx, {
      verb: 'leases.report-start',
      subjectType: 'lease',
      subjectId: leaseId,
      facts: { startHour: row.startHour },
    });
    return { leaseId, workStartedAt };
  });
}
