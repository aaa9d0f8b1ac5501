import { and, asc, count, desc, eq, gt, ilike, lte, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { deliveries, disputes, leases, organizations, publishedPools } from '@/db/schema';
import { DISPUTE_REASONS } from '@/lib/settlement/acceptance';
import { OUTCOMES } from '@/lib/settlement/dispute';
import { DECISION_HOURS, type Hearing, hearingOf, PARTIES, waitsFor } from '@/lib/settlement/hearing';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { marketCurrency } from '../market/market-currency';
import { asDisputeReader, type DisputeReader, type Viewer } from './dispute-reader';
import { saidIn, statementsEndAt } from './said-in';

/** Where disputes stand, as a list is asked for them. */
export const STAGES = ['open', 'statements', 'decision', 'overdue', 'decided'] as const;

export const ListDisputesInput = z.strictObject({
  /** Which side of them an organization is on; both when it isn't said. */
  as: z.enum(PARTIES).optional(),
  stage: z.enum(STAGES).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  reason: z.enum(DISPUTE_REASONS).optional(),
  leaseId: z.string().max(40).optional(),
  /** Part of a party's or a pool's name, or of an id. */
  text: z.string().trim().max(100).optional(),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(10_000).default(50),
});
type Filter = z.output<typeof ListDisputesInput>;

export const buyer = alias(organizations, 'buyer');
export const provider = alias(organizations, 'provider');

/** What everybody who sees a dispute sees of its row: no ids of persons, no request ids. */
export const disputeColumns = {
  id: disputes.id,
  deliveryId: disputes.deliveryId,
  leaseId: disputes.leaseId,
  buyerOrganizationId: disputes.buyerOrganizationId,
  providerOrganizationId: disputes.providerOrganizationId,
  disputedMicros: disputes.disputedMicros,
  reason: disputes.reason,
  statement: disputes.statement,
  evidence: disputes.evidence,
  state: disputes.state,
  statementsUntil: disputes.statementsUntil,
  outcome: disputes.outcome,
  decisionReason: disputes.decisionReason,
  providerUnits: disputes.providerUnits,
  decisionNote: disputes.decisionNote,
  decidedBy: disputes.decidedBy,
  earnedMicros: disputes.earnedMicros,
  feeMicros: disputes.feeMicros,
  creditMicros: disputes.creditMicros,
  refundedMicros: disputes.refundedMicros,
  decidedAt: disputes.decidedAt,
  eventAt: disputes.eventAt,
} as const;

const lineColumns = {
  ...disputeColumns,
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

const isOpen = eq(disputes.state, 'open');

function stageIs(stage: Filter['stage'], now: Date): SQL | undefined {
  const at = now.toISOString();
  switch (stage) {
    case undefined:
      return undefined;
    case 'open':
      return isOpen;
    case 'decided':
      return eq(disputes.state, 'decided');
    case 'statements':
      return and(isOpen, gt(statementsEndAt, sql`${at}::timestamptz`));
    case 'decision':
      return and(isOpen, lte(statementsEndAt, sql`${at}::timestamptz`));
    case 'overdue':
      return and(
        isOpen,
        lte(statementsEndAt, sql`${at}::timestamptz - make_interval(hours => ${DECISION_HOURS})`),
      );
  }
}

/** `%` and `_` are themselves in what a person searches for. */
const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

function asked(filter: Filter, { organizationId }: DisputeReader, now: Date): SQL | undefined {
  const { as, stage, outcome, reason, leaseId, text } = filter;
  const side = { buyer: disputes.buyerOrganizationId, provider: disputes.providerOrganizationId };
  return and(
    as && organizationId ? eq(side[as], organizationId) : undefined,
    stageIs(stage, now),
    outcome && eq(disputes.outcome, outcome),
    reason && eq(disputes.reason, reason),
    leaseId ? eq(disputes.leaseId, leaseId) : undefined,
    text
      ? or(
          ...[
            buyer.registeredName,
            provider.registeredName,
            publishedPools.name,
            disputes.id,
            disputes.leaseId,
          ].map((column) => ilike(column, containing(text))),
        )
      : undefined,
  );
}

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
export async function countWaitingDisputes(ctx: Ctx, as?: (typeof PARTIES)[number]): Promise<number> {
  return asDisputeReader(ctx, async (tx, reader) => {
    if (reader.organizationId === null) return tx.$count(disputes, stageIs('decision', ctx.now));
    const filter = parseInput(ListDisputesInput, { as, stage: 'statements' });
    const open = await linesIn(tx).where(asked(filter, reader, ctx.now));
    return (await withClocks(tx, ctx, reader, open)).filter(({ waits }) => waits).length;
  });
}
