import type Stripe from 'stripe';
import { readStripeEvent, receivedOf } from '@/lib/adapters/stripe/read-event';
import { applyChannelEvent } from '../../channel-events/apply-channel-event';
import { receiveChannelEvent } from '../../channel-events/receive-channel-event';
import type { Ctx } from '../../context';
import { setUpPayee } from '../../payouts/set-up-payee';
import { engineContext, ownerContext } from '../../testing/contexts';
import { attemptPayment } from '../attempt-payment';
import type { PaymentTools } from '../channel';
import { type OnStep, watchedChannel, watchedDatabase } from './watched';

/** What is done on the way to an effect, in this process or in one that dies. */
export type Deed =
  | { readonly does: 'attempt'; readonly paymentId: string }
  | { readonly does: 'set_up_payee'; readonly organizationId: string }
  | { readonly does: 'receive'; readonly event: Stripe.Event }
  /** By the queue's own worker, which holds the event's job. */
  | { readonly does: 'serve_queue'; readonly appUrl: string }
  | { readonly does: 'apply'; readonly eventId: string };

/** Runs the queue until it has applied one event. */
async function serveQueue(appUrl: string, apply: (eventId: string) => Promise<void>): Promise<void> {
  // The other deeds start faster without it.
  const { runQueue } = await import('@/lib/adapters/queue');
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  await new Promise<void>((resolve, reject) => {
    const task = ({ eventId }: Readonly<Record<string, unknown>>) =>
      apply(String(eventId)).then(resolve, reject);
    runQueue(appUrl, { 'apply-channel-event': task }, '', silent).catch(reject);
  });
}

/** Does it, telling of every step. */
export async function perform(
  deed: Deed,
  market: Pick<Ctx, 'db' | 'now'>,
  tools: PaymentTools,
  onStep: OnStep,
): Promise<void> {
  const test = { db: watchedDatabase(market.db, onStep), now: market.now };
  const { stripe } = tools.channels;
  const watched: PaymentTools = {
    ...tools,
    channels: stripe ? { stripe: watchedChannel(stripe, onStep) } : {},
    reached: (point) => onStep(point),
  };
  const engine = engineContext(test);
  const apply = (eventId: string) =>
    applyChannelEvent(engine, { payments: watched, read: readStripeEvent }, eventId);
  if (deed.does === 'attempt') await attemptPayment(engine, watched, deed.paymentId);
  else if (deed.does === 'receive') await receiveChannelEvent(engine, receivedOf(deed.event));
  else if (deed.does === 'apply') await apply(deed.eventId);
  else if (deed.does === 'serve_queue')
    await serveQueue(deed.appUrl, (eventId) => apply(eventId).then(() => onStep('end')));
  else
    await setUpPayee(ownerContext(test, deed.organizationId, ['provider']), watched, { channel: 'stripe' });
  await onStep('end');
}
