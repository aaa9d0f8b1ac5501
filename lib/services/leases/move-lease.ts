import { asc, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { post } from '@/db/queries/post';
import { releaseCards } from '@/db/queries/release-cards';
import { deliveries, disputes, holds, leases, marketSettings, marketTerms } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { type Posting, postingsOf, type Stamp } from '@/lib/ledger/posting';
import type { LeaseMove, LeaseParties } from '@/lib/ledger/recipes';
import type { DeliveryStanding } from '@/lib/settlement/delivery';
import { movesNothing } from '@/lib/settlement/lease-money';
import { type LeaseSettlement, type SettlingLease, settleLease } from '@/lib/settlement/settle-lease';
import type { Ctx } from '../context';
import { notFound } from '../errors';

export type LeaseRow = typeof leases.$inferSelect;

/** A lease locked for a change, with all that its settlement reads. */
export interface LockedLease {
  readonly row: LeaseRow;
  readonly holdId: string;
  readonly settling: SettlingLease;
  readonly currency: string;
}

/** Locks a lease and its hold for the rest of the transaction; not_found when it's missing or foreign. */
export async function lockLease(tx: Tx, leaseId: string): Promise<LockedLease> {
  const [row] = await tx.select().from(leases).where(eq(leases.id, leaseId)).for('update');
  if (!row) throw notFound();
  const [terms] = await tx
    .select({ feeBps: marketTerms.feeBps })
    .from(marketTerms)
    .where(eq(marketTerms.version, row.termsVersion));
  const [settings] = await tx.select({ currency: marketSettings.currency }).from(marketSettings);
  const [hold] = await tx.select().from(holds).where(eq(holds.leaseId, leaseId));
  assert(terms && settings && hold, 'lease: terms and hold', { leaseId });
  return {
    row,
    holdId: hold.id,
    currency: settings.currency,
    settling: {
      ...row,
      heldMicros: hold.heldMicros,
      disputedMicros: hold.disputedMicros,
      feeBps: terms.feeBps,
    },
  };
}

/** How a lease's deliveries stand now, in order, with the decisions of their disputes. */
export async function deliveryStandings(tx: Tx, leaseId: string): Promise<DeliveryStanding[]> {
  return tx
    .select({ units: deliveries.units, state: deliveries.state, outcome: disputes.outcome })
    .from(deliveries)
    .leftJoin(disputes, eq(disputes.deliveryId, deliveries.id))
    .where(eq(deliveries.leaseId, leaseId))
    .orderBy(asc(deliveries.sequence));
}

/** Writes the posting of an event from what it moves on the lease. */
export type MoveRecipe = (stamp: Stamp, parties: LeaseParties, move: LeaseMove) => Posting | null;

/**
 * Takes a locked lease through an event already written to its deliveries: settlement by S-2 and S-3, state and end
 * by S-4, unused cards back to the pool (S-7). Returns what moved.
 */
export async function moveLease(
  tx: Tx,
  ctx: Ctx,
  locked: LockedLease,
  recipe: MoveRecipe,
): Promise<LeaseSettlement> {
  const { row, settling } = locked;
  const settled = settleLease(settling, await deliveryStandings(tx, row.id), ctx.now);
  const { money, counts } = settled;
  await tx
    .update(leases)
    .set({
      state: settled.state,
      startedAt: settled.startedAt,
      endReason: settled.endReason,
      endedAt: settled.endedAt,
      reportedUnits: counts.reported,
      acceptedUnits: counts.accepted,
      earnedMicros: money.earnedMicros,
      feeMicros: money.feeMicros,
      refundedMicros: money.refundedMicros,
      version: sql`${leases.version} + 1`,
    })
    .where(eq(leases.id, row.id));
  if (settled.releaseFromHour !== null) await releaseCards(tx, row.id, settled.releaseFromHour);
  if (!movesNothing(settled.move)) {
    await tx
      .update(holds)
      .set({
        heldMicros: money.heldMicros,
        disputedMicros: money.disputedMicros,
        closedAt: settled.state === 'ended' ? ctx.now : null,
      })
      .where(eq(holds.id, locked.holdId));
    const stamp = { id: ctx.newId('posting'), eventAt: ctx.now, currency: locked.currency };
    await post(tx, postingsOf(recipe(stamp, { leaseId: row.id, ...row }, settled.move)));
  }
  return settled;
}
