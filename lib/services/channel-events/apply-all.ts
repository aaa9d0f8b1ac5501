import { asc, eq } from 'drizzle-orm';
import { channelEvents } from '@/db/schema';
import type { Ctx } from '../context';
import { applyChannelEvent, type EventTools, NotYetApplied } from './apply-channel-event';

/**
 * Applies every event that waits, the order of arrival first, and again those that weren't ready as long as others were;
 * promises the ids of what still waits. The queue does the same, one event at a time.
 */
export async function applyAll(ctx: Ctx, tools: EventTools): Promise<readonly string[]> {
  for (let before = Number.POSITIVE_INFINITY; ; ) {
    const waiting = await ctx.db.asEngine((tx) =>
      tx
        .select({ id: channelEvents.id })
        .from(channelEvents)
        .where(eq(channelEvents.state, 'received'))
        .orderBy(asc(channelEvents.createdAt), asc(channelEvents.id)),
    );
    if (waiting.length === 0 || waiting.length >= before) return waiting.map(({ id }) => id);
    before = waiting.length;
    for (const { id } of waiting)
      await applyChannelEvent(ctx, tools, id).catch((error) => {
        if (!(error instanceof NotYetApplied)) throw error;
      });
  }
}
