import { eq, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Tx } from '@/db/client';
import { payments } from '@/db/schema';

/**
 * The outside's time. A channel forgets a key after a day of its own, whatever the market's clock says, and a market's
 * clock may stand or leap: what depends on a channel's age of something is counted by the database's clock, read while
 * the statement runs, beside the market's instants of the same row (T-1).
 */
const NOW = sql`clock_timestamp()`;

/** A channel forgets a key after a day: until then a repeated call is the same call, afterwards it would be a second (L-5). */
const KEY_LIFE = sql`interval '20 hours'`;

/** How long apart two look-ups find nothing before an effect counts as never made: a list may be behind. */
const SURE_AFTER = sql`interval '1 hour'`;

/** Whether a key first used then may still be used: for 20 hours, or when it never was (L-5). */
export const keyIsGood = (firstUsedAt: PgColumn): SQL<boolean> =>
  sql<boolean>`coalesce(${firstUsedAt} > ${NOW} - ${KEY_LIFE}, true)`;

/** Whether a payment's key may still be sent; the row is locked. */
export async function mayBeSent(tx: Tx, paymentId: string): Promise<boolean> {
  const [row] = await tx
    .select({ isGood: keyIsGood(payments.firstSentAt) })
    .from(payments)
    .where(eq(payments.id, paymentId));
  return row?.isGood ?? false;
}

/** What to note on a payment that is about to be sent: its key's age counts from its first time. */
export const sentNow = (): SQL => sql`coalesce(${payments.firstSentAt}, ${NOW})`;

/** Notes that a look-up found nothing of a payment; promises whether an earlier one, an hour or more ago, found nothing either. */
export async function notFoundAgain(tx: Tx, paymentId: string): Promise<boolean> {
  const [noted] = await tx
    .update(payments)
    .set({ notFoundAt: sql`coalesce(${payments.notFoundAt}, ${NOW})` })
    .where(eq(payments.id, paymentId))
    .returning({ isSure: sql<boolean>`${payments.notFoundAt} <= ${NOW} - ${SURE_AFTER}` });
  return noted?.isSure ?? false;
}
