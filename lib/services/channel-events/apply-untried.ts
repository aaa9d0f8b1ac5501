import { and, asc, eq } from 'drizzle-orm';
import { channelEvents } from '@/db/schema';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { eachDue } from '../each-due';
import { applyChannelEvent, type EventTools, NotYetApplied } from './apply-channel-event';
import { isLeftBehind } from './tries';

const AT_MOST = 500;

/**
 * Applies the events that no job has tried yet, or has tried when its turn was minutes ago, oldest first: the job of one
 * may be held for hours by a worker that was killed over it. Beside the queue it does no harm, for an event is applied once. Promises how many were applied.
 */
export async function applyUntried(ctx: Ctx, tools: EventTools): Promise<number> {
  authorizeEngine(ctx);
  const untried = await ctx.db.asEngine((tx) =>
    tx
      .select({ id: channelEvents.id })
      .from(channelEvents)
      .where(and(eq(channelEvents.state, 'received'), isLeftBehind))
      .orderBy(asc(channelEvents.createdAt), asc(channelEvents.id))
      .limit(AT_MOST),
  );
  const ids = untried.map(({ id }) => id);
  return eachDue(ctx, 'apply-channel-event', ids, (id) =>
    applyChannelEvent(ctx, tools, id).then(
      () => true,
      (error: unknown) => {
        if (error instanceof NotYetApplied) return false;
        throw error;
      },
    ),
  );
}
