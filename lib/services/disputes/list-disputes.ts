import { asc, count, desc, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { deliveries, disputes, leases, publishedPools } from '@/db/schema';
import { type Hearing, hearingOf, type Party, waitsFor } from '@/lib/settlement/hearing';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { marketCurrency } from '../market/market-currency';
import { buyer, disputeColumns, provider } from './dispute-columns';
import { asked, isOpen, ListDisputesInput, stageIs } from './dispute-filter';
import { asDisputeReader, type DisputeReader, type Viewer } from './dispute-reader';
import { saidIn, statementsEndAt } from './said-in';

const lineColumns = {
  ...disputeColumns,
  kind: deliveries.kind,
  units: deliveries.units,
  sequence: deliveries.sequence,
  unitKind: leases.unitKind,
  buyerName: buyer.registeredName,
  providerName: provider.registeredName,
  poolName: publishedPools.name,
  chip: publishedPools.chip,
} as const;

/** Disputes with what names them: delivery, lease, pool and both sides. */
const linesIn = (tx: Tx) =>
  tx
    .select(lineColumns)
    .from(disputes)
    .innerJoin(deliveries, eq(deliveries.id, disputes.deliveryId))
    .innerJoin(leases, eq(leases.id, disputes.leaseId))
    .innerJoin(publishedPools, eq(publishedPools.id, leases.poolId))
    .innerJoin(buyer, eq(buyer.id, disputes.buyerOrganizationId))
    .innerJoin(provider, eq(provider.id, disputes.providerOrganizationId))
    .$dynamic();

type Line = Awaited<ReturnType<typeof linesIn>>[number];

/** A dispute in a list: what it is about, where its clock stands, and whether it waits for the reader. */
export interface DisputeLine extends Omit<Line, 'statement' | 'evidence' | 'decisionNote'> {
  readonly viewer: Viewer;
  readonly hearing: Hearing;
  readonly waits: boolean;
}

async function withClocks(
  tx: Tx,
  ctx: Ctx,
  reader: DisputeReader,
  lines: readonly Line[],
): Promise<DisputeLine[]> {
  const said = await saidIn(
    tx,
    lines.map(({ id }) => id),
  );
  return lines.map(({ statement: _words, evidence: _files, decisionNote: _note, ...line }) => {
    const words = said.get(line.id) ?? [];
    const hearing = hearingOf(line, words, ctx.now);
    const viewer = reader.viewerOf(line);
    const waits =
      viewer === 'operator'
        ? hearing.stage === 'decision'
        : viewer !== 'regulator' && waitsFor(viewer, hearing, words);
    return { ...line, viewer, hearing, waits };
  });
}

export interface DisputeList {
  readonly rows: readonly DisputeLine[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly currency: string;
}

/**
 * The disputes the reader may see: open ones first and of them the one whose decision is due first in front, so overdue
 * ones lead; then the decided, the latest in front (S-3).
 */
export async function listDisputes(ctx: Ctx, raw: unknown = {}): Promise<DisputeList> {
  const input = parseInput(ListDisputesInput, raw);
  const { page, pageSize } = input;
  return asDisputeReader(ctx, async (tx, reader) => {
    const where = asked(input, reader, ctx.now);
    const lines = await linesIn(tx)
      .where(where)
      .orderBy(
        sql`${disputes.state} <> 'open'`,
        sql`case when ${isOpen} then ${statementsEndAt} end asc`,
        desc(disputes.decidedAt),
        asc(disputes.id),
      )
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    const [total] = await tx
      .select({ n: count() })
      .from(disputes)
      .innerJoin(leases, eq(leases.id, disputes.leaseId))
      .innerJoin(publishedPools, eq(publishedPools.id, leases.poolId))
      .innerJoin(buyer, eq(buyer.id, disputes.buyerOrganizationId))
      .innerJoin(provider, eq(provider.id, disputes.providerOrganizationId))
      .where(where);
    return {
      rows: await withClocks(tx, ctx, reader, lines),
      total: total?.n ?? 0,
      page,
      pageSize,
      currency: await marketCurrency(tx),
    };
  });
}

/** How many disputes wait for the reader: for its words as a party (on the given side), for its decision as the operator. */
export async function countWaitingDisputes(ctx: Ctx, as?: Party): Promise<number> {
  return asDisputeReader(ctx, async (tx, reader) => {
    if (reader.organizationId === null) return tx.$count(disputes, stageIs('decision', ctx.now));
    const filter = parseInput(ListDisputesInput, { as, stage: 'statements' });
    const open = await linesIn(tx).where(asked(filter, reader, ctx.now));
    return (await withClocks(tx, ctx, reader, open)).filter(({ waits }) => waits).length;
  });
}
