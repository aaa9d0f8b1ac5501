import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { channelEvents } from '@/db/schema';
import { audit } from '../audit';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith } from '../errors';
import { bookingPerson } from '../payments/booking-person';
import { restExplained } from '../payments/keep-answer';
import { lockEvent } from './lock-event';

export const ExplainEventInput = z.strictObject({
  eventId: z.string().min(1).max(120),
  note: z.string().trim().min(10).max(500),
});

/**
 * An operator writes down what came of an event or an answer that fits nothing of ours. It moves no money and stays in the
 * list as explained, but waits for nobody any more, nor is a channel asked by itself for what it will only say again; it may
 * be tried again all the same. Said again by the same person it is said once.
 */
export async function explainEvent(ctx: Ctx, raw: unknown): Promise<{ readonly eventId: string }> {
  const personId = bookingPerson(ctx);
  const { eventId, note } = parseInput(ExplainEventInput, raw);
  return ctx.db.asEngine(async (tx) => {
    const event = await lockEvent(tx, eventId);
    if (event.state !== 'unmatched') return refuseWith({ code: 'event_applied', facts: {} });
    if (event.note === note && event.explainedByPersonId === personId) return { eventId };
    await tx
      .update(channelEvents)
      .set({ note, explainedByPersonId: personId })
      .where(eq(channelEvents.id, eventId));
    if (event.source === 'answer') await restExplained(tx, event.objectId);
    await audit(tx, ctx, {
      verb: 'reconciliation.explain-event',
      subjectType: 'channel_event',
      subjectId: eventId,
      facts: { note, before: event.note, type: event.type, outcome: event.outcome },
    });
    return { eventId };
  });
}
