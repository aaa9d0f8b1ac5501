import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { channelEvents } from '@/db/schema';
import { notFound } from '../errors';
import { lockPayment } from '../payments/record-effect';

/** An event, locked; of an answer its payment before it, as whoever keeps an answer locks them. */
export async function lockEvent(tx: Tx, eventId: string): Promise<typeof channelEvents.$inferSelect> {
  const [found] = await tx.select().from(channelEvents).where(eq(channelEvents.id, eventId));
  if (found?.source === 'answer') await lockPayment(tx, found.objectId);
  const [event] = await tx.select().from(channelEvents).where(eq(channelEvents.id, eventId)).for('update');
  if (!event) throw notFound();
  return event;
}
