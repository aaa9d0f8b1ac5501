import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import { createdAt, id, instant, micros } from './columns';
import { organizations, persons } from './identity';

/** The ways money comes in and goes out; each is an adapter behind one interface. */
export const CHANNELS = ['sandbox', 'stripe', 'bank'] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** A top-up comes in; a refund gives a top-up back to its source (L-7); a payout pays a provider. */
export const PAYMENT_KINDS = ['top_up', 'refund', 'payout'] as const;
export type PaymentKind = (typeof PAYMENT_KINDS)[number];

/**
 * `pending`: the row stands, the outside may or may not know of it. `open`: the outside knows of it and hasn't finished.
 * `succeeded` and `failed` are final; what comes back later is counted in `returned_micros`.
 */
export const PAYMENT_STATES = ['pending', 'open', 'succeeded', 'failed'] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** Where a payout goes, as it stood when the payout was made: changing the payee afterwards redirects nothing. */
export interface PayoutPayee {
  /** The channel's account; null where `bank` says where. */
  readonly externalId: string | null;
  readonly bank: BankDetails | null;
}

/** Money in or out over a channel; the row stands before the outside effect is attempted (L-5). */
export const payments = pgTable(
  'payments',
  {
    id: id(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id),
    requestId: text('request_id').notNull(),
    channel: text('channel', { enum: CHANNELS }).notNull(),
    direction: text('direction', { enum: ['in', 'out'] }).notNull(),
    kind: text('kind', { enum: PAYMENT_KINDS }).notNull(),
    /** `asked`: a verb of ours made the row before the outside knew of it. `outside`: the channel told of it, made past us. */
    origin: text('origin', { enum: ['asked', 'outside'] })
      .notNull()
      .default('asked'),
    amountMicros: micros('amount_micros').notNull(),
    currency: text('currency').notNull(),
    state: text('state', { enum: PAYMENT_STATES }).notNull(),
    /** Why it failed, as a closed code. */
    failure: text('failure'),
    /** The top-up a refund gives back. */
    sourcePaymentId: text('source_payment_id').references((): AnyPgColumn => payments.id),
    /** Where a payout goes; never changes once it stands. */
    payee: jsonb('payee').$type<PayoutPayee>(),
    /** The channel's object that carries it: a checkout session, a refund, a transfer, a bank's line. */
    externalId: text('external_id'),
    /** The channel's payment behind a paid checkout session. */
    externalPaymentId: text('external_payment_id'),
    /** How the payer paid: `card`, `alipay`, `wechat_pay`, `bank_transfer`. */
    method: text('method'),
    /** The hosted page on which the payer pays. */
    payUrl: text('pay_url'),
    /** What a bank's line says, and the payer was told to write. */
    reference: text('reference'),
    attempts: integer('attempts').notNull().default(0),
    firstAttemptAt: instant('first_attempt_at'),
    /** When its channel was first sent it, by the database's clock: a channel's keys age by the outside's time, not the market's. */
    firstSentAt: instant('first_sent_at'),
    /** When a look-up first found nothing, by the database's clock. */
    notFoundAt: instant('not_found_at'),
    /** When it is tried or looked up again; null while nothing is to be done. */
    nextAttemptAt: instant('next_attempt_at'),
    /** What a row that isn't over waits for, for people to read. */
    waitsFor: text('waits_for', {
      enum: ['balance', 'payee', 'retry', 'look_up', 'confirmation', 'operator'],
    }),
    /** Of a top-up what was refunded or charged back; of a payout what was reversed. */
    returnedMicros: micros('returned_micros').notNull().default(sql`0`),
    /** From when a top-up can't be charged back any more (L-6). */
    finalAt: instant('final_at'),
    bookedByPersonId: text('booked_by_person_id').references(() => persons.id),
    confirmedByPersonId: text('confirmed_by_person_id').references(() => persons.id),
    settledAt: instant('settled_at'),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('payments_request').on(t.organizationId, t.requestId),
    unique('payments_external').on(t.channel, t.externalId),
    index('payments_external_payment').on(t.externalPaymentId),
    index('payments_source').on(t.sourcePaymentId),
    index('payments_unfinished').on(t.state, t.nextAttemptAt).where(sql`${t.state} in ('pending', 'open')`),
    check('payments_amount', sql`${t.amountMicros} > 0`),
    check('payments_kind', sql`(${t.direction} = 'in') = (${t.kind} = 'top_up')`),
    // Nobody asks for what was made past us: it is over when we hear of it.
    check(
      'payments_origin',
      sql`${t.origin} = 'asked' or (${t.origin} = 'outside' and ${t.kind} = 'refund' and ${t.state} in ('succeeded', 'failed'))`,
    ),
    check('payments_state', sql`${t.state} in ('pending', 'open', 'succeeded', 'failed')`),
    check('payments_settled', sql`(${t.state} in ('pending', 'open')) = (${t.settledAt} is null)`),
    check('payments_failure', sql`(${t.state} = 'failed') = (${t.failure} is not null)`),
    check('payments_returned', sql`${t.returnedMicros} between 0 and ${t.amountMicros}`),
    check('payments_payee', sql`(${t.payee} is null) or ${t.kind} = 'payout'`),
    check('payments_source', sql`(${t.sourcePaymentId} is not null) = (${t.kind} = 'refund')`),
    check(
      'payments_two_persons',
      sql`${t.confirmedByPersonId} is null or ${t.confirmedByPersonId} <> ${t.bookedByPersonId}`,
    ),
  ],
);

/** What a bank transfer to a provider needs. */
export interface BankDetails {
  readonly holder: string;
  readonly bank: string;
  readonly number: string;
}

/** What a channel knows an organization as: the customer who pays, the account that is paid. */
export const channelAccounts = pgTable(
  'channel_accounts',
  {
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id),
    channel: text('channel', { enum: CHANNELS }).notNull(),
    role: text('role', { enum: ['payer', 'payee'] }).notNull(),
    /** Null until the channel has answered. */
    externalId: text('external_id'),
    /** `enabled`: money may move. */
    state: text('state', { enum: ['pending', 'onboarding', 'enabled', 'restricted', 'disabled'] }).notNull(),
    /** What the channel still asks for, in its own words. */
    requirements: text('requirements').array().notNull().default(sql`'{}'`),
    bank: jsonb('bank').$type<BankDetails>(),
    /** Of a payee: when it was last chosen or changed. Payouts go to the enabled one that was chosen last. */
    chosenAt: instant('chosen_at'),
    /** No payout goes there before: a payee that was changed rests, so that a stolen session can't redirect money unseen. */
    restsUntil: instant('rests_until'),
    updatedAt: instant('updated_at').notNull(),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.channel, t.role] }),
    unique('channel_accounts_external').on(t.channel, t.role, t.externalId),
    check(
      'channel_accounts_enabled',
      sql`${t.state} <> 'enabled' or ${t.externalId} is not null or ${t.bank} is not null`,
    ),
  ],
);

/** What a channel told us, stored once by its own event id and then worked off by the queue. */
export const channelEvents = pgTable(
  'channel_events',
  {
    /** The channel's event id. */
    id: id(),
    channel: text('channel', { enum: CHANNELS }).notNull(),
    /** An event that the channel sent, or an answer to a call of ours that isn't its row's. */
    source: text('source', { enum: ['event', 'answer'] })
      .notNull()
      .default('event'),
    type: text('type').notNull(),
    /** The object it tells of. */
    objectId: text('object_id').notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    /** When the channel made it. */
    occurredAt: instant('occurred_at').notNull(),
    state: text('state', { enum: ['received', 'applied', 'ignored', 'unmatched'] }).notNull(),
    /** What came of it, for people to read. */
    outcome: text('outcome'),
    attempts: integer('attempts').notNull().default(0),
    /** When it was last tried, by the database's clock, as the queue counts. */
    triedAt: instant('tried_at'),
    /** The channel's payment that it waits for; null while it waits for none. */
    waitsForPayment: text('waits_for_payment'),
    lastError: text('last_error'),
    /** An operator's words on what fits nothing of ours. */
    note: text('note'),
    explainedByPersonId: text('explained_by_person_id').references(() => persons.id),
    appliedAt: instant('applied_at'),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('channel_events_state').on(t.state, t.eventAt),
    index('channel_events_object').on(t.objectId),
    index('channel_events_waiting').on(t.waitsForPayment).where(sql`${t.waitsForPayment} is not null`),
    check('channel_events_source', sql`${t.source} in ('event', 'answer')`),
    check('channel_events_explained', sql`(${t.note} is null) = (${t.explainedByPersonId} is null)`),
    check('channel_events_applied', sql`(${t.state} = 'received') = (${t.appliedAt} is null)`),
  ],
);

/** A payer's bank took a top-up back, or tries to (L-3, L-6). */
export const chargebacks = pgTable(
  'chargebacks',
  {
    /** The channel's id of the dispute. */
    id: id(),
    channel: text('channel', { enum: CHANNELS }).notNull(),
    paymentId: text('payment_id')
      .notNull()
      .references(() => payments.id),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id),
    amountMicros: micros('amount_micros').notNull(),
    currency: text('currency').notNull(),
    reason: text('reason').notNull(),
    /** Won: the money came back. */
    state: text('state', { enum: ['open', 'won', 'lost'] }).notNull(),
    /** Whether the channel has taken the money from us. */
    withdrawn: boolean('withdrawn').notNull(),
    /** What of it the channel gave back; all of it, as a rule, once it is won. */
    reinstatedMicros: micros('reinstated_micros').notNull().default(sql`0`),
    closedAt: instant('closed_at'),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('chargebacks_payment').on(t.paymentId),
    index('chargebacks_organization').on(t.organizationId),
    check('chargebacks_amount', sql`${t.amountMicros} > 0`),
    check('chargebacks_reinstated', sql`${t.reinstatedMicros} between 0 and ${t.amountMicros}`),
    check('chargebacks_closed', sql`(${t.state} = 'open') = (${t.closedAt} is null)`),
  ],
);

/** A line of a channel's own books, laid beside ours: matched to a payment, or waiting for an operator. */
export const externalMovements = pgTable(
  'external_movements',
  {
    /** The channel's id of the line. */
    id: id(),
    channel: text('channel', { enum: CHANNELS }).notNull(),
    /** `top_up`, `refund`, `payout`, `chargeback`, `fee`, `reversal`, `to_bank`, `other`. */
    kind: text('kind').notNull(),
    /** What it adds to the exchange's balance at the channel, before its fee. */
    amountMicros: micros('amount_micros').notNull(),
    /** The channel's own fee on it, ≥ 0. */
    feeMicros: micros('fee_micros').notNull().default(sql`0`),
    currency: text('currency').notNull(),
    /** The channel's object behind it. */
    externalId: text('external_id'),
    paymentId: text('payment_id').references(() => payments.id),
    state: text('state', { enum: ['matched', 'unmatched', 'explained'] }).notNull(),
    /** Why it is unmatched, as a closed code. */
    why: text('why'),
    note: text('note'),
    /** Who wrote the note; of a line of our own bank, who booked it. */
    explainedByPersonId: text('explained_by_person_id').references(() => persons.id),
    /** When the channel moved it, and when it may be spent there. */
    occurredAt: instant('occurred_at').notNull(),
    availableAt: instant('available_at'),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('external_movements_state').on(t.state, t.occurredAt),
    index('external_movements_payment').on(t.paymentId),
    check(
      'external_movements_unmatched',
      sql`(${t.state} = 'unmatched') = (${t.why} is not null) or ${t.state} = 'explained'`,
    ),
    check('external_movements_fee', sql`${t.feeMicros} >= 0`),
  ],
);

/** The most an organization, or one project label of it, may spend; kept at order time. */
export const budgets = pgTable(
  'budgets',
  {
    id: id(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id),
    /** Null: the whole organization. */
    label: text('label'),
    /** A calendar month of the organization's clock (UTC), or all time. */
    period: text('period', { enum: ['month', 'total'] }).notNull(),
    capMicros: micros('cap_micros').notNull(),
    /** Null while it holds. */
    endedAt: instant('ended_at'),
    setByPersonId: text('set_by_person_id').references(() => persons.id),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('budgets_one').on(t.organizationId, t.label, t.period, t.endedAt).nullsNotDistinct(),
    check('budgets_cap', sql`${t.capMicros} >= 0`),
  ],
);

/** How long an organization's money lasts at the pace of late; written by the worker. */
export const balanceForecasts = pgTable(
  'balance_forecasts',
  {
    organizationId: text('organization_id')
      .primaryKey()
      .references(() => organizations.id),
    availableMicros: micros('available_micros').notNull(),
    /** What went into leases a day, on average over the days looked at. */
    dailyMicros: micros('daily_micros').notNull(),
    daysLookedAt: integer('days_looked_at').notNull(),
    /** Null when nothing is being spent. */
    lastsUntil: instant('lasts_until'),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [check('balance_forecasts_daily', sql`${t.dailyMicros} >= 0 and ${t.daysLookedAt} > 0`)],
);
