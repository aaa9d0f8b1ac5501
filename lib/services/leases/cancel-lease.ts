import { z } from 'zod';
import { amountText } from '@/lib/core/amount';
import { cancelLeasePosting } from '@/lib/ledger/recipes';
import { cancelLease as admitCancellation } from '@/lib/settlement/cancellation';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith } from '../errors';
import { lockLease, saveLease } from './move-lease';

export const CancelLeaseInput = z.strictObject({ leaseId: z.string().max(40) });

/** The buyer leaves a lease before its first hour: 5 % of the price is earned, the rest returns, the cards go back (S-8). */
export async function cancelLease(
  ctx: Ctx,
  raw: unknown,
): Promise<{ readonly leaseId: string; readonly chargedMicros: bigint }> {
  const organizationId = authorize(ctx, 'orders.cancel');
  const { leaseId } = parseInput(CancelLeaseInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const locked = await lockLease(tx, leaseId);
    if (locked.row.buyerOrganizationId !== organizationId) throw notFound();
    const admitted = admitCancellation(locked.settling, ctx.now);
    if (!admitted.ok) return refuseWith(admitted.refusal);
    await saveLease(tx, ctx, locked, { ...admitted.value, startedAt: null }, cancelLeasePosting);
    const { earnedMicros, refundedMicros } = admitted.value.money;
    await audit(tx, ctx, {
      verb: 'leases.cancel-lease',
      subjectType: 'lease',
      subjectId: leaseId,
      facts: { charged: amountText(earnedMicros), refunded: amountText(refundedMicros) },
    });
    return { leaseId, chargedMicros: earnedMicros };
  });
}
