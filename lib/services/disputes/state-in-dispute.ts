import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { disputeStatements } from '@/db/schema';
import { admitStatement, type Side } from '@/lib/settlement/hearing';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith, ServiceError } from '../errors';
import { type LockedDispute, lockDispute, partyOf } from './lock-dispute';
import { askedHash, DisputeIdInput, RequestIdInput, StatementFiles } from './statement-input';

export const StateInput = z.strictObject({
  disputeId: DisputeIdInput,
  requestId: RequestIdInput,
  statement: z.string().max(4000).default(''),
  files: StatementFiles.default([]),
  /** The side has said all it wants to. */
  rests: z.boolean().default(false),
});

export interface Stated {
  readonly statementId: string;
  readonly sequence: number;
}

/** What a side said before under this request id; a conflict when it said something else. */
export async function statedBefore(
  tx: Tx,
  dispute: LockedDispute['dispute'],
  side: Side,
  asked: { readonly requestId: string; readonly hash: string },
): Promise<Stated | null> {
  const [earlier] = await tx
    .select()
    .from(disputeStatements)
    .where(
      and(
        eq(disputeStatements.disputeId, dispute.id),
        eq(disputeStatements.side, side),
        eq(disputeStatements.requestId, asked.requestId),
      ),
    );
  if (!earlier) return null;
  if (earlier.requestHash !== asked.hash) throw new ServiceError('conflict');
  return { statementId: earlier.id, sequence: earlier.sequence };
}

type Words = Pick<typeof disputeStatements.$inferInsert, 'statement' | 'evidence' | 'rests'>;

/** Writes the next statement of a dispute. */
export async function addStatement(
  tx: Tx,
  ctx: Ctx,
  { dispute, said }: LockedDispute,
  side: Side,
  asked: { readonly requestId: string; readonly hash: string },
  words: Words,
): Promise<Stated> {
  const stated = { statementId: ctx.newId('statement'), sequence: said.length + 1 };
  await tx.insert(disputeStatements).values({
    id: stated.statementId,
    sequence: stated.sequence,
    disputeId: dispute.id,
    buyerOrganizationId: dispute.buyerOrganizationId,
    providerOrganizationId: dispute.providerOrganizationId,
    requestId: asked.requestId,
    requestHash: asked.hash,
    side,
    ...words,
    personId: ctx.actor.personId,
    eventAt: ctx.now,
  });
  return stated;
}

/** A party states in its dispute, with files by their hashes, while statements are open; or says that it rests (S-3). */
export async function stateInDispute(ctx: Ctx, raw: unknown): Promise<Stated> {
  const organizationId = authorize(ctx, 'disputes.state');
  const input = parseInput(StateInput, raw);
  const { disputeId, requestId, statement, files, rests } = input;
  const asked = { requestId, hash: askedHash({ statement, rests }, files) };
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const found = await lockDispute(tx, ctx, disputeId);
    const side = partyOf(found.dispute, organizationId);
    const before = await statedBefore(tx, found.dispute, side, asked);
    if (before) return before;
    const admitted = admitStatement(found.dispute, found.said, side, input, ctx.now);
    if (!admitted.ok) return refuseWith(admitted.refusal);
    const { files: named, ...words } = admitted.value;
    const stated = await addStatement(tx, ctx, found, side, asked, {
      ...words,
      evidence: { files: [...named] },
    });
    await audit(tx, ctx, {
      verb: 'disputes.state-in-dispute',
      subjectType: 'dispute',
      subjectId: disputeId,
      facts: { side, sequence: stated.sequence, rests, files: named },
    });
    return stated;
  });
}
