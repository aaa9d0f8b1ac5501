import { sql } from 'drizzle-orm';
import {
  check,
  customType,
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
    /** gzip of the cardhour.book/1 and cardhour.outcome/1 files, ids as in this database. */
    book: bytes('book').notNull(),
    outcome: bytes('outcome').notNull(),
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
