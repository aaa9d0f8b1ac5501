import { sql } from 'drizzle-orm';
import {
  check,
  customType,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import { createdAt, hour, id, instant, micros } from './columns';
import { pools } from './supply';

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

export type RoundCounts = Readonly<
  Record<'orders' | 'filled' | 'no_option' | 'below_ask' | 'outbid' | 'paradoxical', number>
>;

/** One committed run of the clearing engine over one book; what it commits is what it publishes. */
export const rounds = pgTable(
  'rounds',
  {
    id: id(),
    number: integer('number').notNull().unique(),
    /** Hour 0 of the book's grid. */
    startsAtHour: hour('starts_at_hour').notNull(),
    hours: integer('hours').notNull(),
    /** gzip of the cardhour.book/1 and cardhour.outcome/1 files, ids as in this database; null once their time is over. */
    book: bytes('book'),
    outcome: bytes('outcome'),
    /** SHA-256 of the book without the multipliers its search began with: equal books make equal rounds. */
    bookHash: text('book_hash'),
    engine: text('engine').notNull(),
    counts: jsonb('counts').$type<RoundCounts>().notNull(),
    cardHours: integer('card_hours').notNull(),
    payMicros: numeric('pay_micros', { precision: 30, scale: 0 }).notNull(),
    welfareMicros: numeric('welfare_micros', { precision: 30, scale: 0 }).notNull(),
    boundMicros: numeric('bound_micros', { precision: 30, scale: 0 }).notNull(),
    lostValueMicros: numeric('lost_value_micros', { precision: 30, scale: 0 }).notNull(),
    regretMicros: numeric('regret_micros', { precision: 30, scale: 0 }).notNull(),
    /** What first come, first served at the asks makes of the same book (M-14). */
    firstComeMicros: numeric('first_come_micros', { precision: 30, scale: 0 }),
    firstComeCardHours: integer('first_come_card_hours'),
    /** Declared surplus of the ten filled orders with the most of it (M-14). */
    largestTenMicros: numeric('largest_ten_micros', { precision: 30, scale: 0 }),
    elapsedMs: integer('elapsed_ms').notNull(),
    termsVersion: integer('terms_version').notNull(),
    startedBy: text('started_by', { enum: ['clock', 'operator'] }).notNull(),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('rounds_event_at').on(t.eventAt),
    check('rounds_bound', sql`${t.welfareMicros} <= ${t.boundMicros}`),
  ],
);

/** An attempt whose outcome was discarded because the book moved meanwhile, with its cause. */
export const roundAttempts = pgTable('round_attempts', {
  id: id(),
  /** The round that later committed; null while none has. */
  roundId: text('round_id').references(() => rounds.id),
  cause: text('cause').notNull(),
  facts: jsonb('facts').$type<Record<string, unknown>>().notNull(),
  eventAt: instant('event_at').notNull(),
  createdAt: createdAt(),
});

/** Prices a round published: every pool-hour priced above its ask or traded in the round. */
export const roundPrices = pgTable(
  'round_prices',
  {
    roundId: text('round_id')
      .notNull()
      .references(() => rounds.id),
    poolId: text('pool_id')
      .notNull()
      .references(() => pools.id),
    hour: hour('hour').notNull(),
    askMicros: micros('ask_micros').notNull(),
    priceMicros: micros('price_micros').notNull(),
    tradedCards: integer('traded_cards').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.roundId, t.poolId, t.hour] }),
    index('round_prices_pool').on(t.poolId, t.hour),
    check('round_prices_ask', sql`${t.priceMicros} >= ${t.askMicros}`),
  ],
);

/** One run of the engine over the whole book that commits nothing and publishes indicative prices (M-6b). */
export const indicativeRounds = pgTable(
  'indicative_rounds',
  {
    id: id(),
    /** The latest main round before it; null before the first. */
    afterRoundNumber: integer('after_round_number'),
    orders: integer('orders').notNull(),
    /** Instant trades since the last main round that stood in the book with their cards given back. */
    tradesGivenBack: integer('trades_given_back').notNull(),
    raisedPoolHours: integer('raised_pool_hours').notNull(),
    /** Pool-hours whose indicative price moved. */
    movedPoolHours: integer('moved_pool_hours').notNull(),
    welfareMicros: numeric('welfare_micros', { precision: 30, scale: 0 }).notNull(),
    boundMicros: numeric('bound_micros', { precision: 30, scale: 0 }).notNull(),
    elapsedMs: integer('elapsed_ms').notNull(),
    termsVersion: integer('terms_version').notNull(),
    /** What its book stood at: an equal one isn't cleared again. */
    fingerprint: text('fingerprint').notNull(),
    /** Hour 0 of its grid. */
    startsAtHour: hour('starts_at_hour').notNull(),
    /** gzip of the certificate's multipliers and of its fills: where the next search begins. Null but for the latest. */
    multipliers: bytes('multipliers'),
    fills: bytes('fills'),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('indicative_rounds_event_at').on(t.eventAt),
    check('indicative_rounds_bound', sql`${t.welfareMicros} <= ${t.boundMicros}`),
  ],
);

/** What a whole day's book, instant orders included, could have made and what the market made of it (M-14). */
export const dayBooks = pgTable(
  'day_books',
  {
    /** A UTC day. */
    day: date('day', { mode: 'string' }).primaryKey(),
    orders: integer('orders').notNull(),
    instantOrders: integer('instant_orders').notNull(),
    filled: integer('filled').notNull(),
    cardHours: integer('card_hours').notNull(),
    /** Declared surplus of what was filled, at the asks. */
    welfareMicros: numeric('welfare_micros', { precision: 30, scale: 0 }).notNull(),
    /** No way to fill the whole day's book could have passed it. */
    boundMicros: numeric('bound_micros', { precision: 30, scale: 0 }).notNull(),
    firstComeMicros: numeric('first_come_micros', { precision: 30, scale: 0 }).notNull(),
    firstComeCardHours: integer('first_come_card_hours').notNull(),
    largestTenMicros: numeric('largest_ten_micros', { precision: 30, scale: 0 }).notNull(),
    rounds: integer('rounds').notNull(),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [check('day_books_bound', sql`${t.welfareMicros} <= ${t.boundMicros}`)],
);
