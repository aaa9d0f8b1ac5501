import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { leases } from '@/db/schema';
import { claimLateInput as admitClaim } from '@/lib/settlement/late-input';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { RequestIdInput } from '../disputes/statement-input';
import { notFound, refuseWith, ServiceError } from '../errors';
import { hoursOf } from './cancel-lease';
import { acceptanceHours, deliveredBefore, insertDelivery } from './insert-delivery';
import { deliveryStandings, lockLease } from './move-lease';

export const ClaimLateInputInput = z.strictObject({
  leaseId: z.string().max(40),
  requestId: RequestIdInput,
  /** What was missing, in words. */
  note: z.string().max(2000),
});

export interface ClaimedLateInput {
  readonly deliveryId: string;
  /** Outcome units that the hours lost stand for. */
  readonly units: bigint;
  readonly windowEndsAt: Date;
}

/**
 * The provider claims reserved hours that ended before its buyer's input was there: their units count as delivered and wait
 * for the buyer's answer like a report (S-9). The same request id claims once.
 */
export async function claimLateInput(ctx: Ctx, raw: unknown): Promise<ClaimedLateInput> {
  const organizationId = authorize(ctx, 'deliveries.report');
  const { leaseId, requestId, note } = parseInput(ClaimLateInputInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [lease] = await tx
      .select({ provider: leases.providerOrganizationId })
      .from(leases)
      .where(eq(leases.id, leaseId));
    if (lease?.provider !== organizationId) throw notFound();
    const locked = await lockLease(tx, leaseId);
    const earlier = await deliveredBefore(tx, organizationId, requestId);
    if (earlier) {
      const isSame =
        earlier.kind === 'late_input' && earlier.leaseId === leaseId && earlier.evidence.note === note.trim();
      if (!isSame) throw new ServiceError('conflict');
      return { deliveryId: earlier.id, units: earlier.units, windowEndsAt: earlier.windowEndsAt };
    }
    const standings = await deliveryStandings(tx, leaseId);
    const given = { note, acceptanceWindowHours: await acceptanceHours(tx, locked.row) };
    const admitted = admitClaim(locked.row, await hoursOf(tx, leaseId), standings, given, ctx.now);
    if (!admitted.ok) return refuseWith(admitted.refusal);
    const { units, windowEndsAt, lostCardHours, until } = admitted.value;
    const { deliveryId, sequence } = await insertDelivery(tx, ctx, locked, admitted.value, {
      kind: 'late_input',
      requestId,
      evidence: { files: [], metrics: {}, note: admitted.value.note },
    });
    await audit(tx, ctx, {
      verb: 'leases.claim-late-input',
      subjectType: 'lease',
      subjectId: leaseId,
      facts: {
        deliveryId,
        sequence,
        units: units.toString(),
        lostCardHours: lostCardHours.toString(),
        until: until.toISOString(),
      },
    });
    return { deliveryId, units, windowEndsAt };
  });
}
