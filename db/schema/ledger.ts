import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { count, createdAt, id, instant, micros } from './columns';
import { orders } from './demand';
import { organizations } from './identity';
import { leases } from './leases';

/** A ledger account (L-3); its id is `<organization or 'platform'>/<kind>/<currency>`. */
export const accounts = pgTable(
  'accounts',
  {
    id: id(),
    /** Null for the platform's and the outside world's accounts. */
    organizationId: text('organization_id').references(() => organizations.id),
    /** One of the kinds `account_stands` knows (`AccountKind` in lib/ledger), or `external:<channel>`. */
    kind: text('kind').notNull(),
    currency: text('currency').notNull(),
    balanceMicros: micros('balance_micros').notNull().default(sql`0`),
    version: count('version').notNull().default(sql`0`),
    createdAt: createdAt(),
  },
  (t) => [
    index('accounts_organization').on(t.organizationId),
    /** Its id, its owner and its side of zero, by its kind (L-3). */
    check(
      'accounts_stand',
      sql`account_stands(${t.id}, ${t.organizationId}, ${t.kind}, ${t.currency}, ${t.balanceMicros})`,
    ),
  ],
);

/** A balanced set of entries, one per business event (L-2). */
export const postings = pgTable(
  'postings',
  {
    id: id(),
    /** Name of the recipe in lib/ledger/ACCOUNTS.md. */
    recipe: text('recipe').notNull(),
    /** The same key posts once. */
    requestKey: text('request_key').notNull().unique(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    facts: jsonb('facts').$type<Record<string, unknown>>().notNull(),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('postings_subject').on(t.subjectType, t.subjectId)],
);

/**
 * One line of a posting with the account's version and balance after it (L-4); append-only. That its account, posting and
 * organization stand is checked once for all lines of a statement, with the rest, by the trigger `entries_checked`.
 */
export const entries = pgTable(
  'entries',
  {
    accountId: text('account_id').notNull(),
    version: count('version').notNull(),
    postingId: text('posting_id').notNull(),
    organizationId: text('organization_id'),
    currency: text('currency').notNull(),
    amountMicros: micros('amount_micros').notNull(),
    balanceAfterMicros: micros('balance_after_micros').notNull(),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.version] }),
    index('entries_posting').on(t.postingId),
    index('entries_organization').on(t.organizationId, t.eventAt),
    check('entries_amount', sql`${t.amountMicros} <> 0`),
  ],
);

/** Money set aside for an order or, after its trade, for each of its leases; equals the `held` and `disputed` accounts. */
export const holds = pgTable(
  'holds',
  {
    id: id(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    /** Null while the order is open. */
    leaseId: text('lease_id')
      .unique()
      .references(() => leases.id),
    heldMicros: micros('held_micros').notNull(),
    disputedMicros: micros('disputed_micros').notNull().default(sql`0`),
    closedAt: instant('closed_at'),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('holds_organization').on(t.organizationId),
    index('holds_order').on(t.orderId),
    check('holds_positive', sql`${t.heldMicros} >= 0 and ${t.disputedMicros} >= 0`),
    check('holds_closed', sql`${t.closedAt} is null or (${t.heldMicros} = 0 and ${t.disputedMicros} = 0)`),
  ],
);
