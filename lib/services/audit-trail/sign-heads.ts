import { desc } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { auditChain, auditHeads } from '@/db/schema';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { type HeadSigner, headBytes } from './head-bytes';
import { sequenceAudit } from './sequence-audit';

const MS_PER_DAY = 24 * 3_600_000;

/** The UTC date that ended last. */
const dayBefore = (now: Date): string => new Date(now.getTime() - MS_PER_DAY).toISOString().slice(0, 10);

async function movedHeads(tx: Tx) {
  const heads = await tx
    .selectDistinctOn([auditChain.organizationId])
    .from(auditChain)
    .orderBy(auditChain.organizationId, desc(auditChain.number));
  const signed = await tx
    .selectDistinctOn([auditHeads.organizationId])
    .from(auditHeads)
    .orderBy(auditHeads.organizationId, desc(auditHeads.number));
  const signedNumber = new Map(signed.map(({ organizationId, number }) => [organizationId, number]));
  return heads.filter(({ organizationId, number }) => number > (signedNumber.get(organizationId) ?? 0n));
}

/**
 * Signs the head of every chain that has grown, under the day that ended last (O-7); promises how many. Later runs on
 * the same day sign nothing more, so a chain rewritten afterwards no longer fits the head that was signed.
 */
export async function signHeads(ctx: Ctx, signer: HeadSigner): Promise<number> {
  authorizeEngine(ctx);
  await sequenceAudit(ctx, { everything: true });
  const day = dayBefore(ctx.now);
  return ctx.db.asEngine(async (tx) => {
    const heads = (await movedHeads(tx)).map(({ organizationId, number, hash }) => {
      const head = { organizationId, day, number, hash };
      return { ...head, keyId: signer.keyId, signature: signer.sign(headBytes(head)), eventAt: ctx.now };
    });
    if (heads.length === 0) return 0;
    const signed = await tx
      .insert(auditHeads)
      .values(heads)
      .onConflictDoNothing()
      .returning({ organizationId: auditHeads.organizationId });
    return signed.length;
  });
}
