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
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { createdAt, id, instant, micros } from './columns';

/** What a regulator may see (O-2). */
export interface RegulatorScope {
  readonly kind: 'all' | 'regions' | 'industry';
  readonly regions?: readonly string[];
  readonly industry?: string;
}

/** A legal party; regulator and operator exclude every other capacity. */
export const organizations = pgTable(
  'organizations',
  {
    id: id(),
    /** 4 to 6 letters or digits: its segment in pool identifiers (O-1). */
    shortCode: text('short_code').notNull().unique(),
    registeredName: text('registered_name').notNull(),
    country: text('country').notNull(),
    registrationNumber: text('registration_number').notNull(),
    controllingGroup: text('controlling_group'),
    isBuyer: boolean('is_buyer').notNull().default(false),
    isProvider: boolean('is_provider').notNull().default(false),
    isRegulator: boolean('is_regulator').notNull().default(false),
    isOperator: boolean('is_operator').notNull().default(false),
    regulatorScope: jsonb('regulator_scope').$type<RegulatorScope>(),
    /** pending → admitted → suspended; only admitted organizations trade. */
    status: text('status', { enum: ['pending', 'admitted', 'suspended'] }).notNull(),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('organizations_registration').on(t.country, t.registrationNumber),
    check('organizations_status', sql`${t.status} in ('pending','admitted','suspended')`),
    check(
      'organizations_capacities',
      sql`(case when ${t.isRegulator} then 1 else 0 end) + (case when ${t.isOperator} then 1 else 0 end)
        + (case when ${t.isBuyer} or ${t.isProvider} then 1 else 0 end) = 1`,
    ),
    check('organizations_scope', sql`(${t.regulatorScope} is not null) = ${t.isRegulator}`),
  ],
);

/** Where an organization is registered, as it said so: the row with the greatest version stands from its instant on. */
export const organizationAddresses = pgTable(
  'organization_addresses',
  {
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id),
    /** 1, 2, 3 …; a row never changes. */
    version: integer('version').notNull(),
    /** Street, number and what else comes before the city; one to three lines. */
    lines: text('lines').array().notNull(),
    city: text('city').notNull(),
    /** Null where the country has none. */
    postalCode: text('postal_code'),
    country: text('country').notNull(),
    setByPersonId: text('set_by_person_id').references((): AnyPgColumn => persons.id),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.version] }),
    check('organization_addresses_version', sql`${t.version} > 0`),
    check('organization_addresses_lines', sql`cardinality(${t.lines}) between 1 and 3`),
    check('organization_addresses_country', sql`${t.country} ~ '^[A-Z]{2}$'`),
  ],
);

/** Somebody who signs in; acts for one organization at a time. */
export const persons = pgTable(
  'persons',
  {
    id: id(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    passwordHash: text('password_hash'),
    oidcSubject: text('oidc_subject').unique(),
    disabledAt: instant('disabled_at'),
    failedSignIns: jsonb('failed_sign_ins').$type<{ count: number; lastAt: string } | null>(),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('persons_email').on(sql`lower(${t.email})`)],
);

export const MEMBER_ROLES = ['owner', 'trader', 'finance', 'viewer'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

export const memberships = pgTable(
  'memberships',
  {
    personId: text('person_id')
      .notNull()
      .references(() => persons.id),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id),
    role: text('role', { enum: MEMBER_ROLES }).notNull(),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.organizationId] }),
    index('memberships_organization').on(t.organizationId),
    check('memberships_role', sql`${t.role} in ('owner','trader','finance','viewer')`),
  ],
);

/** A signed-in browser; the cookie carries only this id, resolved on every request. */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    personId: text('person_id')
      .notNull()
      .references(() => persons.id),
    /** The organization the person acts for; null until one is chosen. */
    organizationId: text('organization_id').references(() => organizations.id),
    userAgent: text('user_agent'),
    startedAt: instant('started_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
    endedBecause: text('ended_because'),
    createdAt: createdAt(),
  },
  (t) => [index('sessions_person').on(t.personId)],
);

/** A program's key: prefix and SHA-256 at rest, scoped, expiring, spend-capped. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: id(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id),
    createdByPersonId: text('created_by_person_id')
      .notNull()
      .references(() => persons.id),
    name: text('name').notNull(),
    prefix: text('prefix').notNull().unique(),
    sha256: text('sha256').notNull().unique(),
    scopes: text('scopes').array().notNull(),
    expiresAt: instant('expires_at').notNull(),
    spendCapMicros: micros('spend_cap_micros'),
    spentMicros: micros('spent_micros').notNull().default(sql`0`),
    revokedAt: instant('revoked_at'),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('api_keys_organization').on(t.organizationId),
    check('api_keys_cap', sql`${t.spendCapMicros} is null or ${t.spentMicros} <= ${t.spendCapMicros}`),
  ],
);
