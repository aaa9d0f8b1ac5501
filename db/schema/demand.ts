import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import type { JobSpec } from '@/lib/market/job';
import type { OrderOption } from '@/lib/market/order';
import type { QuoteFacts } from '@/lib/market/quote';
import { count, createdAt, hour, id, instant, micros } from './columns';
import { organizations, persons } from './identity';

/** What a buyer wants done, as described. */
export const jobs = pgTable(
  'jobs',
  {
    id: id(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id),
    createdByPersonId: text('created_by_person_id').references(() => persons.id),
    kind: text('kind', { enum: ['training', 'inference', 'rendering', 'card_hours'] }).notNull(),
    name: text('name').notNull(),
    /** The buyer's own project label, for budgets and statements. */
    label: text('label').notNull().default(''),
    spec: jsonb('spec').$type<JobSpec>().notNull(),
    unitKind: text('unit_kind').notNull(),
    units: count('units').notNull(),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('jobs_organization').on(t.organizationId, t.eventAt),
    check('jobs_units', sql`${t.units} > 0`),
  ],
);

/** A binding price for a job on one placement, at the price sheet of its moment (M-6). */
export const quotes = pgTable(
  'quotes',
  {
    id: id(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id),
    jobId: text('job_id')
      .notNull()
      .references(() => jobs.id),
    poolIds: text('pool_ids').array().notNull(),
    totalMicros: micros('total_micros').notNull(),
    taxMicros: micros('tax_micros').notNull(),
    taxBps: integer('tax_bps').notNull(),
    startHour: hour('start_hour').notNull(),
    /** Exclusive. */
    endHour: hour('end_hour').notNull(),
    /** Placement, price sheet used, profile, evidence and every P-6 figure. */
    facts: jsonb('facts').$type<QuoteFacts>().notNull(),
    termsVersion: integer('terms_version').notNull(),
    profileVersion: text('profile_version').notNull(),
    expiresAt: instant('expires_at').notNull(),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('quotes_job').on(t.jobId),
    check('quotes_total', sql`${t.totalMicros} > 0 and ${t.startHour} < ${t.endHour}`),
  ],
);

export const ORDER_STATES = ['open', 'filled', 'cancelled', 'expired'] as const;

/** A job with money behind it (M-5); `seq` is arrival order and breaks every tie (M-7). */
export const orders = pgTable(
  'orders',
  {
    id: id(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id),
    placedByPersonId: text('placed_by_person_id').references(() => persons.id),
    placedByKeyId: text('placed_by_key_id'),
    jobId: text('job_id')
      .notNull()
      .references(() => jobs.id),
    kind: text('kind', { enum: ['instant', 'limit'] }).notNull(),
    quoteId: text('quote_id')
      .unique()
      .references(() => quotes.id),
    /** The sender's id for this request: the same id places one order (M-8). */
    requestId: text('request_id').notNull(),
    requestHash: text('request_hash').notNull(),
    seq: count('seq').notNull().unique(),
    shape: text('shape', { enum: ['block', 'spread'] }).notNull(),
    /** The most it pays, tax included (M-19). */
    limitMicros: micros('limit_micros').notNull(),
    taxBps: integer('tax_bps').notNull(),
    earliestHour: hour('earliest_hour').notNull(),
    /** Exclusive. */
    deadlineHour: hour('deadline_hour').notNull(),
    options: jsonb('options').$type<readonly OrderOption[]>().notNull(),
    unitKind: text('unit_kind').notNull(),
    units: count('units').notNull(),
    /** What a provider doesn't start or fails is bought again for it (S-10). */
    buyAgain: boolean('buy_again').notNull().default(true),
    state: text('state', { enum: ORDER_STATES }).notNull(),
    /** Why the latest round left it unfilled (M-15). */
    lastReason: text('last_reason', { enum: ['no_option', 'below_ask', 'outbid', 'paradoxical'] }),
    lastRoundId: text('last_round_id'),
    roundsStood: integer('rounds_stood').notNull().default(0),
    closedAt: instant('closed_at'),
    closedBecause: text('closed_because'),
    termsVersion: integer('terms_version').notNull(),
    version: integer('version').notNull().default(1),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('orders_request').on(t.organizationId, t.requestId),
    index('orders_open').on(t.state, t.deadlineHour),
    index('orders_organization').on(t.organizationId, t.eventAt),
    check('orders_limit', sql`${t.limitMicros} > 0`),
    check('orders_window', sql`${t.earliestHour} < ${t.deadlineHour}`),
    check('orders_units', sql`${t.units} > 0`),
    check('orders_state', sql`${t.state} in ('open','filled','cancelled','expired')`),
    check('orders_instant', sql`(${t.kind} = 'instant') = (${t.quoteId} is not null)`),
    check('orders_closed', sql`(${t.state} = 'open') = (${t.closedAt} is null)`),
  ],
);
