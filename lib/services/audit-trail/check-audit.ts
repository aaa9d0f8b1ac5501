import { and, asc, count, eq, gt, isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { auditChain, auditHeads, auditRows } from '@/db/schema';
import { type AuditLink, findBrokenLink } from '@/lib/oversight/audit-chain';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { type HeadSigner, headBytes } from './head-bytes';
import { sha256 } from './sha256';

const PAGE_LINKS = 5000;

export interface BrokenAudit {
  readonly organizationId: string;
  readonly number: bigint;
  readonly auditId: bigint | null;
  /** A number skipped, a hash that doesn't fit, a row gone or of another organization, or a signed head that the chain no longer has. */
  readonly problem: 'number' | 'hash' | 'organization' | 'row_gone' | 'head' | 'signature';
}

export interface AuditCheck {
  readonly organizations: number;
  readonly links: number;
  readonly heads: number;
  /** Heads whose signature was checked: those made with the key at hand. */
  readonly signatures: number;
  /** Rows that the sequencer has yet to link. */
  readonly waiting: number;
  readonly broken: BrokenAudit | null;
}

const pageAfter = (tx: Tx, organizationId: string, number: bigint) =>
  tx
    .select({ link: auditChain, row: auditRows })
    .from(auditChain)
    .leftJoin(auditRows, eq(auditRows.id, auditChain.auditId))
    .where(and(eq(auditChain.organizationId, organizationId), gt(auditChain.number, number)))
    .orderBy(asc(auditChain.number))
    .limit(PAGE_LINKS);

/** Walks one chain from its first link; promises its length and the first link that its rows don't explain. */
async function checkChain(tx: Tx, organizationId: string) {
  let links = 0;
  let before: AuditLink | null = null;
  for (;;) {
    const page = await pageAfter(tx, organizationId, before?.number ?? 0n);
    links += page.length;
    const whole: { link: AuditLink; row: typeof auditRows.$inferSelect }[] = [];
    let gone: BrokenAudit | null = null;
    for (const { link, row } of page) {
      if (!row) {
        gone = { organizationId, number: link.number, auditId: link.auditId, problem: 'row_gone' };
        break;
      }
      // A row under a foreign chain is the chain's lie, wherever in the page it stands.
      if (row.organizationId !== organizationId) {
        gone = { organizationId, number: link.number, auditId: row.id, problem: 'organization' };
        break;
      }
      whole.push({ link, row });
    }
    const broken = findBrokenLink(whole, sha256, before);
    if (broken) return { links, broken: { organizationId, ...broken } };
    if (gone) return { links, broken: gone };
    before = page.at(-1)?.link ?? before;
    if (page.length < PAGE_LINKS) return { links, broken: null };
  }
}

/** The first signed head that its chain no longer holds, or whose signature doesn't fit. */
async function checkHeads(tx: Tx, signer: HeadSigner | null) {
  const heads = await tx
    .select({ head: auditHeads, link: auditChain })
    .from(auditHeads)
    .leftJoin(
      auditChain,
      and(eq(auditChain.organizationId, auditHeads.organizationId), eq(auditChain.number, auditHeads.number)),
    )
    .orderBy(asc(auditHeads.organizationId), asc(auditHeads.number));
  let signatures = 0;
  for (const { head, link } of heads) {
    const { organizationId, number } = head;
    const broken = { organizationId, number, auditId: link?.auditId ?? null };
    if (!link?.hash.equals(head.hash))
      return { heads, signatures, broken: { ...broken, problem: 'head' as const } };
    if (signer?.keyId !== head.keyId) continue;
    signatures++;
    if (!signer.verify(headBytes(head), head.signature))
      return { heads, signatures, broken: { ...broken, problem: 'signature' as const } };
  }
  return { heads, signatures, broken: null };
}

async function countWaiting(tx: Tx): Promise<number> {
  const [waiting] = await tx
    .select({ rows: count() })
    .from(auditRows)
    .leftJoin(auditChain, eq(auditChain.auditId, auditRows.id))
    .where(isNull(auditChain.auditId));
  return waiting?.rows ?? 0;
}

/** Verifies every chain and every signed head against the rows (O-7); stops at the first that is broken. */
export async function checkAudit(ctx: Ctx, signer: HeadSigner | null): Promise<AuditCheck> {
  authorizeEngine(ctx);
  return ctx.db.asEngine(async (tx) => {
    const chains = await tx
      .selectDistinct({ organizationId: auditChain.organizationId })
      .from(auditChain)
      .orderBy(asc(auditChain.organizationId));
    const found = { organizations: chains.length, links: 0, heads: 0, signatures: 0, waiting: 0 };
    for (const { organizationId } of chains) {
      const { links, broken } = await checkChain(tx, organizationId);
      found.links += links;
      if (broken) return { ...found, broken };
    }
    const { heads, signatures, broken } = await checkHeads(tx, signer);
    return { ...found, heads: heads.length, signatures, waiting: await countWaiting(tx), broken };
  });
}
