import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { deliveries, disputes } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { decideDisputePosting } from '@/lib/ledger/recipes';
import type { Decided, DecisionGround, DisputeOutcome, PartyGround } from '@/lib/settlement/dispute';
import type { Side } from '@/lib/settlement/hearing';
import { settleLease } from '@/lib/settlement/settle-lease';
import { type AuditNote, audit } from '../audit';
import type { Ctx } from '../context';
import { ServiceError } from '../errors';
import { chargeLease } from '../leases/charge-lease';
import { deliveryStandings, moveLease } from '../leases/move-lease';
import type { DisputeRow, LockedDispute } from './lock-dispute';

/** Who decides a dispute, why, and under which request. */
export interface Deciding extends Decided {
  readonly by: Side;
  readonly ground: DecisionGround | PartyGround;
  readonly note: string | null;
  readonly requestId: string;
  readonly hash: string;
}

/** A decided dispute and what its decision moved, in micros. */
export interface SettledDispute {
  readonly disputeId: string;
  readonly leaseId: string;
  readonly outcome: DisputeOutcome;
  readonly providerUnits: bigint;
  readonly earnedMicros: bigint;
  readonly feeMicros: bigint;
  readonly creditMicros: bigint;
  readonly refundedMicros: bigint;
}

/** What this request decided before; a conflict when it asked for something else. */
export function decidedBefore(
  dispute: DisputeRow,
  asked: { readonly requestId: string; readonly hash: string },
): SettledDispute | null {
  if (dispute.decisionRequestId !== asked.requestId) return null;
  if (dispute.decisionHash !== asked.hash) throw new ServiceError('conflict');
  const { id, leaseId, outcome, providerUnits, earnedMicros, feeMicros, creditMicros, refundedMicros } =
    dispute;
  assert(outcome !== null && providerUnits !== null && earnedMicros !== null && feeMicros !== null, 'S-3', {
    id,
  });
  assert(creditMicros !== null && refundedMicros !== null, 'S-3', { id });
  return {
    disputeId: id,
    leaseId,
    outcome,
    providerUnits,
    earnedMicros,
    feeMicros,
    creditMicros,
    refundedMicros,
  };
}

/** What the decision will move: the lease settled with this delivery's units decided. */
async function moveOf(tx: Tx, ctx: Ctx, found: LockedDispute, { providerUnits }: Deciding) {
  const { locked, delivery } = found;
  const standings = (await deliveryStandings(tx, delivery.leaseId)).map((standing, index) =>
    index === delivery.sequence - 1 ? { ...standing, state: 'decided' as const, providerUnits } : standing,
  );
  return settleLease(locked.settling, standings, ctx.now, 'event').move;
}

async function auditDecision(
  tx: Tx,
  ctx: Ctx,
  { dispute }: LockedDispute,
  verb: string,
  facts: AuditNote['facts'],
): Promise<void> {
  const { buyerOrganizationId, providerOrganizationId } = dispute;
  const own = ctx.actor.organizationId;
  const trails = new Set([own, buyerOrganizationId, providerOrganizationId]);
  const note = { verb, subjectType: 'dispute', subjectId: dispute.id, facts };
  await audit(
    tx,
    ctx,
    ...[...trails].flatMap((organizationId) => (organizationId ? [{ ...note, organizationId }] : [])),
  );
}

/**
 * Writes a decision, settles its lease and posts at once what was frozen; charges the provider for units that are missing by
 * it, or for a lease that failed (S-5); says so in both parties' trails (S-3).
 */
export async function settleDispute(
  tx: Tx,
  ctx: Ctx,
  found: LockedDispute,
  deciding: Deciding,
  verb: string,
): Promise<SettledDispute> {
  const { dispute, delivery, locked } = found;
  const { outcome, providerUnits, by, ground, note } = deciding;
  const { earnedMicros, feeMicros, creditMicros, refundedMicros } = await moveOf(tx, ctx, found, deciding);
  const moved = { earnedMicros, feeMicros, creditMicros, refundedMicros };
  await tx
    .update(disputes)
    .set({
      state: 'decided',
      outcome,
      providerUnits,
      ...moved,
      decidedBy: by,
      decisionReason: ground,
      decisionNote: note,
      decisionRequestId: deciding.requestId,
      decisionHash: deciding.hash,
      decidedByPersonId: ctx.actor.personId,
      decidedAt: ctx.now,
    })
    .where(eq(disputes.id, dispute.id));
  await tx
    .update(deliveries)
    .set({ state: 'decided', decidedAt: ctx.now })
    .where(eq(deliveries.id, delivery.id));
  const settled = await moveLease(tx, ctx, locked, (stamp, parties, moving) =>
    decideDisputePosting(stamp, parties, delivery.sequence, { outcome, providerUnits, ground }, moving),
  );
  const { move } = settled;
  const isAsWritten =
    move.earnedMicros === earnedMicros &&
    move.feeMicros === feeMicros &&
    move.creditMicros === creditMicros &&
    move.refundedMicros === refundedMicros;
  assert(isAsWritten, 'S-3', { disputeId: dispute.id });
  const charges = await chargeLease(tx, ctx, locked.row, settled, `dispute:${delivery.sequence}`);
  await auditDecision(tx, ctx, found, verb, {
    outcome,
    ground,
    providerUnits: providerUnits.toString(),
    earned: earnedMicros.toString(),
    fee: feeMicros.toString(),
    credit: (creditMicros + charges.creditMicros).toString(),
    charged: charges.chargeMicros.toString(),
    refunded: refundedMicros.toString(),
  });
  return { disputeId: dispute.id, leaseId: dispute.leaseId, outcome, providerUnits, ...moved };
}
