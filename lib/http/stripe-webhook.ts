import { marketNow } from '@/lib/adapters/clock';
import { database } from '@/lib/adapters/database';
import { engineCtxAt } from '@/lib/adapters/engine-ctx';
import { env } from '@/lib/adapters/env';
import { log } from '@/lib/adapters/log';
import { receivedOf } from '@/lib/adapters/stripe/read-event';
import { verifyWebhook, type WebhookKeys } from '@/lib/adapters/stripe/verify-webhook';
import { receiveChannelEvent } from '@/lib/services/channel-events/receive-channel-event';

/** An event with its object; Stripe's are a few KiB. */
const MAX_BODY_BYTES = 256 * 1024;

/** The fixed words of every answer: who sends what isn't Stripe's learns nothing from them. */
const ANSWERS = {
  received: [200, 'Received.'],
  refused: [400, 'Not accepted.'],
  missing: [404, 'Not found.'],
  too_large: [413, 'Too large.'],
  later: [503, 'Not now; send it again.'],
} as const;

const answer = (kind: keyof typeof ANSWERS): Response => {
  const [status, words] = ANSWERS[kind];
  return new Response(`${words}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
};

/** The secrets of this market's endpoint; null where Stripe isn't set up. */
export function stripeWebhookKeys(): WebhookKeys | null {
  const { stripe } = env();
  if (!stripe) return null;
  const { webhookSecret: secret, webhookSecretOld: oldSecret, livemode } = stripe;
  return { secret, oldSecret, connectSecret: stripe.connectWebhookSecret ?? null, livemode };
}

/** The body's bytes as they came, or null as soon as there are more than the limit. */
async function bytesWithin(request: Request, bytesMax: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax) return null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > bytesMax) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

/**
 * Receives what Stripe tells us: signed on the raw bytes, with no other credential beside the signature, stored once
 * with its job and answered at once. A refused request leaves nothing behind but a line in the log; a failure of ours
 * is answered so that Stripe sends again.
 */
export async function receiveStripeWebhook(request: Request, keys: WebhookKeys | null): Promise<Response> {
  if (!keys) return answer('missing');
  if (request.headers.has('cookie') || request.headers.has('authorization')) {
    log.warn({ code: 'two_credentials' }, 'webhook refused');
    return answer('refused');
  }
  try {
    const body = await bytesWithin(request, MAX_BODY_BYTES);
    if (!body) {
      log.warn({ code: 'too_large' }, 'webhook refused');
      return answer('too_large');
    }
    const verified = verifyWebhook(body, request.headers.get('stripe-signature'), keys, Date.now());
    if (!verified.ok) {
      log.warn({ code: verified.refusal.code, ...verified.refusal.facts }, 'webhook refused');
      return answer('refused');
    }
    const db = database();
    const ctx = engineCtxAt(db, 'stripe-webhook', await marketNow(db));
    await receiveChannelEvent(ctx, receivedOf(verified.value));
    return answer('received');
  } catch (err) {
    log.error({ err }, 'webhook not stored');
    return answer('later');
  }
}
