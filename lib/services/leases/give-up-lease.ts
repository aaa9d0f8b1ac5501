import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { leases } from '@/db/schema';
import { closeLeasePosting } from '@/lib/ledger/recipes';
import { giveUpLease as admitGivingUp, countUnits } from '@/lib/settlement/end-lease';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith } from '../errors';
import { chargeLease } from './charge-lease';
import { deliveryStandings, lockLease, moveLease } from './move-lease';

export const GiveUpInput = z.strictObject({
  leaseId: z.string().max(40),
  note: z.string().max(2000).default(''),
});

/**
 * The provider gives a lease up: what wasn't delivered returns to the buyer, and failing costs the provider (S-4, S-5). The
 * engine moves the money, as it is the buyer's.
 */
export async function giveUpLease(ctx: Ctx, raw: unknown): Promise<{ readonly leaseId: string }> {
  const organizationId = authorize(ctx, 'deliveries.report');
  const { leaseId, note } = parseInput(GiveUpInput, raw);
  const [own] = await ctx.db.asOrganization(organizationId, (tx) =>
    tx.select({ provider: leases.providerOrganizationId }).from(leases).where(eq(leases.id, leaseId)),
  );
  if (own?.provider !== organizationId) throw notFound();
  return ctx.db.asEngine(async (tx) => {
    const locked = await lockLease(tx, leaseId);
    const counts = countUnits(locked.row.units, await deliveryStandings(tx, leaseId), 'open');
    const admitted = admitGivingUp(locked.row, counts);
    if (!admitted.ok) return refuseWith(admitted.refusal);
    const settled = await moveLease(tx, ctx, locked, closeLeasePosting, 'given_up');
    const { chargeMicros } = await chargeLease(tx, ctx, locked.row, settled);
    const row = {
      verb: 'leases.give-up-lease',
      subjectType: 'lease',
      subjectId: leaseId,
      facts: {
        note,
        reason: settled.endReason,
        refunded: settled.move.refundedMicros.toString(),
        charged: chargeMicros.toString(),
      },
    };
    await audit(tx, ctx, row, { ...row, organizationId: locked.row.buyerOrganizationId });
    return { leaseId };
  });
}
