import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type deliveries, disputes } from '@/db/schema';
import { type Hearing, hearingOf, type Said } from '@/lib/settlement/hearing';
import type { Ctx } from '../context';
import { notFound } from '../errors';
import { lockDelivery } from '../leases/accept-delivery';
import type { LockedLease } from '../leases/move-lease';
import { saidIn } from './said-in';

export type DisputeRow = typeof disputes.$inferSelect;

/** A dispute with its lease locked: whatever else happens to the lease or is said waits for the transaction's end. */
export interface LockedDispute {
  readonly locked: LockedLease;
  readonly delivery: typeof deliveries.$inferSelect;
  readonly dispute: DisputeRow;
  readonly said: readonly Said[];
  readonly hearing: Hearing;
}

/** Locks a dispute's lease and reads the dispute as it then stands; not_found when it's missing or foreign. */
export async function lockDispute(tx: Tx, ctx: Ctx, disputeId: string): Promise<LockedDispute> {
  const [found] = await tx
    .select({ deliveryId: disputes.deliveryId })
    .from(disputes)
    .where(eq(disputes.id, disputeId));
  if (!found) throw notFound();
  const { locked, delivery } = await lockDelivery(tx, found.deliveryId);
  const [dispute] = await tx.select().from(disputes).where(eq(disputes.id, disputeId));
  if (!dispute) throw notFound();
  const said = (await saidIn(tx, [disputeId])).get(disputeId) ?? [];
  return { locked, delivery, dispute, said, hearing: hearingOf(dispute, said, ctx.now) };
}

/** Which side of a dispute an organization is on; not_found when on neither. */
export function partyOf(
  dispute: Pick<DisputeRow, 'buyerOrganizationId' | 'providerOrganizationId'>,
  organizationId: string,
): 'buyer' | 'provider' {
  if (dispute.buyerOrganizationId === organizationId) return 'buyer';
  if (dispute.providerOrganizationId === organizationId) return 'provider';
  throw notFound();
}
