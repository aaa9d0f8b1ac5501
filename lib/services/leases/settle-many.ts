import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { post } from '@/db/queries/post';
import { releaseCards } from '@/db/queries/release-cards';
import { deliveries, holds, leases } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { postingsOf } from '@/lib/ledger/posting';
import { closeLeasePosting, settleLeasePosting } from '@/lib/ledger/recipes';
import { acceptBySilence } from '@/lib/settlement/acceptance';
import { movesNothing } from '@/lib/settlement/lease-money';
import { type LeaseSettlement, settleLease } from '@/lib/settlement/settle-lease';
import type { Ctx } from '../context';
import { measureLeases } from '../evidence/measure-lease';
import { type LockedWithDeliveries, lockLeases, type StandingDelivery } from './lock-leases';
import type { LeaseRow, MoveRecipe } from './move-lease';

/** A lease taken through one event, with what the event moved. */
export interface SettledLease {
  readonly locked: LockedWithDeliveries;
  readonly settled: LeaseSettlement;
  readonly recipe: MoveRecipe;
  /** The delivery that silence accepted; null where only time passed. */
  readonly delivery: StandingDelivery | null;
}

const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);

/** Writes what an event left of many leases in two statements: the rows, and the holds of those that moved money or ended. */
async function saveRows(tx: Tx, ctx: Ctx, all: readonly SettledLease[]): Promise<void> {
  const rows = all.map(({ locked, settled }) => ({
    id: locked.row.id,
    state: settled.state,
    started_at: settled.startedAt,
    end_reason: settled.endReason,
    ended_at: settled.endedAt,
    closed: settled.reportingClosedAt,
    reported: settled.counts.reported,
    accepted: settled.counts.accepted,
    earned: settled.money.earnedMicros,
    fee: settled.money.feeMicros,
    refunded: settled.money.refundedMicros,
    credit: settled.money.creditMicros,
    held: settled.money.heldMicros,
    disputed: settled.money.disputedMicros,
    closed_at: settled.state === 'ended' ? ctx.now : null,
    moves: !movesNothing(settled.move) || settled.state === 'ended',
  }));
  const facts = JSON.stringify(rows, plain);
  await tx.execute(sql`
    update ${leases} as l set state = s.state, started_at = s.started_at, end_reason = s.end_reason, ended_at = s.ended_at,
      reporting_closed_at = s.closed,
      reported_units = s.reported, accepted_units = s.accepted, earned_micros = s.earned, fee_micros = s.fee,
      refunded_micros = s.refunded, credit_micros = s.credit, version = l.version + 1
    from jsonb_to_recordset(${facts}::jsonb) as s (id text, state text, started_at timestamptz, end_reason text,
      ended_at timestamptz, closed timestamptz, reported bigint, accepted bigint, earned bigint, fee bigint, refunded bigint, credit bigint)
    where l.id = s.id`);
  await tx.execute(sql`
    update ${holds} as h set held_micros = s.held, disputed_micros = s.disputed, closed_at = s.closed_at
    from jsonb_to_recordset(${facts}::jsonb) as s (id text, held bigint, disputed bigint, closed_at timestamptz, moves boolean)
    where h.lease_id = s.id and s.moves`);
}

/** Saves many settled leases as `saveLease` saves one, with one batch of postings; those that ended leave their evidence. */
async function saveLeases(tx: Tx, ctx: Ctx, all: readonly SettledLease[]): Promise<void> {
  if (all.length === 0) return;
  await saveRows(tx, ctx, all);
  for (const { locked, settled } of all)
    if (settled.releaseFromHour !== null) await releaseCards(tx, locked.row.id, settled.releaseFromHour);
  const postings = all.map(({ locked, settled, recipe }) => {
    const stamp = { id: ctx.newId('posting'), eventAt: ctx.now, currency: locked.currency };
    return recipe(stamp, { leaseId: locked.row.id, ...locked.row }, settled.move);
  });
  await post(tx, postingsOf(...postings));
  const ended = all.filter(({ settled }) => settled.state === 'ended');
  await measureLeases(
    tx,
    ctx,
    ended.map(({ locked, settled }) => ({ lease: locked.row, ended: settled })),
  );
}

/** Whether the clock changed anything about a lease: its state, its money, or that reporting closed. */
export const changesLease = (row: LeaseRow, settled: LeaseSettlement): boolean =>
  settled.state !== row.state ||
  !movesNothing(settled.move) ||
  settled.reportingClosedAt?.getTime() !== row.reportingClosedAt?.getTime();

/**
 * Moves leases whose hour has come, all in this transaction: each by the one rule, saved by a few statements. Promises those
 * that changed, and the ids of those left as they were because their provider is to be charged too (S-5): they are moved one
 * by one.
 */
export async function moveMany(
  tx: Tx,
  ctx: Ctx,
  leaseIds: readonly string[],
): Promise<{ readonly moved: readonly SettledLease[]; readonly charged: readonly string[] }> {
  const moved: SettledLease[] = [];
  const charged: string[] = [];
  for (const locked of await lockLeases(tx, leaseIds)) {
    const settled = settleLease(locked.settling, locked.standings, ctx.now, 'clock');
    if (settled.owedCreditMicros > 0n || settled.failure) charged.push(locked.row.id);
    else if (changesLease(locked.row, settled))
      moved.push({ locked, settled, recipe: closeLeasePosting, delivery: null });
  }
  await saveLeases(tx, ctx, moved);
  return { moved, charged };
}

/** The delivery that silence accepts now, and the lease's deliveries after it. */
function accepted(ctx: Ctx, locked: LockedWithDeliveries, deliveryId: string) {
  const delivery = locked.standings.find(({ id }) => id === deliveryId);
  const silent = delivery ? acceptBySilence(delivery, ctx.now) : null;
  if (!delivery || !silent?.ok) return null;
  const state = silent.value;
  return {
    delivery,
    standings: locked.standings.map((one) => (one.id === deliveryId ? { ...one, state } : one)),
  };
}

/**
 * Accepts deliveries whose window passed in silence (S-3), one per lease and all in this transaction: each lease settles by
 * the one rule, saved by a few statements. Promises those that settled, and the ids of deliveries left as they were because
 * their lease's provider is to be charged too.
 */
export async function acceptMany(
  tx: Tx,
  ctx: Ctx,
  due: readonly { readonly deliveryId: string; readonly leaseId: string }[],
): Promise<{ readonly settled: readonly SettledLease[]; readonly charged: readonly string[] }> {
  const deliveryOf = new Map(due.map(({ deliveryId, leaseId }) => [leaseId, deliveryId]));
  assert(deliveryOf.size === due.length, 'settle many: one delivery of a lease');
  const all: SettledLease[] = [];
  const charged: string[] = [];
  for (const locked of await lockLeases(tx, [...deliveryOf.keys()])) {
    const found = accepted(ctx, locked, deliveryOf.get(locked.row.id) ?? '');
    if (!found) continue;
    const { delivery } = found;
    const settled = settleLease(locked.settling, found.standings, ctx.now, 'event');
    const recipe: MoveRecipe = (stamp, parties, move) =>
      settleLeasePosting(stamp, parties, delivery.sequence, move);
    if (settled.failure) charged.push(delivery.id);
    else all.push({ locked, settled, recipe, delivery });
  }
  const ids = all.flatMap(({ delivery }) => (delivery ? [delivery.id] : []));
  if (ids.length > 0)
    await tx
      .update(deliveries)
      .set({ state: 'accepted_by_silence', decidedAt: ctx.now })
      .where(and(inArray(deliveries.id, ids), eq(deliveries.state, 'reported')));
  await saveLeases(tx, ctx, all);
  return { settled: all, charged };
}
