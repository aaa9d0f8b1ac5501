import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  pgView,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import type { JobSpec } from '@/lib/market/job';
import { rounds } from './clearing';
import { count, createdAt, hour, id, instant, micros } from './columns';
import { orders } from './demand';
import { organizations } from './identity';
import { pools } from './supply';

/** An order filled in a round or instantly. */
export const trades = pgTable(
  'trades',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .unique()
      .references(() => orders.id),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id),
    /** Null for an instant trade. */
    roundId: text('round_id').references(() => rounds.id),
    payMicros: micros('pay_micros').notNull(),
    cardHours: integer('card_hours').notNull(),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('trades_round').on(t.roundId),
    index('trades_event_at').on(t.eventAt),
    check('trades_pay', sql`${t.payMicros} > 0 and ${t.cardHours} > 0`),
  ],
);

export const LEASE_STATES = ['reserved', 'running', 'delivering', 'disputed', 'ended'] as const;
export const LEASE_END_REASONS = [
  'completed',
  'partially_delivered',
  'not_started',
  'provider_failed',
  'buyer_cancelled',
  'disputed_for_buyer',
  'disputed_for_provider',
  'expired',
] as const;
export type LeaseState = (typeof LEASE_STATES)[number];
export type LeaseEndReason = (typeof LEASE_END_REASONS)[number];

/** Cards reserved in a pool for hours, bound to a job and a price. */
export const leases = pgTable(
  'leases',
  {
    id: id(),
    tradeId: text('trade_id')
      .notNull()
      .references(() => trades.id),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    buyerOrganizationId: text('buyer_organization_id')
      .notNull()
      .references(() => organizations.id),
    providerOrganizationId: text('provider_organization_id')
      .notNull()
      .references(() => organizations.id),
    poolId: text('pool_id')
      .notNull()
      .references(() => pools.id),
    /** Σ lots × price (S-2), tax included. */
    priceMicros: micros('price_micros').notNull(),
    unitKind: text('unit_kind').notNull(),
    units: count('units').notNull(),
    reportedUnits: count('reported_units').notNull().default(sql`0`),
    acceptedUnits: count('accepted_units').notNull().default(sql`0`),
    /** Earned by settlements so far, fee included, and the fee in it (S-2). */
    earnedMicros: micros('earned_micros').notNull().default(sql`0`),
    feeMicros: micros('fee_micros').notNull().default(sql`0`),
    refundedMicros: micros('refunded_micros').notNull().default(sql`0`),
    /** Credited to the buyer out of what was earned, for lateness (S-5). */
    creditMicros: micros('credit_micros').notNull().default(sql`0`),
    /** Charged to the provider for not starting or failing, beside the refund (S-5). */
    chargeMicros: micros('charge_micros').notNull().default(sql`0`),
    startHour: hour('start_hour').notNull(),
    /** Exclusive. */
    endHour: hour('end_hour').notNull(),
    state: text('state', { enum: LEASE_STATES }).notNull(),
    endReason: text('end_reason', { enum: LEASE_END_REASONS }),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
    /** When reporting closed for it: what was never reported returned then (S-2). */
    reportingClosedAt: instant('reporting_closed_at'),
    /** Left by its buyer: the next given-back hour whose money is on hold until it begins; null when none is (S-8). */
    resaleHour: hour('resale_hour'),
    /** Of what the given-back hours that have begun cost, what returns because they were taken or withheld (S-8). */
    takenMicros: micros('taken_micros').notNull().default(sql`0`),
    /** When its provider said that the work runs; a first delivery says it too (S-5). */
    workStartedAt: instant('work_started_at'),
    /** Equal parts it counts by, each shown by a checkpoint; null where every unit counts (S-7). */
    milestones: integer('milestones'),
    /** When its buyer said, once, that its input is ready, in these words and by this request (S-9). */
    inputReadyAt: instant('input_ready_at'),
    inputNote: text('input_note'),
    inputRequestId: text('input_request_id'),
    termsVersion: integer('terms_version').notNull(),
    serviceLevelVersion: integer('service_level_version').notNull(),
    version: integer('version').notNull().default(1),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('leases_trade_pool').on(t.tradeId, t.poolId),
    index('leases_buyer').on(t.buyerOrganizationId, t.eventAt),
    index('leases_provider').on(t.providerOrganizationId, t.eventAt),
    index('leases_state').on(t.state, t.startHour),
    index('leases_pool').on(t.poolId),
    index('leases_resale').on(t.resaleHour).where(sql`${t.resaleHour} is not null`),
    check('leases_parties', sql`${t.buyerOrganizationId} <> ${t.providerOrganizationId}`),
    check(
      'leases_units',
      sql`${t.units} > 0 and ${t.acceptedUnits} between 0 and ${t.reportedUnits} and ${t.reportedUnits} <= ${t.units}`,
    ),
    check(
      'leases_money',
      sql`${t.priceMicros} > 0 and ${t.earnedMicros} >= 0 and ${t.feeMicros} between 0 and ${t.earnedMicros} and ${t.refundedMicros} >= 0 and ${t.earnedMicros} + ${t.refundedMicros} <= ${t.priceMicros}`,
    ),
    check(
      'leases_credit',
      sql`${t.creditMicros} between 0 and ${t.earnedMicros} - ${t.feeMicros} and ${t.chargeMicros} between 0 and ${t.priceMicros}`,
    ),
    check(
      'leases_milestones',
      sql`${t.milestones} is null or (${t.milestones} between 1 and 100 and ${t.milestones} <= ${t.units})`,
    ),
    check(
      'leases_input',
      sql`(${t.inputReadyAt} is null) = (${t.inputNote} is null) and (${t.inputReadyAt} is null) = (${t.inputRequestId} is null)`,
    ),
    check('leases_state', sql`${t.state} in ('reserved','running','delivering','disputed','ended')`),
    check(
      'leases_ended',
      sql`(${t.state} = 'ended') = (${t.endReason} is not null) and (${t.state} = 'ended') = (${t.endedAt} is not null)`,
    ),
    check(
      'leases_settled',
      sql`${t.state} <> 'ended' or (${t.earnedMicros} + ${t.refundedMicros} = ${t.priceMicros}) = (${t.resaleHour} is null)`,
    ),
    check('leases_resale', sql`${t.resaleHour} is null or ${t.endReason} = 'buyer_cancelled'`),
    check(
      'leases_taken',
      sql`${t.takenMicros} = 0 or (${t.endReason} = 'buyer_cancelled' and ${t.takenMicros} between 0 and ${t.priceMicros})`,
    ),
  ],
);

/** Why missing units weren't bought again (S-10). */
export const REPLACEMENT_REFUSALS = [
  'not_wanted',
  'window_past',
  'no_pool',
  'limit_too_small',
  'insufficient_funds',
  'budget_exceeded',
  'receivable_open',
  'buyer_suspended',
] as const;

/**
 * The missing units of a lease that its provider didn't start or failed: noted as the lease ends, then bought again for its
 * buyer as one order, or refused for one reason (S-10).
 */
export const replacements = pgTable(
  'replacements',
  {
    leaseId: text('lease_id')
      .primaryKey()
      .references(() => leases.id),
    /** The buyer; the provider that failed learns nothing of it. */
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id),
    units: count('units').notNull(),
    state: text('state', { enum: ['due', 'placed', 'refused'] }).notNull(),
    orderId: text('order_id')
      .unique()
      .references(() => orders.id),
    because: text('because', { enum: REPLACEMENT_REFUSALS }),
    /** The figures behind a refusal; amounts and counts as decimal strings. */
    facts: jsonb('facts').$type<Readonly<Record<string, string>>>().notNull().default(sql`'{}'`),
    decidedAt: instant('decided_at'),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('replacements_due').on(t.eventAt).where(sql`${t.state} = 'due'`),
    check('replacements_units', sql`${t.units} > 0`),
    check(
      'replacements_decided',
      sql`(${t.state} = 'due') = (${t.decidedAt} is null) and (${t.state} = 'placed') = (${t.orderId} is not null) and (${t.state} = 'refused') = (${t.because} is not null)`,
    ),
  ],
);

/** What both parties of a lease see of its job and its trade: what to run and which round priced it, not the buyer's limit. */
export const leaseJobs = pgView('lease_jobs', {
  leaseId: text('lease_id').notNull(),
  buyerOrganizationId: text('buyer_organization_id').notNull(),
  providerOrganizationId: text('provider_organization_id').notNull(),
  jobId: text('job_id').notNull(),
  kind: text('kind').$type<JobSpec['kind']>().notNull(),
  name: text('name').notNull(),
  spec: jsonb('spec').$type<JobSpec>().notNull(),
  shape: text('shape', { enum: ['block', 'spread'] }).notNull(),
  orderKind: text('order_kind', { enum: ['instant', 'limit'] }).notNull(),
  /** Null for an instant trade. */
  roundId: text('round_id'),
  roundNumber: integer('round_number'),
}).existing();

/** The cards a lease reserves in each hour and their price; written only by reserve_cards and release_cards. */
export const leaseHours = pgTable(
  'lease_hours',
  {
    leaseId: text('lease_id')
      .notNull()
      .references(() => leases.id),
    hour: hour('hour').notNull(),
    // Copied from the lease by the one function that writes here, so the lease's own references vouch for them.
    poolId: text('pool_id').notNull(),
    buyerOrganizationId: text('buyer_organization_id').notNull(),
    providerOrganizationId: text('provider_organization_id').notNull(),
    cards: integer('cards').notNull(),
    priceMicros: micros('price_micros').notNull(),
    /** True once the cards went back to the pool (S-7). */
    released: boolean('released').notNull().default(false),
    /** True once their provider kept these given-back cards from being sold again, for however short (S-8); by triggers alone. */
    withheld: boolean('withheld').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.leaseId, t.hour] }),
    index('lease_hours_pool').on(t.poolId, t.hour),
    check('lease_hours_cards', sql`${t.cards} > 0 and ${t.priceMicros} >= 1`),
  ],
);
