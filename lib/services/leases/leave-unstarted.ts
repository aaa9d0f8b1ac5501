import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { leases } from '@/db/schema';
import { closeLeasePosting } from '@/lib/ledger/recipes';
import { leaveUnstarted as admitLeaving } from '@/lib/settlement/work-start';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith } from '../errors';
import { chargeLease } from './charge-lease';
import { deliveryStandings, lockLease, moveLease } from './move-lease';
import { startGraceOf } from './start-grace';

export const LeaveUnstartedInput = z.strictObject({ leaseId: z.string().max(40) });

export interface LeftUnstarted {
  readonly leaseId: string;
  readonly refundedMicros: bigint;
}

/**
 * The buyer ends a lease whose work didn't start within the promised grace (S-5): what wasn't delivered returns, its hours
 * go back, and not starting costs the provider what giving it up would. The engine moves the money, as it is the provider's.
 */
export async function leaveUnstarted(ctx: Ctx, raw: unknown): Promise<LeftUnstarted> {
  const organizationId = authorize(ctx, 'orders.cancel');
  const { leaseId } = parseInput(LeaveUnstartedInput, raw);
  const [own] = await ctx.db.asOrganization(organizationId, (tx) =>
    tx.select({ buyer: leases.buyerOrganizationId }).from(leases).where(eq(leases.id, leaseId)),
  );
  if (own?.buyer !== organizationId) throw notFound();
  return ctx.db.asEngine(async (tx) => {
    const locked = await lockLease(tx, leaseId);
    const graceMinutes = await startGraceOf(tx, locked.row);
    const standings = await deliveryStandings(tx, leaseId);
    const admitted = admitLeaving(locked.row, standings, graceMinutes, ctx.now);
    if (!admitted.ok) return refuseWith(admitted.refusal);
    const settled = await moveLease(tx, ctx, locked, closeLeasePosting, admitted.value);
    const { chargeMicros } = await chargeLease(tx, ctx, locked.row, settled);
    const { refundedMicros } = settled.move;
    const row = {
      verb: 'leases.leave-unstarted',
      subjectType: 'lease',
      subjectId: leaseId,
      facts: {
        graceMinutes,
        reason: settled.endReason,
        refunded: refundedMicros.toString(),
        charged: chargeMicros.toString(),
      },
    };
    await audit(tx, ctx, row, { ...row, organizationId: locked.row.providerOrganizationId });
    return { leaseId, refundedMicros };
  });
}
