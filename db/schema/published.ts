import {
  bigint,
  boolean,
  date,
  doublePrecision,
  integer,
  jsonb,
  numeric,
  pgSchema,
  text,
} from 'drizzle-orm/pg-core';
import type { RoundCounts } from './clearing';
import { hour, instant, micros } from './columns';
import { measuredColumns } from './evidence-columns';

/**
 * What anybody may read: views that name their columns. `cardhour_public` has no right to any other schema,
 * and the other roles read foreign pools, prices and terms through here too.
 */
export const published = pgSchema('published');

const statuses = ['issued', 'registered', 'active', 'suspended', 'revoked'] as const;

/** Every pool ever listed with its provider's registered name; revoked ones still resolve (O-1). */
export const publishedPools = published
  .view('pools', {
    id: text('id').notNull(),
    organizationId: text('organization_id').notNull(),
    providerName: text('provider_name').notNull(),
    providerCountry: text('provider_country').notNull(),
    providerControllingGroup: text('provider_controlling_group'),
    code: text('code').notNull(),
    officialCode: text('official_code'),
    name: text('name').notNull(),
    nodeCode: text('node_code').notNull(),
    chip: text('chip').notNull(),
    cards: integer('cards').notNull(),
    cardsPerServer: integer('cards_per_server').notNull(),
    lotCards: integer('lot_cards').notNull(),
    region: text('region').notNull(),
    timeZone: text('time_zone').notNull(),
    site: text('site').notNull(),
    serverInterconnectGbs: doublePrecision('server_interconnect_gbs'),
    networkGbits: doublePrecision('network_gbits'),
    ingressMbits: integer('ingress_mbits'),
    egressMbits: integer('egress_mbits'),
    storageTb: doublePrecision('storage_tb'),
    pue: doublePrecision('pue'),
    greenShare: doublePrecision('green_share'),
    latencyMs: doublePrecision('latency_ms'),
    description: text('description').notNull(),
    status: text('status', { enum: statuses }).notNull(),
    rolledToHour: hour('rolled_to_hour').notNull(),
    version: integer('version').notNull(),
    eventAt: instant('event_at').notNull(),
  })
  .existing();

/** Capacity, ask and last round price of every pool-hour. */
export const publishedPoolHours = published
  .view('pool_hours', {
    poolId: text('pool_id').notNull(),
    hour: hour('hour').notNull(),
    offeredCards: integer('offered_cards').notNull(),
    reservedCards: integer('reserved_cards').notNull(),
    askMicros: micros('ask_micros').notNull(),
    priceMicros: micros('price_micros'),
    priceRoundId: text('price_round_id'),
    version: integer('version').notNull(),
    indicativeMicros: micros('indicative_micros'),
    heldBackCards: integer('held_back_cards').notNull(),
    /** The most it may be sold for again (S-5). */
    askCapMicros: micros('ask_cap_micros'),
  })
  .existing();

/** Every version of every pool's service level (M-19). */
export const publishedServiceLevels = published
  .view('service_levels', {
    poolId: text('pool_id').notNull(),
    version: integer('version').notNull(),
    grade: text('grade', { enum: ['bronze', 'silver', 'gold'] }).notNull(),
    startGraceMinutes: integer('start_grace_minutes').notNull(),
    lateCreditBpsPerHour: integer('late_credit_bps_per_hour').notNull(),
    lateCreditCapBps: integer('late_credit_cap_bps').notNull(),
    validFromHour: hour('valid_from_hour').notNull(),
  })
  .existing();

/** A round without its book and outcome (M-14, M-20). */
export const publishedRounds = published
  .view('rounds', {
    id: text('id').notNull(),
    number: integer('number').notNull(),
    startsAtHour: hour('starts_at_hour').notNull(),
    hours: integer('hours').notNull(),
    engine: text('engine').notNull(),
    counts: jsonb('counts').$type<RoundCounts>().notNull(),
    cardHours: integer('card_hours').notNull(),
    payMicros: numeric('pay_micros', { precision: 30, scale: 0 }).notNull(),
    welfareMicros: numeric('welfare_micros', { precision: 30, scale: 0 }).notNull(),
    boundMicros: numeric('bound_micros', { precision: 30, scale: 0 }).notNull(),
    lostValueMicros: numeric('lost_value_micros', { precision: 30, scale: 0 }).notNull(),
    regretMicros: numeric('regret_micros', { precision: 30, scale: 0 }).notNull(),
    elapsedMs: integer('elapsed_ms').notNull(),
    termsVersion: integer('terms_version').notNull(),
    startedBy: text('started_by', { enum: ['clock', 'operator'] }).notNull(),
    eventAt: instant('event_at').notNull(),
    firstComeMicros: numeric('first_come_micros', { precision: 30, scale: 0 }),
    firstComeCardHours: integer('first_come_card_hours'),
    largestTenMicros: numeric('largest_ten_micros', { precision: 30, scale: 0 }),
  })
  .existing();

/** The indicative rounds of late: what they read and how far prices moved (M-6b). */
export const publishedIndicativeRounds = published
  .view('indicative_rounds', {
    id: text('id').notNull(),
    afterRoundNumber: integer('after_round_number'),
    orders: integer('orders').notNull(),
    tradesGivenBack: integer('trades_given_back').notNull(),
    raisedPoolHours: integer('raised_pool_hours').notNull(),
    movedPoolHours: integer('moved_pool_hours').notNull(),
    welfareMicros: numeric('welfare_micros', { precision: 30, scale: 0 }).notNull(),
    boundMicros: numeric('bound_micros', { precision: 30, scale: 0 }).notNull(),
    elapsedMs: integer('elapsed_ms').notNull(),
    termsVersion: integer('terms_version').notNull(),
    eventAt: instant('event_at').notNull(),
  })
  .existing();

/** Each day's whole book, instant orders included: what was made of it and what could have been (M-14). */
export const publishedDayBooks = published
  .view('day_books', {
    day: date('day', { mode: 'string' }).notNull(),
    orders: integer('orders').notNull(),
    instantOrders: integer('instant_orders').notNull(),
    filled: integer('filled').notNull(),
    cardHours: integer('card_hours').notNull(),
    welfareMicros: numeric('welfare_micros', { precision: 30, scale: 0 }).notNull(),
    boundMicros: numeric('bound_micros', { precision: 30, scale: 0 }).notNull(),
    firstComeMicros: numeric('first_come_micros', { precision: 30, scale: 0 }).notNull(),
    firstComeCardHours: integer('first_come_card_hours').notNull(),
    largestTenMicros: numeric('largest_ten_micros', { precision: 30, scale: 0 }).notNull(),
    rounds: integer('rounds').notNull(),
    eventAt: instant('event_at').notNull(),
  })
  .existing();

/** Prices per pool-hour as a round published them. */
export const publishedRoundPrices = published
  .view('round_prices', {
    roundId: text('round_id').notNull(),
    poolId: text('pool_id').notNull(),
    hour: hour('hour').notNull(),
    askMicros: micros('ask_micros').notNull(),
    priceMicros: micros('price_micros').notNull(),
    tradedCards: integer('traded_cards').notNull(),
  })
  .existing();

/** Volume by chip and clock hour of the trade, rounds and instant trades together; names no party. */
export const publishedTradeStatistics = published
  .view('trade_statistics', {
    chip: text('chip').notNull(),
    /** The hour in which the trades were made. */
    hour: hour('hour').notNull(),
    leases: bigint('leases', { mode: 'number' }).notNull(),
    cardHours: bigint('card_hours', { mode: 'number' }).notNull(),
    payMicros: numeric('pay_micros', { precision: 30, scale: 0 }).notNull(),
  })
  .existing();

/** Card-hours traded by pool, clock hour of the trade and price; names no party. */
export const publishedTradedPrices = published
  .view('traded_prices', {
    chip: text('chip').notNull(),
    poolId: text('pool_id').notNull(),
    /** The hour in which the trades were made. */
    hour: hour('hour').notNull(),
    priceMicros: micros('price_micros').notNull(),
    cardHours: bigint('card_hours', { mode: 'number' }).notNull(),
  })
  .existing();

/** What a pool's identifier resolves to (O-1). */
export const publishedIdentifiers = published
  .view('identifiers', {
    code: text('code').notNull(),
    officialCode: text('official_code'),
    poolId: text('pool_id').notNull(),
    status: text('status', { enum: statuses }).notNull(),
    nodeCode: text('node_code').notNull(),
    region: text('region').notNull(),
    chip: text('chip').notNull(),
    providerName: text('provider_name').notNull(),
  })
  .existing();

export const publishedNodes = published
  .view('nodes', {
    code: text('code').notNull(),
    kind: text('kind', { enum: ['national', 'regional', 'industry'] }).notNull(),
    nameEn: text('name_en').notNull(),
    nameZh: text('name_zh').notNull(),
    parentCode: text('parent_code'),
    region: text('region'),
    industry: text('industry'),
  })
  .existing();

export const publishedMarketSettings = published
  .view('market_settings', {
    currency: text('currency').notNull(),
    clock: text('clock', { enum: ['system', 'manual'] }).notNull(),
    clockNow: instant('clock_now'),
    purpose: text('purpose', { enum: ['production', 'demo', 'replay', 'test'] }).notNull(),
    seededAt: instant('seeded_at'),
  })
  .existing();

export const publishedMarketTerms = published
  .view('market_terms', {
    version: integer('version').notNull(),
    validFromHour: hour('valid_from_hour').notNull(),
    feeBps: integer('fee_bps').notNull(),
    acceptanceWindowHours: integer('acceptance_window_hours').notNull(),
    startGraceMinutes: integer('start_grace_minutes').notNull(),
    leadMinutes: integer('lead_minutes').notNull(),
    quoteLifeSeconds: integer('quote_life_seconds').notNull(),
    horizonHours: integer('horizon_hours').notNull(),
    mainRoundSeconds: integer('main_round_seconds').notNull(),
    indicativeRoundSeconds: integer('indicative_round_seconds').notNull(),
    payoutMinimumMicros: micros('payout_minimum_micros').notNull(),
    askRaiseNoticeHours: integer('ask_raise_notice_hours').notNull(),
    taxBps: integer('tax_bps').notNull(),
    note: text('note').notNull(),
    eventAt: instant('event_at').notNull(),
    instantReserveBps: integer('instant_reserve_bps').notNull(),
    instantReserveHours: integer('instant_reserve_hours').notNull(),
    freedCardsPassRound: boolean('freed_cards_pass_round').notNull(),
    cardFinalDays: integer('card_final_days').notNull(),
    cardPayoutDays: integer('card_payout_days').notNull(),
    cardReserveBps: integer('card_reserve_bps').notNull(),
    payoutIntervalHours: integer('payout_interval_hours').notNull(),
    guaranteeBps: integer('guarantee_bps').notNull(),
    disputeStatementHours: integer('dispute_statement_hours').notNull(),
  })
  .existing();

/** What a provider's ended leases show (P-6); names no buyer. */
export const publishedProviderRecords = published
  .view('provider_records', {
    organizationId: text('organization_id').notNull(),
    leases: integer('leases').notNull(),
    deliveredShare: doublePrecision('delivered_share').notNull(),
    onTimeShare: doublePrecision('on_time_share').notNull(),
  })
  .existing();

/** How often a provider started within the grace it promises, over the ended leases whose buyer said that its input is ready (S-5). */
export const publishedProviderStarts = published
  .view('provider_starts', {
    organizationId: text('organization_id').notNull(),
    leases: integer('leases').notNull(),
    inGraceShare: doublePrecision('in_grace_share').notNull(),
  })
  .existing();

/** Every measurement that stands: claims with their pool and provider, deliveries with neither, nor buyer, job or price. */
export const publishedEvidence = published
  .view('evidence', {
    id: text('id').notNull(),
    ...measuredColumns(),
    poolId: text('pool_id'),
    poolCode: text('pool_code'),
    poolName: text('pool_name'),
    providerName: text('provider_name'),
  })
  .existing();
