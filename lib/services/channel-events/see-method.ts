import { and, eq } from 'drizzle-orm';
import { type ChannelName, payments } from '@/db/schema';
import type { Ctx } from '../context';
import type { PaymentTools } from '../payments/channel';
import type { ChannelEvent } from './channel-event';

/**
 * The event with how the payer paid, where the channel only says so when asked: what can't be charged back is final at
 * once (L-6). Without an answer it stays unknown and counts as a card; only a first credit is worth the question.
 */
export async function seeMethod(
  ctx: Ctx,
  { channels }: PaymentTools,
  channel: ChannelName,
  event: ChannelEvent,
): Promise<ChannelEvent> {
  if (event.kind !== 'top_up' || event.effect.state !== 'succeeded' || event.effect.method !== null)
    return event;
  const { paymentId, effect } = event;
  if (paymentId === null) return event;
  const [payment] = await ctx.db.asEngine((tx) =>
    tx
      .select()
      .from(payments)
      .where(and(eq(payments.id, paymentId), eq(payments.channel, channel), eq(payments.kind, 'top_up'))),
  );
  if (!payment || payment.state === 'succeeded') return event;
  const answer = await channels[channel]?.lookUp('top_up', {
    ...effect,
    paymentId,
    idempotencyKey: `top_up:${paymentId}`,
    organizationId: payment.organizationId,
    payerExternalId: null,
  });
  const seen = answer?.kind === 'done' ? answer.value : null;
  if (seen?.externalId !== effect.externalId || seen.state !== 'succeeded') return event;
  return { ...event, effect: { ...effect, method: seen.method } };
}
