import { and, asc, eq, inArray, isNull, lte, or, type SQL } from 'drizzle-orm';
import { deliveries, leases } from '@/db/schema';
import { hourOf } from '@/lib/core/hours';
import { closeLeasePosting } from '@/lib/ledger/recipes';
import { acceptBySilence } from '@/lib/settlement/acceptance';
import { REPORTING_GRACE_HOURS } from '@/lib/settlement/lease-state';
import type { LeaseSettlement } from '@/lib/settlement/settle-lease';
import { type AuditNote, audit } from '../audit';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { eachDue } from '../each-due';
import { inChunks } from '../in-chunks';
import { lockDelivery, settleAccepted } from './accept-delivery';
import { chargeLease, type LeaseCharges } from './charge-lease';
import { type LeaseRow, lockLease, moveLease } from './move-lease';
import { acceptMany, changesLease, moveMany } from './settle-many';

/** Leases whose clock has come: to start, to end, or to close reporting. */
export function leaseIsDue(now: Date): SQL | undefined {
  const hour = hourOf(now);
  return or(
    and(eq(leases.state, 'reserved'), lte(leases.startHour, hour)),
    and(eq(leases.state, 'running'), lte(leases.endHour, hour)),
    and(
      inArray(leases.state, ['delivering', 'disputed']),
      lte(leases.endHour, hour - REPORTING_GRACE_HOURS),
      isNull(leases.reportingClosedAt),
    ),
  );
}

/** Deliveries whose window has passed in silence (S-3). */
export const silenceIsDue = (now: Date): SQL | undefined =>
  and(eq(deliveries.state, 'reported'), lte(deliveries.windowEndsAt, now));

const JOB_MOVE = 'leases.move-due';
const JOB_ACCEPT = 'leases.accept-silent';

/** Both parties' audit rows of a lease's event. */
const toBoth = (
  parties: { readonly buyerOrganizationId: string; readonly providerOrganizationId: string },
  note: Omit<AuditNote, 'organizationId'>,
): readonly AuditNote[] => [
  { ...note, organizationId: parties.buyerOrganizationId },
  { ...note, organizationId: parties.providerOrganizationId },
];

const moveNote = (
  row: LeaseRow,
  settled: LeaseSettlement,
  charges: LeaseCharges = { creditMicros: 0n, chargeMicros: 0n },
) => ({
  verb: 'leases.run-leases',
  subjectType: 'lease',
  subjectId: row.id,
  facts: {
    from: row.state,
    to: settled.state,
    reason: settled.endReason,
    refunded: settled.move.refundedMicros.toString(),
    ...(charges.creditMicros > 0n && { credit: charges.creditMicros.toString() }),
    ...(charges.chargeMicros > 0n && { charged: charges.chargeMicros.toString() }),
  },
});

const acceptNote = (
  deliveryId: string,
  leaseId: string,
  settled: LeaseSettlement,
  charges: LeaseCharges = { creditMicros: 0n, chargeMicros: 0n },
) => ({
  verb: 'leases.accept-silent-deliveries',
  subjectType: 'delivery',
  subjectId: deliveryId,
  facts: {
    leaseId,
    earned: settled.move.earnedMicros.toString(),
    fee: settled.move.feeMicros.toString(),
    ...(charges.chargeMicros > 0n && { charged: charges.chargeMicros.toString() }),
  },
});

/**
 * Moves every lease whose hour has come: starts, ends of reservation, and ends of reporting; many in one transaction, those
 * that charge their provider and those of a batch that fails one by one. Returns how many moved.
 */
export async function moveDueLeases(ctx: Ctx): Promise<number> {
  authorizeEngine(ctx);
  const due = await ctx.db.asEngine((tx) =>
    tx.select({ id: leases.id }).from(leases).where(leaseIsDue(ctx.now)).orderBy(asc(leases.id)),
  );
  const oneByOne = (ids: readonly string[]) => eachDue(ctx, JOB_MOVE, ids, (id) => moveOne(ctx, id));
  const together = async (ids: readonly string[]) => {
    const { moved, charged } = await ctx.db.asEngine(async (tx) => {
      const many = await moveMany(tx, ctx, ids);
      await audit(
        tx,
        ctx,
        ...many.moved.flatMap(({ locked, settled }) => toBoth(locked.row, moveNote(locked.row, settled))),
      );
      return many;
    });
    return moved.length + (await oneByOne(charged));
  };
  return inChunks(
    ctx,
    JOB_MOVE,
    due.map((row) => row.id),
    together,
    oneByOne,
  );
}

/** One lease in a transaction of its own, so that one bad lease doesn't stop the others. */
async function moveOne(ctx: Ctx, leaseId: string): Promise<boolean> {
  return ctx.db.asEngine(async (tx) => {
    const locked = await lockLease(tx, leaseId);
    if (locked.row.state === 'ended') return false;
    const settled = await moveLease(tx, ctx, locked, closeLeasePosting, 'clock');
    const charges = await chargeLease(tx, ctx, locked.row, settled);
    if (!changesLease(locked.row, settled)) return false;
    await audit(tx, ctx, ...toBoth(locked.row, moveNote(locked.row, settled, charges)));
    return true;
  });
}

/** Due deliveries in turns in which every lease has at most one, oldest window first. */
function inTurns<T extends { readonly leaseId: string }>(due: readonly T[]): readonly (readonly T[])[] {
  const turns: T[][] = [];
  const seen = new Map<string, number>();
  for (const one of due) {
    const turn = seen.get(one.leaseId) ?? 0;
    seen.set(one.leaseId, turn + 1);
    const items = turns[turn] ?? [];
    turns[turn] = items;
    items.push(one);
  }
  return turns;
}

/** Accepts every delivery whose window has passed in silence (S-3), many in one transaction; returns how many. */
export async function acceptSilentDeliveries(ctx: Ctx): Promise<number> {
  authorizeEngine(ctx);
  const due = await ctx.db.asEngine((tx) =>
    tx
      .select({ deliveryId: deliveries.id, leaseId: deliveries.leaseId })
      .from(deliveries)
      .where(silenceIsDue(ctx.now))
      .orderBy(asc(deliveries.windowEndsAt), asc(deliveries.id)),
  );
  const oneByOne = (ids: readonly string[]) => eachDue(ctx, JOB_ACCEPT, ids, (id) => acceptSilent(ctx, id));
  const together = async (some: readonly (typeof due)[number][]) => {
    const { settled, charged } = await ctx.db.asEngine(async (tx) => {
      const many = await acceptMany(tx, ctx, some);
      const notes = many.settled.flatMap((one) =>
        one.delivery
          ? toBoth(one.locked.row, acceptNote(one.delivery.id, one.locked.row.id, one.settled))
          : [],
      );
      await audit(tx, ctx, ...notes);
      return many;
    });
    return settled.length + (await oneByOne(charged));
  };
  let done = 0;
  for (const turn of inTurns(due))
    done += await inChunks(ctx, JOB_ACCEPT, turn, together, (some) =>
      oneByOne(some.map(({ deliveryId }) => deliveryId)),
    );
  return done;
}

async function acceptSilent(ctx: Ctx, deliveryId: string): Promise<boolean> {
  return ctx.db.asEngine(async (tx) => {
    const both = await lockDelivery(tx, deliveryId);
    const silent = acceptBySilence(both.delivery, ctx.now);
    if (!silent.ok) return false;
    const settled = await settleAccepted(tx, ctx, both, silent.value);
    const { leaseId } = both.delivery;
    const charges = settled.failure ? await chargeLease(tx, ctx, both.locked.row, settled) : undefined;
    await audit(tx, ctx, ...toBoth(both.delivery, acceptNote(deliveryId, leaseId, settled, charges)));
    return true;
  });
}
