import { and, eq, max } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type DeliveryEvidence, deliveries, marketTerms } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { closeLeasePosting } from '@/lib/ledger/recipes';
import type { AdmittedReport, DeliveryKind } from '@/lib/settlement/delivery';
import type { Ctx } from '../context';
import { type LeaseRow, type LockedLease, moveLease } from './move-lease';

type DeliveryRow = typeof deliveries.$inferSelect;

/** What a provider's request delivered before, if it has been sent already. */
export async function deliveredBefore(
  tx: Tx,
  organizationId: string,
  requestId: string,
): Promise<DeliveryRow | undefined> {
  const [earlier] = await tx
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.providerOrganizationId, organizationId), eq(deliveries.requestId, requestId)));
  return earlier;
}

/** The hours in which a lease's buyer may answer, by the terms it was made under (M-19). */
export async function acceptanceHours(tx: Tx, { termsVersion }: LeaseRow): Promise<number> {
  const [terms] = await tx
    .select({ hours: marketTerms.acceptanceWindowHours })
    .from(marketTerms)
    .where(eq(marketTerms.version, termsVersion));
  assert(terms, 'M-19', { termsVersion });
  return terms.hours;
}

/** A delivery as it was written: its id and its place among its lease's. */
export interface WrittenDelivery {
  readonly deliveryId: string;
  readonly sequence: number;
}

/** Writes an admitted delivery of a locked lease and takes the lease on by it; the acceptance window starts (S-3). */
export async function insertDelivery(
  tx: Tx,
  ctx: Ctx,
  locked: LockedLease,
  admitted: AdmittedReport,
  given: { readonly kind: DeliveryKind; readonly requestId: string; readonly evidence: DeliveryEvidence },
): Promise<WrittenDelivery> {
  const { row } = locked;
  const [last] = await tx
    .select({ sequence: max(deliveries.sequence) })
    .from(deliveries)
    .where(eq(deliveries.leaseId, row.id));
  const deliveryId = ctx.newId('delivery');
  const sequence = (last?.sequence ?? 0) + 1;
  await tx.insert(deliveries).values({
    id: deliveryId,
    leaseId: row.id,
    buyerOrganizationId: row.buyerOrganizationId,
    providerOrganizationId: row.providerOrganizationId,
    ...given,
    sequence,
    units: admitted.units,
    state: 'reported',
    reportedByPersonId: ctx.actor.personId,
    reportedByKeyId: ctx.actor.keyId,
    windowEndsAt: admitted.windowEndsAt,
    eventAt: ctx.now,
  });
  await moveLease(tx, ctx, locked, closeLeasePosting);
  return { deliveryId, sequence };
}
