import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import { createdAt, hour, id, instant, micros } from './columns';
import { organizations } from './identity';
import { nodes } from './market';

/** Identical cards of one provider at one site, offered together. */
export const pools = pgTable(
  'pools',
  {
    id: id(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id),
    /** The unified identifier (O-1), provisional until `officialCode` is given. */
    code: text('code').notNull().unique(),
    officialCode: text('official_code').unique(),
    name: text('name').notNull(),
    nodeCode: text('node_code')
      .notNull()
      .references(() => nodes.code),
    /** Key of a chip in lib/compute. */
    chip: text('chip').notNull(),
    cards: integer('cards').notNull(),
    cardsPerServer: integer('cards_per_server').notNull(),
    lotCards: integer('lot_cards').notNull(),
    region: text('region').notNull(),
    timeZone: text('time_zone').notNull(),
    site: text('site').notNull(),
    /** Between cards of one server, GB/s both ways; null when not stated. */
    serverInterconnectGbs: doublePrecision('server_interconnect_gbs'),
    /** Between servers, Gbit/s per server; null when not stated. */
    networkGbits: doublePrecision('network_gbits'),
    ingressMbits: integer('ingress_mbits'),
    egressMbits: integer('egress_mbits'),
    storageTb: doublePrecision('storage_tb'),
    pue: doublePrecision('pue'),
    greenShare: doublePrecision('green_share'),
    latencyMs: doublePrecision('latency_ms'),
    /** The provider's own text on residency, access and anything a buyer should know. */
    description: text('description').notNull().default(''),
    status: text('status', { enum: ['issued', 'registered', 'active', 'suspended', 'revoked'] }).notNull(),
    /** Hours up to this one (exclusive) exist in pool_hours. */
    rolledToHour: hour('rolled_to_hour').notNull(),
    version: integer('version').notNull().default(1),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('pools_organization').on(t.organizationId),
    check('pools_status', sql`${t.status} in ('issued','registered','active','suspended','revoked')`),
    check('pools_cards', sql`${t.cards} between 1 and 1000000`),
    check(
      'pools_lots',
      sql`${t.lotCards} between 1 and ${t.cardsPerServer} and ${t.cardsPerServer} % ${t.lotCards} = 0`,
    ),
    check('pools_servers', sql`${t.cards} % ${t.lotCards} = 0`),
    check('pools_pue', sql`${t.pue} is null or ${t.pue} between 1 and 3`),
    check('pools_green', sql`${t.greenShare} is null or ${t.greenShare} between 0 and 1`),
  ],
);

/** A pool's asks by local hour of day, from an hour on; versions are kept (M-2, M-17). */
export const askPlans = pgTable(
  'ask_plans',
  {
    poolId: text('pool_id')
      .notNull()
      .references(() => pools.id),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id),
    version: integer('version').notNull(),
    fromHour: hour('from_hour').notNull(),
    /** 24 asks in micros per card-hour, by the hour of day of the pool's time zone. */
    asksMicros: bigint('asks_micros', { mode: 'bigint' }).array().notNull(),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.poolId, t.version] }),
    check('ask_plans_24', sql`cardinality(${t.asksMicros}) = 24`),
    check('ask_plans_positive', sql`1 <= all(${t.asksMicros}) and 100000000000 >= all(${t.asksMicros})`),
  ],
);

/** Intervals in which a pool offers other than all of its cards; the latest row that covers an hour counts. */
export const availability = pgTable(
  'availability',
  {
    id: id(),
    poolId: text('pool_id')
      .notNull()
      .references(() => pools.id),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id),
    fromHour: hour('from_hour').notNull(),
    /** Exclusive. */
    toHour: hour('to_hour').notNull(),
    cards: integer('cards').notNull(),
    note: text('note').notNull().default(''),
    withdrawnAt: instant('withdrawn_at'),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('availability_pool').on(t.poolId),
    check('availability_interval', sql`${t.fromHour} < ${t.toHour}`),
    check('availability_cards', sql`${t.cards} >= 0`),
  ],
);

/** What a provider promises a lease in a pool; versions are kept and leases name theirs (M-19, S-5). */
export const serviceLevels = pgTable(
  'service_levels',
  {
    poolId: text('pool_id')
      .notNull()
      .references(() => pools.id),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id),
    version: integer('version').notNull(),
    grade: text('grade', { enum: ['bronze', 'silver', 'gold'] }).notNull(),
    startGraceMinutes: integer('start_grace_minutes').notNull(),
    /** Credit to the buyer per full hour of late finish, of the lease's price. */
    lateCreditBpsPerHour: integer('late_credit_bps_per_hour').notNull(),
    lateCreditCapBps: integer('late_credit_cap_bps').notNull(),
    validFromHour: hour('valid_from_hour').notNull(),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.poolId, t.version] }),
    check(
      'service_levels_credit',
      sql`${t.lateCreditBpsPerHour} between 0 and 10000 and ${t.lateCreditCapBps} between 0 and 10000`,
    ),
  ],
);

/** One pool in one clock hour: the unit of capacity (M-1). */
export const poolHours = pgTable(
  'pool_hours',
  {
    poolId: text('pool_id')
      .notNull()
      .references(() => pools.id),
    hour: hour('hour').notNull(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id),
    offeredCards: integer('offered_cards').notNull(),
    reservedCards: integer('reserved_cards').notNull().default(0),
    askMicros: micros('ask_micros').notNull(),
    /** The most it may be asked for: its provider failed a lease there at this price (S-5); kept by the table's own trigger. */
    askCapMicros: micros('ask_cap_micros'),
    /** The price the latest committed round published for it; null before the first. */
    priceMicros: micros('price_micros'),
    priceRoundId: text('price_round_id'),
    /** The latest indicative round's price where it stood above the ask; null elsewhere (M-6b). */
    indicativeMicros: micros('indicative_micros'),
    /** Free cards that came free or got cheaper since the last main round; kept by the table's own trigger (M-6b). */
    heldBackCards: integer('held_back_cards').notNull().default(0),
    /** Moves with the book's side of the row: cards and ask. */
    version: integer('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.poolId, t.hour] }),
    index('pool_hours_hour').on(t.hour),
    check('pool_hours_capacity', sql`${t.reservedCards} >= 0 and ${t.reservedCards} <= ${t.offeredCards}`),
    check('pool_hours_ask', sql`${t.askMicros} between 1 and 100000000000`),
    check('pool_hours_held_back', sql`${t.heldBackCards} >= 0`),
    check('pool_hours_indicative', sql`${t.indicativeMicros} is null or ${t.indicativeMicros} >= 1`),
    check('pool_hours_price', sql`${t.priceMicros} is null or ${t.priceMicros} >= 1`),
  ],
);
