import { bigint, bigserial, customType, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { createdAt, instant } from './columns';

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** Who did what for whom, written in the transaction of the change (O-7); append-only. */
export const auditRows = pgTable(
  'audit_rows',
  {
    id: bigserial('id', { mode: 'bigint' }).primaryKey(),
    /** The organization the row belongs to; `market` for the exchange's own acts. */
    organizationId: text('organization_id').notNull(),
    actorKind: text('actor_kind', { enum: ['person', 'key', 'engine'] }).notNull(),
    /** Person id, key id, or the engine's job name. */
    actorId: text('actor_id').notNull(),
    /** `<domain>.<verb>` of lib/services, e.g. `orders.place-limit-order`. */
    verb: text('verb').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    facts: jsonb('facts').$type<Record<string, unknown>>().notNull(),
    requestId: text('request_id').notNull(),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('audit_rows_organization').on(t.organizationId, t.id),
    index('audit_rows_subject').on(t.subjectType, t.subjectId),
  ],
);

/** The sequencer's gapless number and hash for each audit row of an organization (O-7). */
export const auditChain = pgTable(
  'audit_chain',
  {
    organizationId: text('organization_id').notNull(),
    number: bigint('number', { mode: 'bigint' }).notNull(),
    auditId: bigint('audit_id', { mode: 'bigint' })
      .notNull()
      .unique()
      .references(() => auditRows.id),
    hash: bytes('hash').notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.number] })],
);

/** The chain's head of an organization at the end of a market day, signed (O-7). */
export const auditHeads = pgTable(
  'audit_heads',
  {
    organizationId: text('organization_id').notNull(),
    day: text('day').notNull(),
    number: bigint('number', { mode: 'bigint' }).notNull(),
    hash: bytes('hash').notNull(),
    keyId: text('key_id').notNull(),
    signature: bytes('signature').notNull(),
    eventAt: instant('event_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.day] })],
);
export const AUDIT_MARKET = 'market';
