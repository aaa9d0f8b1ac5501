import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { leaseHours, leases } from '@/db/schema';
import { amountText } from '@/lib/core/amount';
import { cancelLeasePosting } from '@/lib/ledger/recipes';
import { cancelLease as admitCancellation, type LeasedHour } from '@/lib/settlement/cancellation';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith } from '../errors';
import { deliveryStandings, lockLease, saveLease } from './move-lease';

export const CancelLeaseInput = z.strictObject({ leaseId: z.string().max(40) });

/** A lease's hours with their cards and prices, in order. */
export const hoursOf = (tx: Tx, leaseId: string): Promise<LeasedHour[]> =>
  tx
    .select({ hour: leaseHours.hour, cards: leaseHours.cards, priceMicros: leaseHours.priceMicros })
    .from(leaseHours)
    .where(eq(leaseHours.leaseId, leaseId))
    .orderBy(asc(leaseHours.hour));

/**
 * The buyer leaves a lease (S-8): 5 % of the price, after its start also the accepted units and the hours it gives back,
 * which are credited later as others take them. The rest returns, the cards go back.
 */
export async function cancelLease(
  ctx: Ctx,
  raw: unknown,
): Promise<{ readonly leaseId: string; readonly chargedMicros: bigint }> {
  const organizationId = authorize(ctx, 'orders.cancel');
  const { leaseId } = parseInput(CancelLeaseInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const locked = await lockLease(tx, leaseId);
    if (locked.row.buyerOrganizationId !== organizationId) throw notFound();
    const standings = await deliveryStandings(tx, leaseId);
    const admitted = admitCancellation(locked.settling, standings, await hoursOf(tx, leaseId), ctx.now);
    if (!admitted.ok) return refuseWith(admitted.refusal);
    const { resaleHour } = admitted.value;
    if (resaleHour !== null) await tx.update(leases).set({ resaleHour }).where(eq(leases.id, leaseId));
    await saveLease(tx, ctx, locked, admitted.value, cancelLeasePosting);
    const { earnedMicros, refundedMicros } = admitted.value.move;
    await audit(tx, ctx, {
      verb: 'leases.cancel-lease',
      subjectType: 'lease',
      subjectId: leaseId,
      facts: { charged: amountText(earnedMicros), refunded: amountText(refundedMicros) },
    });
    return { leaseId, chargedMicros: earnedMicros };
  });
}
