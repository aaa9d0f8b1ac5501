import { and, desc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
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

export const inPeriod = ({ from, to }: StatementPeriod): SQL | undefined =>
  and(from ? gte(entries.eventAt, from) : undefined, to ? lt(entries.eventAt, to) : undefined);

/** The account's lines of the period that the filter keeps. */
const matching = ({ accountId, period, event, label, leaseId }: LineFilter): SQL | undefined =>
  and(
    eq(entries.accountId, accountId),
    inPeriod(period),
    event ? inArray(postings.recipe, [...recipesOf(event)]) : undefined,
    label ? eq(jobs.label, label) : undefined,
    leaseId ? eq(leases.id, leaseId) : undefined,
  );

/** A page of lines under a version, each with all it links to. What row security hides is null: a provider sees no order. */
export const readLines = (tx: Tx, filter: LineFilter, before: bigint | null, rows: number) =>
  tx
    .select({
      version: entries.version,
      postingId: entries.postingId,
      eventAt: entries.eventAt,
      recipe: postings.recipe,
      subjectType: postings.subjectType,
      subjectId: postings.subjectId,
      amountMicros: entries.amountMicros,
      balanceAfterMicros: entries.balanceAfterMicros,
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
    .from(entries)
    .innerJoin(postings, eq(postings.id, entries.postingId))
    .leftJoin(leases, and(eq(postings.subjectType, 'lease'), eq(leases.id, postings.subjectId)))
    .leftJoin(leaseJobs, eq(leaseJobs.leaseId, leases.id))
    .leftJoin(publishedPools, eq(publishedPools.id, leases.poolId))
    .leftJoin(orders, eq(orders.id, orderId))
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
    .where(and(matching(filter), before === null ? undefined : lt(entries.version, before)))
    .orderBy(desc(entries.version))
    .limit(rows);
export type StatementLine = Awaited<ReturnType<typeof readLines>>[number];

const total = (column: unknown) => sql<bigint>`coalesce(sum(${column}), 0)`.mapWith(BigInt);

export interface LineSums {
  readonly openingMicros: bigint;
  /** All lines of the period, whatever the filter. */
  readonly periodMicros: bigint;
  readonly shownMicros: bigint;
  readonly lines: number;
}

/** What the account stood at when the period began, and what its lines add up to: all of them, and those the filter keeps. */
export async function sumLines(tx: Tx, filter: LineFilter): Promise<LineSums> {
  const { accountId, period } = filter;
  const ofAccount = eq(entries.accountId, accountId);
  const [before] = period.from
    ? await tx
        .select({ micros: total(entries.amountMicros) })
        .from(entries)
        .where(and(ofAccount, lt(entries.eventAt, period.from)))
    : [];
  const [within] = await tx
    .select({ micros: total(entries.amountMicros) })
    .from(entries)
    .where(and(ofAccount, inPeriod(period)));
  const [shown] = await tx
    .select({ micros: total(entries.amountMicros), lines: sql<number>`count(*)::integer` })
    .from(entries)
    .innerJoin(postings, eq(postings.id, entries.postingId))
    .leftJoin(leases, and(eq(postings.subjectType, 'lease'), eq(leases.id, postings.subjectId)))
    .leftJoin(orders, eq(orders.id, orderId))
    .leftJoin(jobs, eq(jobs.id, orders.jobId))
    .where(matching(filter));
  return {
    openingMicros: before?.micros ?? 0n,
    periodMicros: within?.micros ?? 0n,
    shownMicros: shown?.micros ?? 0n,
    lines: shown?.lines ?? 0,
  };
}
