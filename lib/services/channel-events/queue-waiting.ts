import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { enqueue } from '@/db/queries/enqueue';
import { type ChannelName, channelEvents } from '@/db/schema';
import { applyJob } from './receive-channel-event';

/**
 * Queues the events again that a channel's payment was waited for by, as it is credited now: also those that had been
 * given up as fitting nothing. They begin anew, so that they wait again if they still must.
 */
export async function queueWaiting(
  tx: Tx,
  channel: ChannelName,
  externalPaymentId: string | null,
): Promise<void> {
  if (externalPaymentId === null) return;
  const waited = await tx
    .update(channelEvents)
    .set({ state: 'received', outcome: null, appliedAt: null, attempts: 0 })
    .where(
      and(
        eq(channelEvents.channel, channel),
        eq(channelEvents.waitsForPayment, externalPaymentId),
        inArray(channelEvents.state, ['received', 'unmatched']),
      ),
    )
    .returning({ id: channelEvents.id });
  for (const { id } of waited) await enqueue(tx, applyJob(id));
}
