import { and, asc, desc, gt, inArray, notExists, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { lockTurn } from '@/db/queries/lock-turn';
import { auditChain, auditRows } from '@/db/schema';
import { type AuditLink, nextAuditLink } from '@/lib/oversight/audit-chain';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { sha256 } from './sha256';

const BATCH_ROWS = 2000;
/**
 * Rows become visible in the order of their commits, not of their ids, so the sequencer looks back behind the last
 * row it linked. No transaction stays open while this many other audit rows are written; a full look, once a day
 * before the heads are signed, would find one that did.
 */
const LOOK_BACK_ROWS = 100_000n;

type Row = typeof auditRows.$inferSelect;

const unlinked = (tx: Tx, fromId: bigint) =>
  tx
    .select()
    .from(auditRows)
    .where(
      and(
        gt(auditRows.id, fromId),
        notExists(
          tx.select({ one: sql`1` }).from(auditChain).where(sql`${auditChain.auditId} = ${auditRows.id}`),
        ),
      ),
    )
    .orderBy(asc(auditRows.id))
    .limit(BATCH_ROWS);

async function lastLinks(tx: Tx, organizationIds: string[]): Promise<Map<string, AuditLink>> {
  const links = await tx
    .selectDistinctOn([auditChain.organizationId])
    .from(auditChain)
    .where(inArray(auditChain.organizationId, organizationIds))
    .orderBy(auditChain.organizationId, desc(auditChain.number));
  return new Map(links.map((link) => [link.organizationId, link]));
}

async function linkRows(tx: Tx, rows: readonly Row[]): Promise<void> {
  const last = await lastLinks(tx, [...new Set(rows.map((row) => row.organizationId))]);
  const links = rows.map((row) => {
    const link = nextAuditLink(last.get(row.organizationId) ?? null, row, sha256);
    last.set(row.organizationId, link);
    return {
      organizationId: row.organizationId,
      number: link.number,
      auditId: row.id,
      hash: Buffer.from(link.hash),
    };
  });
  await tx.insert(auditChain).values(links);
}

async function lookBackFrom(tx: Tx, everything: boolean): Promise<bigint> {
  if (everything) return 0n;
  const [last] = await tx
    .select({ auditId: auditChain.auditId })
    .from(auditChain)
    .orderBy(desc(auditChain.auditId))
    .limit(1);
  return (last?.auditId ?? 0n) - LOOK_BACK_ROWS;
}

/**
 * Gives every audit row that has none its organization's next number and a hash over all before it (O-7); promises
 * how many. One sequencer works at a time; a second one waits and finds nothing left.
 */
export async function sequenceAudit(
  ctx: Ctx,
  look: { everything: boolean } = { everything: false },
): Promise<number> {
  authorizeEngine(ctx);
  for (let linked = 0; ; ) {
    const batch = await ctx.db.asEngine(async (tx) => {
      await lockTurn(tx, 'audit-trail.sequence-audit');
      const rows = await unlinked(tx, await lookBackFrom(tx, look.everything));
      if (rows.length > 0) await linkRows(tx, rows);
      return rows.length;
    });
    linked += batch;
    if (batch < BATCH_ROWS) return linked;
  }
}
