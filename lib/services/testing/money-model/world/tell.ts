import { eq } from 'drizzle-orm';
import { channelEvents } from '@/db/schema';
import { applyChannelEvent } from '../../../channel-events/apply-channel-event';
import type { ChannelEvent } from '../../../channel-events/channel-event';
import { receiveChannelEvent } from '../../../channel-events/receive-channel-event';
import type { Fault } from '../faulty-database';
import type { World } from './world';

/** Tells an event as a webhook would: sent twice, stored once, applied by the queue. */
export async function tell(world: World, event: ChannelEvent, fault: Fault): Promise<void> {
  const id = `evt_${world.requestId()}`;
  const received = {
    id,
    channel: 'stripe',
    type: event.kind,
    objectId: id,
    payload: { id },
    occurredAt: world.now,
  } as const;
  await receiveChannelEvent(world.engine(), received);
  await receiveChannelEvent(world.engine(), received);
  const tools = { payments: world.channel.tools, read: () => event };
  await world.call(fault, (db) => applyChannelEvent(world.engine(db), tools, id), [], 2);
  const [row] = await world.db.asEngine((tx) =>
    tx
      .select({ state: channelEvents.state, outcome: channelEvents.outcome })
      .from(channelEvents)
      .where(eq(channelEvents.id, id)),
  );
  if (row?.state !== 'applied') throw new Error(`event ${id} is ${row?.state}: ${row?.outcome}`);
}
