import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { deliveries } from '@/db/schema';
import { settleLeasePosting } from '@/lib/ledger/recipes';
import { acceptDelivery as admitAcceptance } from '@/lib/settlement/acceptance';
import type { LeaseSettlement } from '@/lib/settlement/settle-lease';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith } from '../errors';
import { chargeLease } from './charge-lease';
import { lockLease, moveLease } from './move-lease';

export const AcceptInput = z.strictObject({ deliveryId: z.string().max(40) });

type DeliveryRow = typeof deliveries.$inferSelect;

/** Loads a delivery with its lease locked; not_found when it's missing or foreign. Lease before delivery, always. */
export async function lockDelivery(tx: Tx, deliveryId: string) {
  const [found] = await tx
    .select({ leaseId: deliveries.leaseId })
    .from(deliveries)
    .where(eq(deliveries.id, deliveryId));
  if (!found) throw notFound();
  const locked = await lockLease(tx, found.leaseId);
  const [delivery] = await tx.select().from(deliveries).where(eq(deliveries.id, deliveryId));
  if (!delivery) throw notFound();
  return { locked, delivery };
}

/** Marks a delivery accepted and settles its lease (S-2): earned, fee, and at the end the refund. */
export async function settleAccepted(
  tx: Tx,
  ctx: Ctx,
  { locked, delivery }: { locked: Awaited<ReturnType<typeof lockLease>>; delivery: DeliveryRow },
  state: 'accepted' | 'accepted_by_silence',
): Promise<LeaseSettlement> {
  await tx.update(deliveries).set({ state, decidedAt: ctx.now }).where(eq(deliveries.id, delivery.id));
  return moveLease(tx, ctx, locked, (stamp, parties, move) =>
    settleLeasePosting(stamp, parties, delivery.sequence, move),
  );
}

/** What a delivery of the buyer's own counts; not_found when it's missing or somebody else's. */
async function kindOfOwn(ctx: Ctx, organizationId: string, deliveryId: string): Promise<DeliveryRow['kind']> {
  const [own] = await ctx.db.asOrganization(organizationId, (tx) =>
    tx
      .select({ kind: deliveries.kind, buyer: deliveries.buyerOrganizationId })
      .from(deliveries)
      .where(eq(deliveries.id, deliveryId)),
  );
  if (own?.buyer !== organizationId) throw notFound();
  return own.kind;
}

/**
 * The buyer's yes: the delivery's units are earned and the lease settles (S-3). Late input may end a lease of which no result
 * is paid, so the engine settles it: failing moves the provider's money (S-5).
 */
export async function acceptDelivery(
  ctx: Ctx,
  raw: unknown,
): Promise<{ readonly leaseId: string; readonly ended: boolean }> {
  const organizationId = authorize(ctx, 'deliveries.accept');
  const { deliveryId } = parseInput(AcceptInput, raw);
  const isLateInput = (await kindOfOwn(ctx, organizationId, deliveryId)) === 'late_input';
  const settle = async (tx: Tx) => {
    const both = await lockDelivery(tx, deliveryId);
    const admitted = admitAcceptance(both.delivery);
    if (!admitted.ok) return refuseWith(admitted.refusal);
    const settled = await settleAccepted(tx, ctx, both, admitted.value);
    if (settled.failure) await chargeLease(tx, ctx, both.locked.row, settled);
    await audit(tx, ctx, {
      verb: 'leases.accept-delivery',
      subjectType: 'delivery',
      subjectId: deliveryId,
      facts: {
        leaseId: both.delivery.leaseId,
        earned: settled.move.earnedMicros.toString(),
        fee: settled.move.feeMicros.toString(),
      },
    });
    return { leaseId: both.delivery.leaseId, ended: settled.state === 'ended' };
  };
  return isLateInput ? ctx.db.asEngine(settle) : ctx.db.asOrganization(organizationId, settle);
}
