import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { createdAt, hour, instant, micros } from './columns';

/** An interconnection node of the 1+M+N system (O-2). */
export const nodes = pgTable(
  'nodes',
  {
    /** `N0` national, `R01` … regional, `I01` … industry; the node segment of identifiers. */
    code: text('code').primaryKey(),
    kind: text('kind', { enum: ['national', 'regional', 'industry'] }).notNull(),
    nameEn: text('name_en').notNull(),
    nameZh: text('name_zh').notNull(),
    parentCode: text('parent_code'),
    region: text('region'),
    industry: text('industry'),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [check('nodes_kind', sql`${t.kind} in ('national','regional','industry')`)],
);

/** The one row that says what this market is: its currency and its clock (M-19, T-1). */
export const marketSettings = pgTable(
  'market_settings',
  {
    id: boolean('id').primaryKey().default(true),
    currency: text('currency').notNull(),
    clock: text('clock', { enum: ['system', 'manual'] }).notNull(),
    /** The manual clock's reading; null when the clock is the system's. */
    clockNow: instant('clock_now'),
    /** When the latest main round passed, whether it committed anything or not (M-6b). */
    roundTickAt: instant('round_tick_at'),
    /** The latest due instant of payouts that was served (L-6). */
    payoutTickAt: instant('payout_tick_at'),
    /** What the database was made for: the demo's data, a replay, or a real market. */
    purpose: text('purpose', { enum: ['production', 'demo', 'replay', 'test'] }).notNull(),
    /** Set once the seed has finished, so a broken first start is seen. */
    seededAt: instant('seeded_at'),
    createdAt: createdAt(),
  },
  (t) => [
    check('market_settings_one_row', sql`${t.id}`),
    check('market_settings_clock', sql`(${t.clock} = 'manual') = (${t.clockNow} is not null)`),
    check('market_settings_production', sql`${t.purpose} <> 'production' or ${t.clock} = 'system'`),
  ],
);

/** Versioned market terms, valid from an hour on (M-19). */
export const marketTerms = pgTable(
  'market_terms',
  {
    version: integer('version').primaryKey(),
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
    /** The share of a pool-hour's offered cards that instant orders leave for rounds … */
    instantReserveBps: integer('instant_reserve_bps').notNull().default(3000),
    /** … until so many hours before it starts (M-6b). */
    instantReserveHours: integer('instant_reserve_hours').notNull().default(24),
    /** Cards that came free or got cheaper pass one main round before instant orders take them (M-6b). */
    freedCardsPassRound: boolean('freed_cards_pass_round').notNull().default(false),
    /** Days until a card payment can't be charged back any more (L-6). */
    cardFinalDays: integer('card_final_days').notNull().default(120),
    /** Days after which earnings from such money are paid out … */
    cardPayoutDays: integer('card_payout_days').notNull().default(14),
    /** … but for this share, which waits until the money is final. */
    cardReserveBps: integer('card_reserve_bps').notNull().default(1000),
    /** Hours between payouts of what is payable. */
    payoutIntervalHours: integer('payout_interval_hours').notNull().default(24),
    /** The share of the fees that goes into the guarantee (L-6). */
    guaranteeBps: integer('guarantee_bps').notNull().default(2000),
    /** Hours in which both sides of a dispute may state. */
    disputeStatementHours: integer('dispute_statement_hours').notNull().default(72),
    changedByPersonId: text('changed_by_person_id'),
    note: text('note').notNull(),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    check('market_terms_fee', sql`${t.feeBps} between 0 and 10000 and ${t.taxBps} between 0 and 10000`),
    check('market_terms_rounds', sql`${t.mainRoundSeconds} > 0 and ${t.indicativeRoundSeconds} > 0`),
    check(
      'market_terms_reserve',
      sql`${t.instantReserveBps} between 0 and 10000 and ${t.instantReserveHours} between 0 and 8784`,
    ),
    check(
      'market_terms_money',
      sql`${t.cardFinalDays} between 0 and 730 and ${t.cardPayoutDays} between 0 and ${t.cardFinalDays} and ${t.cardReserveBps} between 0 and 10000
        and ${t.payoutIntervalHours} between 1 and 8784 and ${t.guaranteeBps} between 0 and 10000 and ${t.disputeStatementHours} between 1 and 8784`,
    ),
    check('market_terms_horizon', sql`${t.horizonHours} between 24 and 8784`),
  ],
);
