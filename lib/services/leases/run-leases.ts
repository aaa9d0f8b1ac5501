import { and, asc, eq, inArray, lte, or, type SQL, sql } from 'drizzle-orm';
import { deliveries, disputes, leases } from '@/db/schema';
import { hourOf } from '@/lib/core/hours';
import { closeLeasePosting } from '@/lib/ledger/recipes';
import { acceptBySilence } from '@/lib/settlement/acceptance';
import { movesNothing } from '@/lib/settlement/lease-money';
import { REPORTING_GRACE_HOURS } from '@/lib/settlement/lease-state';
import { audit } from '../audit';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { eachDue } from '../each-due';
import { lockDelivery, settleAccepted } from './accept-delivery';
import { chargeLease } from './charge-lease';
import { lockLease, moveLease } from './move-lease';

/** Units decided for the buyer: refunded at the decision, whether reporting has closed or not (S-3). */
const unitsDecidedForBuyer = sql`(select coalesce(sum(${deliveries.units} - ${disputes.providerUnits}), 0) from ${deliveries}
  join ${disputes} on ${disputes.deliveryId} = ${deliveries.id}
  where ${deliveries.leaseId} = ${leases.id} and ${disputes.providerUnits} is not null)`;

/** What was never reported hasn't been refunded yet: the close of reporting is still to come for this lease (S-2). */
const unreportedIsHeld = sql`${leases.refundedMicros} < ${leases.priceMicros}
  - div(${leases.priceMicros}::numeric * (${leases.reportedUnits} - ${unitsDecidedForBuyer}), ${leases.units}::numeric)`;

/** Leases whose clock has come: to start, to end, or to close reporting. */
export function leaseIsDue(now: Date): SQL | undefined {
  const hour = hourOf(now);
  return or(
    and(eq(leases.state, 'reserved'), lte(leases.startHour, hour)),
    and(eq(leases.state, 'running'), lte(leases.endHour, hour)),
    and(
      inArray(leases.state, ['delivering', 'disputed']),
      lte(leases.endHour, hour - REPORTING_GRACE_HOURS),
      unreportedIsHeld,
    ),
  );
}

/** Deliveries whose window has passed in silence (S-3). */
export const silenceIsDue = (now: Date): SQL | undefined =>
  and(eq(deliveries.state, 'reported'), lte(deliveries.windowEndsAt, now));

/** Moves every lease whose hour has come: starts, ends of reservation, and ends of reporting; returns how many moved. */
export async function moveDueLeases(ctx: Ctx): Promise<number> {
  authorizeEngine(ctx);
  const due = await ctx.db.asEngine((tx) =>
    tx.select({ id: leases.id }).from(leases).where(leaseIsDue(ctx.now)).orderBy(asc(leases.id)),
  );
  return eachDue(
    ctx,
    'leases.move-due',
    due.map((row) => row.id),
    (id) => moveOne(ctx, id),
  );
}

/** One lease in a transaction of its own, so that one bad lease doesn't stop the others. */
async function moveOne(ctx: Ctx, leaseId: string): Promise<boolean> {
  return ctx.db.asEngine(async (tx) => {
    const locked = await lockLease(tx, leaseId);
    if (locked.row.state === 'ended') return false;
    const settled = await moveLease(tx, ctx, locked, closeLeasePosting);
    const { creditMicros, chargeMicros } = await chargeLease(tx, ctx, locked.row, settled);
    if (settled.state === locked.row.state && movesNothing(settled.move)) return false;
    const facts = {
      from: locked.row.state,
      to: settled.state,
      reason: settled.endReason,
      refunded: settled.move.refundedMicros.toString(),
      ...(creditMicros > 0n && { credit: creditMicros.toString() }),
      ...(chargeMicros > 0n && { charged: chargeMicros.toString() }),
    };
    const note = { verb: 'leases.run-leases', subjectType: 'lease', subjectId: leaseId, facts };
    await audit(
      tx,
      ctx,
      { ...note, organizationId: locked.row.buyerOrganizationId },
      { ...note, organizationId: locked.row.providerOrganizationId },
    );
    return true;
  });
}

/** Accepts every delivery whose window has passed in silence (S-3); returns how many. */
export async function acceptSilentDeliveries(ctx: Ctx): Promise<number> {
  authorizeEngine(ctx);
  const due = await ctx.db.asEngine((tx) =>
    tx
      .select({ id: deliveries.id })
      .from(deliveries)
      .where(silenceIsDue(ctx.now))
      .orderBy(asc(deliveries.windowEndsAt), asc(deliveries.id)),
  );
  return eachDue(
    ctx,
    'leases.accept-silent',
    due.map((row) => row.id),
    (id) => acceptSilent(ctx, id),
  );
}

async function acceptSilent(ctx: Ctx, deliveryId: string): Promise<boolean> {
  return ctx.db.asEngine(async (tx) => {
    const both = await lockDelivery(tx, deliveryId);
    const silent = acceptBySilence(both.delivery, ctx.now);
    if (!silent.ok) return false;
    const settled = await settleAccepted(tx, ctx, both, silent.value);
    const facts = {
      leaseId: both.delivery.leaseId,
      earned: settled.move.earnedMicros.toString(),
      fee: settled.move.feeMicros.toString(),
    };
    const note = {
      verb: 'leases.accept-silent-deliveries',
      subjectType: 'delivery',
      subjectId: deliveryId,
      facts,
    };
    await audit(
      tx,
      ctx,
      { ...note, organizationId: both.delivery.buyerOrganizationId },
      { ...note, organizationId: both.delivery.providerOrganizationId },
    );
    return true;
  });
}
