import { enqueue } from '@/db/queries/enqueue';
import { type ChannelName, channelEvents } from '@/db/schema';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';

/** A verified event as its channel sent it; what it means is read when it is applied. */
export interface ReceivedEvent {
  readonly id: string;
  readonly channel: ChannelName;
  readonly type: string;
  readonly objectId: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly occurredAt: Date;
}

/** The job that applies an event; the same event waits in the queue once. */
export const applyJob = (eventId: string) => ({
  task: 'apply-channel-event',
  payload: { eventId },
  jobKey: `apply-channel-event:${eventId}`,
});

/** Stores an event once by its channel's id, together with the job that applies it; promises whether it is new. */
export async function receiveChannelEvent(ctx: Ctx, event: ReceivedEvent): Promise<boolean> {
  authorizeEngine(ctx);
  return ctx.db.asEngine(async (tx) => {
    const stored = await tx
      .insert(channelEvents)
      .values({ ...event, state: 'received', eventAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: channelEvents.id });
    if (stored.length === 0) return false;
    await enqueue(tx, applyJob(event.id));
    return true;
  });
}
