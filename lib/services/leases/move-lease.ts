import { and, asc, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { post } from '@/db/queries/post';
import { releaseCards } from '@/db/queries/release-cards';
import {
  deliveries,
  disputes,
  holds,
  leases,
  marketSettings,
  marketTerms,
  publishedServiceLevels,
} from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { type Posting, postingsOf, type Stamp } from '@/lib/ledger/posting';
import type { LeaseMove, LeaseParties } from '@/lib/ledger/recipes';
import type { DeliveryStanding } from '@/lib/settlement/delivery';
import { movesNothing, standingMoney } from '@/lib/settlement/lease-money';
import {
  type LeaseSettlement,
  type SettledBy,
  type SettlingLease,
  settleLease,
} from '@/lib/settlement/settle-lease';
import type { Ctx } from '../context';
import { notFound } from '../errors';
import { measureLease } from '../evidence/measure-lease';

export type LeaseRow = typeof leases.$inferSelect;

/** A lease locked for a change, with all that its settlement reads. */
export interface LockedLease {
  readonly row: LeaseRow;
  readonly settling: SettlingLease;
  readonly currency: string;
}

/**
 * Locks a lease for the rest of the transaction; not_found when it's missing or foreign. Where its money stands is read
 * off its row and its disputed units, as a provider sees no hold of its buyer.
 */
export async function lockLease(tx: Tx, leaseId: string): Promise<LockedLease> {
  const [row] = await tx.select().from(leases).where(eq(leases.id, leaseId)).for('update');
  if (!row) throw notFound();
  return withTerms(tx, row);
}

/** The same without the lock, for those who only look. */
export async function readLease(tx: Tx, leaseId: string): Promise<LockedLease> {
  const [row] = await tx.select().from(leases).where(eq(leases.id, leaseId));
  if (!row) throw notFound();
  return withTerms(tx, row);
}

/** What a lease's settlement reads beside its row: the terms and the service level it names, and its disputed units. */
async function withTerms(tx: Tx, row: LeaseRow): Promise<LockedLease> {
  const leaseId = row.id;
  const [terms] = await tx
    .select({ feeBps: marketTerms.feeBps })
    .from(marketTerms)
    .where(eq(marketTerms.version, row.termsVersion));
  const [lateTerms] = await tx
    .select({
      lateCreditBpsPerHour: publishedServiceLevels.lateCreditBpsPerHour,
      lateCreditCapBps: publishedServiceLevels.lateCreditCapBps,
    })
    .from(publishedServiceLevels)
    .where(
      and(
        eq(publishedServiceLevels.poolId, row.poolId),
        eq(publishedServiceLevels.version, row.serviceLevelVersion),
      ),
    );
  const [settings] = await tx.select({ currency: marketSettings.currency }).from(marketSettings);
  assert(terms && lateTerms && settings, 'lease: terms', { leaseId });
  const standings = await deliveryStandings(tx, leaseId);
  const disputedUnits = standings.reduce((sum, d) => (d.state === 'rejected' ? sum + d.units : sum), 0n);
  const money = standingMoney(row, disputedUnits);
  return {
    row,
    currency: settings.currency,
    settling: { ...row, ...money, feeBps: terms.feeBps, lateTerms },
  };
}

/** How a lease's deliveries stand now, in order, with the decisions of their disputes. */
export async function deliveryStandings(tx: Tx, leaseId: string): Promise<DeliveryStanding[]> {
  return tx
    .select({
      kind: deliveries.kind,
      units: deliveries.units,
      state: deliveries.state,
      providerUnits: disputes.providerUnits,
      reportedAt: deliveries.eventAt,
    })
    .from(deliveries)
    .leftJoin(disputes, eq(disputes.deliveryId, deliveries.id))
    .where(eq(deliveries.leaseId, leaseId))
    .orderBy(asc(deliveries.sequence));
}

/** Writes the posting of an event from what it moves on the lease. */
export type MoveRecipe = (stamp: Stamp, parties: LeaseParties, move: LeaseMove) => Posting | null;

/** What an event leaves a lease with, from whichever rule. */
export type LeaseOutcome = Pick<
  LeaseSettlement,
  'money' | 'move' | 'state' | 'startedAt' | 'endReason' | 'endedAt' | 'reportingClosedAt' | 'releaseFromHour'
> & {
  /** Of a lease its buyer left: the next hour whose money is on hold until it begins (S-8). */
  readonly resaleHour?: number | null;
};

/** Saves what an event left of a lease: the row, its hold, the posting, and the cards that go back (S-7). */
export async function saveLease(
  tx: Tx,
  ctx: Ctx,
  locked: LockedLease,
  after: LeaseOutcome,
  recipe: MoveRecipe,
): Promise<void> {
  const { row } = locked;
  const { money } = after;
  await tx
    .update(leases)
    .set({
      state: after.state,
      startedAt: after.startedAt,
      endReason: after.endReason,
      endedAt: after.endedAt,
      reportingClosedAt: after.reportingClosedAt,
      earnedMicros: money.earnedMicros,
      feeMicros: money.feeMicros,
      refundedMicros: money.refundedMicros,
      creditMicros: money.creditMicros,
      ...(after.resaleHour !== undefined && { resaleHour: after.resaleHour }),
      version: sql`${leases.version} + 1`,
    })
    .where(eq(leases.id, row.id));
  if (after.releaseFromHour !== null) await releaseCards(tx, row.id, after.releaseFromHour);
  const ends = after.state === 'ended';
  if (movesNothing(after.move) && !ends) return;
  await tx
    .update(holds)
    .set({
      heldMicros: money.heldMicros,
      disputedMicros: money.disputedMicros,
      closedAt: ends && money.heldMicros === 0n ? ctx.now : null,
    })
    .where(eq(holds.leaseId, row.id));
  const stamp = { id: ctx.newId('posting'), eventAt: ctx.now, currency: locked.currency };
  await post(tx, postingsOf(recipe(stamp, { leaseId: row.id, ...row }, after.move)));
}

/**
 * Takes a locked lease through an event already written to its deliveries: settlement by S-2 and S-3, state and end
 * by S-4; an end that measured something leaves its evidence (P-5). Returns what moved.
 */
export async function moveLease(
  tx: Tx,
  ctx: Ctx,
  locked: LockedLease,
  recipe: MoveRecipe,
  by: SettledBy = 'event',
): Promise<LeaseSettlement> {
  const settled = settleLease(locked.settling, await deliveryStandings(tx, locked.row.id), ctx.now, by);
  const { reported, accepted } = settled.counts;
  await tx
    .update(leases)
    .set({ reportedUnits: reported, acceptedUnits: accepted })
    .where(eq(leases.id, locked.row.id));
  await saveLease(tx, ctx, locked, settled, recipe);
  if (settled.state === 'ended') await measureLease(tx, ctx, locked.row, settled);
  return settled;
}
