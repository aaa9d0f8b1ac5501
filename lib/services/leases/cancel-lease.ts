import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { leaseHours } from '@/db/schema';
import { amountText } from '@/lib/core/amount';
import { cancelLeasePosting } from '@/lib/ledger/recipes';
import { cancelLease as admitCancellation } from '@/lib/settlement/cancellation';
import type { LeasedHour } from '@/lib/settlement/given-back';
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

export interface Cancelled {
  readonly leaseId: string;
  /** Paid at once, the accepted units of before not counted. */
  readonly chargedMicros: bigint;
  /** On hold until the hours given back begin. */
  readonly heldMicros: bigint;
}

/**
 * The buyer leaves a lease (S-8): it pays 5 % of the price and the accepted units, the cards go back to the pool, and what
 * the hours given back cost stays on hold until each begins. The rest returns.
 */
export async function cancelLease(ctx: Ctx, raw: unknown): Promise<Cancelled> {
  const organizationId = authorize(ctx, 'orders.cancel');
  const { leaseId } = parseInput(CancelLeaseInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const locked = await lockLease(tx, leaseId);
    if (locked.row.buyerOrganizationId !== organizationId) throw notFound();
    const standings = await deliveryStandings(tx, leaseId);
    const admitted = admitCancellation(locked.settling, standings, await hoursOf(tx, leaseId), ctx.now);
    if (!admitted.ok) return refuseWith(admitted.refusal);
    await saveLease(tx, ctx, locked, admitted.value, cancelLeasePosting);
    const { move, money } = admitted.value;
    await audit(tx, ctx, {
      verb: 'leases.cancel-lease',
      subjectType: 'lease',
      subjectId: leaseId,
      facts: {
        charged: amountText(move.earnedMicros),
        refunded: amountText(move.refundedMicros),
        held: amountText(money.heldMicros),
      },
    });
    return { leaseId, chargedMicros: move.earnedMicros, heldMicros: money.heldMicros };
  });
}
