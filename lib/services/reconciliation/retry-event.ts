import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { enqueue } from '@/db/queries/enqueue';
import { channelEvents, payments } from '@/db/schema';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import { applyJob } from '../channel-events/receive-channel-event';
import type { Ctx } from '../context';
import { refuseWith } from '../errors';
import { attemptJob } from '../payments/attempt-payment';
import { lockEvent } from './lock-event';

export const RetryEventInput = z.strictObject({ eventId: z.string().min(1).max(120) });

async function applyAgain(tx: Tx, eventId: string): Promise<void> {
  await tx
    .update(channelEvents)
    .set({ state: 'received', appliedAt: null, attempts: 0 })
    .where(eq(channelEvents.id, eventId));
  await enqueue(tx, applyJob(eventId));
}

/** The channel is asked once more, as the payment's row says; an answer that fits ends what was kept of the other. */
async function askAgain(tx: Tx, ctx: Ctx, paymentId: string): Promise<void> {
  await tx
    .update(payments)
    .set({ nextAttemptAt: ctx.now })
    .where(and(eq(payments.id, paymentId), inArray(payments.state, ['pending', 'open'])));
  await enqueue(tx, attemptJob(paymentId));
}

/** Has an event tried again that fits nothing of ours or broke off, or an answer asked for again; applied ones stay as they are. */
export async function retryEvent(ctx: Ctx, raw: unknown): Promise<{ readonly eventId: string }> {
  authorize(ctx, 'money.book');
  const { eventId } = parseInput(RetryEventInput, raw);
  return ctx.db.asEngine(async (tx) => {
    const event = await lockEvent(tx, eventId);
    if (event.state === 'applied' || event.state === 'ignored')
      return refuseWith({ code: 'event_applied', facts: {} });
    await (event.source === 'answer' ? askAgain(tx, ctx, event.objectId) : applyAgain(tx, eventId));
    await audit(tx, ctx, {
      verb: 'reconciliation.retry-event',
      subjectType: 'channel_event',
      subjectId: eventId,
      facts: { type: event.type, before: event.state, outcome: event.outcome, lastError: event.lastError },
    });
    return { eventId };
  });
}
