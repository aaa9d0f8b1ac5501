import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { count, createdAt, id, instant, micros } from './columns';
import { organizations, persons } from './identity';
import { leases } from './leases';

export interface DeliveryEvidence {
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[];
  readonly metrics: Readonly<Record<string, number | string>>;
  readonly note: string;
  /** Hours the cards worked for these units, by the provider's own meter (S-6). */
  readonly runtimeHours?: number;
  /** Of a lease with milestones: which of the files was loaded as a checkpoint, and when (S-7). */
  readonly checkpoint?: { readonly file: string; readonly loadedAt: string };
}

/** `late_input`: hours lost to the buyer's late input, which count as delivered (S-9). */
export const DELIVERY_KINDS = ['result', 'late_input'] as const;

/** Outcome units reported with evidence; accepted by a yes or by silence past the window (S-3). */
export const deliveries = pgTable(
  'deliveries',
  {
    id: id(),
    leaseId: text('lease_id')
      .notNull()
      .references(() => leases.id),
    buyerOrganizationId: text('buyer_organization_id')
      .notNull()
      .references(() => organizations.id),
    providerOrganizationId: text('provider_organization_id')
      .notNull()
      .references(() => organizations.id),
    requestId: text('request_id').notNull(),
    sequence: integer('sequence').notNull(),
    kind: text('kind', { enum: DELIVERY_KINDS }).notNull().default('result'),
    /** Units in this delivery, not the running total. */
    units: count('units').notNull(),
    evidence: jsonb('evidence').$type<DeliveryEvidence>().notNull(),
    state: text('state', {
      enum: ['reported', 'accepted', 'accepted_by_silence', 'rejected', 'decided'],
    }).notNull(),
    reportedByPersonId: text('reported_by_person_id').references(() => persons.id),
    reportedByKeyId: text('reported_by_key_id'),
    windowEndsAt: instant('window_ends_at').notNull(),
    decidedAt: instant('decided_at'),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('deliveries_sequence').on(t.leaseId, t.sequence),
    unique('deliveries_request').on(t.providerOrganizationId, t.requestId),
    index('deliveries_window').on(t.state, t.windowEndsAt),
    check('deliveries_kind', sql`${t.kind} in ('result','late_input')`),
    check('deliveries_units', sql`${t.units} > 0`),
    check('deliveries_decided', sql`(${t.state} = 'reported') = (${t.decidedAt} is null)`),
  ],
);

export const DISPUTE_OUTCOMES = ['for_buyer', 'for_provider', 'shared'] as const;
/** `buyer`: it withdrew its rejection; `provider`: it conceded. */
export const DISPUTE_DECIDERS = ['operator', 'buyer', 'provider'] as const;

/** A rejection: freezes only the disputed amount until the operator decides (S-3). */
export const disputes = pgTable(
  'disputes',
  {
    id: id(),
    deliveryId: text('delivery_id')
      .notNull()
      .unique()
      .references(() => deliveries.id),
    leaseId: text('lease_id')
      .notNull()
      .references(() => leases.id),
    buyerOrganizationId: text('buyer_organization_id')
      .notNull()
      .references(() => organizations.id),
    providerOrganizationId: text('provider_organization_id')
      .notNull()
      .references(() => organizations.id),
    /** What the rejection froze. */
    disputedMicros: micros('disputed_micros').notNull(),
    requestId: text('request_id').notNull(),
    requestHash: text('request_hash').notNull(),
    reason: text('reason').notNull(),
    statement: text('statement').notNull(),
    state: text('state', { enum: ['open', 'decided'] }).notNull(),
    /** What the buyer shows for its rejection. */
    evidence: jsonb('evidence').$type<StatementEvidence>().notNull().default(sql`'{"files":[]}'`),
    /** Until when both sides may state; the operator decides after it, or once both have rested. */
    statementsUntil: instant('statements_until').notNull(),
    outcome: text('outcome', { enum: DISPUTE_OUTCOMES }),
    /** The typed ground of the decision (S-3). */
    decisionReason: text('decision_reason'),
    /** Of the delivery's units, those that are paid to the provider. */
    providerUnits: count('provider_units'),
    decisionNote: text('decision_note'),
    decidedBy: text('decided_by', { enum: DISPUTE_DECIDERS }),
    decidedByPersonId: text('decided_by_person_id').references(() => persons.id),
    decisionRequestId: text('decision_request_id'),
    decisionHash: text('decision_hash'),
    /** What the decision's posting moved: earned by the provider, the fee and the late credit in it, back to the buyer. */
    earnedMicros: micros('earned_micros'),
    feeMicros: micros('fee_micros'),
    creditMicros: micros('credit_micros'),
    refundedMicros: micros('refunded_micros'),
    decidedAt: instant('decided_at'),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('disputes_state').on(t.state, t.statementsUntil),
    index('disputes_lease').on(t.leaseId),
    index('disputes_buyer').on(t.buyerOrganizationId, t.eventAt),
    index('disputes_provider').on(t.providerOrganizationId, t.eventAt),
    check(
      'disputes_decided',
      sql`(${t.state} = 'decided') = (${t.outcome} is not null) and (${t.outcome} is null) = (${t.providerUnits} is null)`,
    ),
    check(
      'disputes_outcome',
      sql`${t.outcome} is null or ${t.outcome} = 'for_provider' or (${t.outcome} = 'for_buyer') = (${t.providerUnits} = 0)`,
    ),
    check(
      'disputes_moved',
      sql`(${t.outcome} is null) = (${t.decidedBy} is null) and (${t.outcome} is null) = (${t.decidedAt} is null) and (${t.outcome} is null) = (${t.earnedMicros} is null) and (${t.outcome} is null) = (${t.feeMicros} is null) and (${t.outcome} is null) = (${t.creditMicros} is null) and (${t.outcome} is null) = (${t.refundedMicros} is null)`,
    ),
    check(
      'disputes_money',
      sql`${t.disputedMicros} >= 0 and ${t.feeMicros} between 0 and ${t.earnedMicros} and ${t.creditMicros} between 0 and ${t.earnedMicros} - ${t.feeMicros} and ${t.refundedMicros} >= 0`,
    ),
  ],
);

/** Files a party names beside its words in a dispute, by their hashes. */
export interface StatementEvidence {
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[];
}

/** What the parties and the operator said in a dispute, in order; never changed. */
export const disputeStatements = pgTable(
  'dispute_statements',
  {
    id: id(),
    disputeId: text('dispute_id')
      .notNull()
      .references(() => disputes.id),
    buyerOrganizationId: text('buyer_organization_id')
      .notNull()
      .references(() => organizations.id),
    providerOrganizationId: text('provider_organization_id')
      .notNull()
      .references(() => organizations.id),
    requestId: text('request_id').notNull(),
    requestHash: text('request_hash').notNull(),
    /** The order in which they were said: 1, 2, 3 … of their dispute. */
    sequence: integer('sequence').notNull(),
    side: text('side', { enum: ['buyer', 'provider', 'operator'] }).notNull(),
    /** Blank where a side only says that it rests. */
    statement: text('statement').notNull(),
    evidence: jsonb('evidence').$type<StatementEvidence>().notNull(),
    /** The side has said all it wants to: the operator needn't wait for the clock. */
    rests: boolean('rests').notNull().default(false),
    personId: text('person_id').references(() => persons.id),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('dispute_statements_request').on(t.disputeId, t.side, t.requestId),
    unique('dispute_statements_sequence').on(t.disputeId, t.sequence),
    check('dispute_statements_says', sql`${t.sequence} > 0 and (${t.rests} or ${t.statement} <> '')`),
  ],
);
