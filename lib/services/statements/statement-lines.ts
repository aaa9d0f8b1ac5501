import { and, desc, eq, getTableColumns, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tx } from '@/db/client';
import {
  chargebacks,
  deliveries,
  disputes,
  entries,
  jobs,
  leaseJobs,
  leases,
  orders,
  payments,
  postings,
  publishedPools,
  publishedRounds,
  trades,
} from '@/db/schema';
import { type EventKind, recipesOf } from '@/lib/ledger/event-kinds';
import type { StatementPeriod } from './statement-period';

/** Which lines of one account, newest first. */
export interface LineFilter {
  readonly organizationId: string;
  readonly accountId: string;
  readonly period: StatementPeriod;
  readonly event?: EventKind;
  readonly label?: string;
  readonly leaseId?: string;
}

const factMicros = (name: 'earned' | 'fee' | 'credit') =>
  sql<bigint | null>`(${postings.facts} ->> ${sql.raw(`'${name}'`)})::numeric`.mapWith((value) =>
    value === null ? null : BigInt(value),
  );

const factText = (name: 'because' | 'outcome') =>
  sql<string | null>`${postings.facts} ->> ${sql.raw(`'${name}'`)}`;

const back = alias(payments, 'charged_back_payments');
const orderId = sql`coalesce(${leases.orderId}, case when ${postings.subjectType} = 'order' then ${postings.subjectId} end)`;
const disputed = sql`case when ${postings.recipe} in ('freeze_dispute', 'decide_dispute')
  then (${postings.facts} ->> 'sequence')::integer end`;

const inPeriod = ({ from, to }: StatementPeriod): SQL | undefined =>
  and(from ? gte(entries.eventAt, from) : undefined, to ? lt(entries.eventAt, to) : undefined);

/** The account's lines of the period that the filter keeps. */
export const matching = ({
  organizationId,
  accountId,
  period,
  event,
  label,
  leaseId,
}: LineFilter): SQL | undefined =>
  and(
    eq(entries.organizationId, organizationId),
    eq(entries.accountId, accountId),
    inPeriod(period),
    event ? inArray(postings.recipe, [...recipesOf(event)]) : undefined,
    label ? eq(jobs.label, label) : undefined,
    leaseId ? eq(leases.id, leaseId) : undefined,
  );

/** Whether the filter keeps only some of the period's lines. */
export const isNarrowed = ({ event, label, leaseId }: LineFilter): boolean =>
  event !== undefined || label !== undefined || leaseId !== undefined;

export const ofLease = and(eq(postings.subjectType, 'lease'), eq(leases.id, postings.subjectId));
export const ofOrder = eq(orders.id, orderId);

/** The entries of a page. It is cut before all that lines link to is joined to it, so that it reads what it shows. */
function pageOf(tx: Tx, filter: LineFilter, before: bigint | null, rows: number) {
  const all = tx.select(getTableColumns(entries)).from(entries).$dynamic();
  const some = isNarrowed(filter)
    ? all
        .innerJoin(postings, eq(postings.id, entries.postingId))
        .leftJoin(leases, ofLease)
        .leftJoin(orders, ofOrder)
        .leftJoin(jobs, eq(jobs.id, orders.jobId))
    : all;
  return some
    .where(and(matching(filter), before === null ? undefined : lt(entries.version, before)))
    .orderBy(desc(entries.version))
    .limit(rows)
    .as('page');
}

/** A page of lines under a version, each with all it links to. What row security hides is null: a provider sees no order. */
export function readLines(tx: Tx, filter: LineFilter, before: bigint | null, rows: number) {
  const page = pageOf(tx, filter, before, rows);
  return tx
    .select({
      version: page.version,
      postingId: page.postingId,
      eventAt: page.eventAt,
      recipe: postings.recipe,
      subjectType: postings.subjectType,
      subjectId: postings.subjectId,
      amountMicros: page.amountMicros,
      balanceAfterMicros: page.balanceAfterMicros,
      earnedMicros: factMicros('earned'),
      feeMicros: factMicros('fee'),
      creditMicros: factMicros('credit'),
      because: factText('because'),
      outcome: factText('outcome'),
      leaseId: leases.id,
      orderId: orders.id,
      quoteId: orders.quoteId,
      jobId: jobs.id,
      jobName: sql<string | null>`coalesce(${leaseJobs.name}, ${jobs.name})`,
      label: jobs.label,
      poolId: leases.poolId,
      poolName: publishedPools.name,
      roundNumber: sql<number | null>`coalesce(${leaseJobs.roundNumber}, ${publishedRounds.number})`,
      disputeId: disputes.id,
      paymentId: sql<string | null>`coalesce(${payments.id}, ${back.id})`,
      channel: sql<
        string | null
      >`coalesce(${payments.channel}, ${back.channel}, ${postings.facts} ->> 'channel')`,
      method: sql<string | null>`coalesce(${payments.method}, ${back.method})`,
    })
    .from(page)
    .innerJoin(postings, eq(postings.id, page.postingId))
    .leftJoin(leases, ofLease)
    .leftJoin(leaseJobs, eq(leaseJobs.leaseId, leases.id))
    .leftJoin(publishedPools, eq(publishedPools.id, leases.poolId))
    .leftJoin(orders, ofOrder)
    .leftJoin(jobs, eq(jobs.id, orders.jobId))
    .leftJoin(trades, eq(trades.orderId, orders.id))
    .leftJoin(publishedRounds, eq(publishedRounds.id, trades.roundId))
    .leftJoin(deliveries, and(eq(deliveries.leaseId, leases.id), eq(deliveries.sequence, disputed)))
    .leftJoin(disputes, eq(disputes.deliveryId, deliveries.id))
    .leftJoin(payments, and(eq(postings.subjectType, 'payment'), eq(payments.id, postings.subjectId)))
    .leftJoin(
      chargebacks,
      and(eq(postings.subjectType, 'chargeback'), eq(chargebacks.id, postings.subjectId)),
    )
    .leftJoin(back, eq(back.id, chargebacks.paymentId))
    .orderBy(desc(page.version));
}
export type StatementLine = Awaited<ReturnType<typeof readLines>>[number];
