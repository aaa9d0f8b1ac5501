import { bigint, integer, text, timestamp } from 'drizzle-orm/pg-core';

/** Money in micros of the market's currency (L-1). */
export const micros = (name: string) => bigint(name, { mode: 'bigint' });

/** A whole count that may pass 2^31, such as tokens. */
export const count = (name: string) => bigint(name, { mode: 'bigint' });

/** A clock hour: whole hours since 1970-01-01T00:00Z. */
export const hour = (name: string) => integer(name);

/** An instant on the market's clock; never defaulted by the database (T-1). */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/** When the database wrote the row, by its own clock; no rule reads it (T-1). */
export const createdAt = () =>
  timestamp('created_at', { withTimezone: true, mode: 'date', precision: 3 }).notNull().defaultNow();

export const id = () => text('id').primaryKey();
