import { sql } from 'drizzle-orm';
import { check, doublePrecision, index, jsonb, pgTable, pgView, text, unique } from 'drizzle-orm/pg-core';
import type { Workload } from '@/lib/profiling/workload';
import { createdAt, id, instant } from './columns';
import { EVIDENCE_KINDS, measuredColumns } from './evidence-columns';
import { organizations, persons } from './identity';
import { leases } from './leases';
import { pools } from './supply';

/** A file a claim rests on, by hash. */
export interface EvidenceFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Measurements profiles rest on and cite: public ones kept as lib/profiling lists them, providers' claims, and deliveries,
 * written only by record_delivery. The runtime adds and withdraws claims; nothing else ever changes (P-5).
 */
export const evidence = pgTable(
  'evidence',
  {
    id: id(),
    ...measuredColumns(),
    poolId: text('pool_id').references(() => pools.id),
    /** The pool's provider. */
    organizationId: text('organization_id').references(() => organizations.id),
    buyerOrganizationId: text('buyer_organization_id').references(() => organizations.id),
    leaseId: text('lease_id')
      .unique()
      .references(() => leases.id),
    requestId: text('request_id'),
    claimedByPersonId: text('claimed_by_person_id').references(() => persons.id),
    claimedByKeyId: text('claimed_by_key_id'),
    files: jsonb('files').$type<readonly EvidenceFile[]>().notNull().default([]),
    /** Which work it speaks to, from coarse to fine: `training/full/dense/3-12b`. */
    workClass: text('work_class'),
    /** A delivery's work as accepted, to be asked of later models. */
    workload: jsonb('workload').$type<Workload>(),
    /** Card-hours the delivery took, of those reserved until it was reported, and those its provider counted (S-6). */
    cardHours: doublePrecision('card_hours'),
    elapsedCardHours: doublePrecision('elapsed_card_hours'),
    reportedCardHours: doublePrecision('reported_card_hours'),
    /** Hours of the reservation until the report. */
    elapsedHours: doublePrecision('elapsed_hours'),
    /** ln(measured time ÷ modelled time) against the model named; null where it has no answer. */
    logSlowdown: doublePrecision('log_slowdown'),
    profileVersion: text('profile_version'),
    eventAt: instant('event_at'),
    withdrawnAt: instant('withdrawn_at'),
    createdAt: createdAt(),
  },
  (t) => [
    unique('evidence_request').on(t.organizationId, t.requestId),
    index('evidence_chip').on(t.chip, t.kind, t.standing),
    index('evidence_pool').on(t.poolId, t.eventAt),
    index('evidence_buyer').on(t.buyerOrganizationId),
    check('evidence_standing', sql`${t.standing} in ('published','claimed','delivered')`),
    check(
      'evidence_rate',
      sql`${t.rate} > 0 and ${t.rate} < 'Infinity' and ${t.samples} >= 1 and ${t.cards} >= 1`,
    ),
    check(
      'evidence_unit',
      sql`(${t.kind}, ${t.rateUnit}) in (('training','training_tokens_per_card_s'),('inference','output_tokens_per_s'),('rendering','frames_per_card_h'))`,
    ),
    check(
      'evidence_pool_named',
      sql`(${t.standing} = 'published') = (${t.poolId} is null) and (${t.poolId} is null) = (${t.organizationId} is null)
        and (${t.poolId} is null) = (${t.eventAt} is null) and (${t.poolId} is null) = (${t.workClass} is null)`,
    ),
    check(
      'evidence_claimed',
      sql`(${t.standing} = 'claimed') = (${t.requestId} is not null) and (${t.withdrawnAt} is null or ${t.standing} = 'claimed')`,
    ),
    check(
      'evidence_delivered',
      sql`(${t.standing} = 'delivered') = (${t.leaseId} is not null) and (${t.leaseId} is null) = (${t.buyerOrganizationId} is null)
        and (${t.leaseId} is null) = (${t.workload} is null) and (${t.leaseId} is null) = (${t.cardHours} is null)
        and (${t.leaseId} is null) = (${t.elapsedCardHours} is null)`,
    ),
    check(
      'evidence_card_hours',
      sql`${t.cardHours} > 0 and ${t.cardHours} <= ${t.elapsedCardHours} and ${t.reportedCardHours} > 0`,
    ),
    check(
      'evidence_slowdown',
      sql`(${t.logSlowdown} is null or ${t.profileVersion} is not null) and ${t.logSlowdown} between -20 and 20`,
    ),
  ],
);

/**
 * What matching reads of every pool's claims and deliveries: how far each lies from the model, without buyer, rate or job.
 * Only organizations' verbs and the engine read it; the public sees deliveries without their pool.
 */
export const poolMeasurements = pgView('pool_measurements', {
  /** Of a claim its row's; of a delivery one that no public row has. */
  id: text('id').notNull(),
  poolId: text('pool_id').notNull(),
  /** The provider's controlling group, else the provider itself (M-5). */
  control: text('control').notNull(),
  chip: text('chip').notNull(),
  kind: text('kind', { enum: EVIDENCE_KINDS }).notNull(),
  standing: text('standing', { enum: ['claimed', 'delivered'] }).notNull(),
  workClass: text('work_class').notNull(),
  logSlowdown: doublePrecision('log_slowdown').notNull(),
  profileVersion: text('profile_version').notNull(),
  /** The day, UTC. */
  eventAt: instant('event_at').notNull(),
  /** The same for deliveries on a pool to buyers under one control, which it doesn't name; null for claims. */
  buyer: text('buyer'),
}).existing();

/**
 * Which models or renderers ran on which chips by deliveries to two buyers or of two providers under different control (M-5):
 * nobody shows it alone.
 */
export const deliveredPairs = pgView('delivered_pairs', {
  kind: text('kind', { enum: EVIDENCE_KINDS }).notNull(),
  model: text('model').notNull(),
  chip: text('chip').notNull(),
}).existing();
