import { receiveStripeWebhook, stripeWebhookKeys } from '@/lib/http/stripe-webhook';

export const dynamic = 'force-dynamic';

/** What Stripe tells us, signed; no session, no key and no origin. */
export const POST = (request: Request): Promise<Response> =>
  receiveStripeWebhook(request, stripeWebhookKeys());
