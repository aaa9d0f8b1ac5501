import { and, eq, inArray, lt, ne, or, sql } from 'drizzle-orm';
import { channelEvents } from '@/db/schema';
import { audit } from '../audit';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';

const DAY_MS = 86_400_000;

/** How long what a channel sent is kept once it has been applied or ignored: long enough to look into a complaint. */
export const PAYLOAD_DAYS = 30;

/** How long it is kept of what fits nothing of ours; no chargeback comes later, so nothing can come of it any more. */
export const UNMATCHED_PAYLOAD_DAYS = 180;

const EMPTY = sql`'{}'::jsonb`;

/**
 * Removes what channels sent with events that are over: it names payers, their mail and their cards. That an event came,
 * about which object, and what came of it stays. Promises how many gave theirs up.
 */
export async function removeOldPayloads(ctx: Ctx): Promise<number> {
  authorizeEngine(ctx);
  const before = (days: number) => lt(channelEvents.appliedAt, new Date(ctx.now.getTime() - days * DAY_MS));
  return ctx.db.asEngine(async (tx) => {
    const removed = await tx
      .update(channelEvents)
      .set({ payload: EMPTY, waitsForPayment: null })
      .where(
        and(
          // What we keep of an answer is amounts and ids, which say whether the next one is the same.
          eq(channelEvents.source, 'event'),
          ne(channelEvents.payload, EMPTY),
          or(
            and(inArray(channelEvents.state, ['applied', 'ignored']), before(PAYLOAD_DAYS)),
            and(eq(channelEvents.state, 'unmatched'), before(UNMATCHED_PAYLOAD_DAYS)),
          ),
        ),
      )
      .returning({ id: channelEvents.id });
    if (removed.length > 0)
      await audit(tx, ctx, {
        verb: 'channel-events.remove-old-payloads',
        subjectType: 'market',
        subjectId: 'market',
        facts: { events: removed.length, days: PAYLOAD_DAYS, unmatchedDays: UNMATCHED_PAYLOAD_DAYS },
      });
    return removed.length;
  });
}
