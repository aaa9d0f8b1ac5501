import type Stripe from 'stripe';
import type { Effect, LookUpRequest, TopUpRequest } from '@/lib/services/payments/channel';
import { amountOf, idOf, metadataOf, paymentNamedBy, stripeAmount } from './amounts';

/** A hosted page for a top-up; everything in it comes from the row, so that a repeated call is the same call. */
export function sessionParams(
  request: TopUpRequest,
  methods: readonly string[],
): Stripe.Checkout.SessionCreateParams {
  const { amount, currency } = stripeAmount(request.amountMicros, request.currency);
  const metadata = metadataOf(request);
  return {
    mode: 'payment',
    ...(request.payerExternalId
      ? {
          customer: request.payerExternalId,
          // The payer decides on the page whether a card is kept for the next time.
          saved_payment_method_options: { payment_method_save: 'enabled' },
        }
      : {}),
    // Of these, Stripe offers the ones that are switched on and take this currency.
    allowed_payment_method_types: [...methods],
    ...(methods.includes('wechat_pay') ? { payment_method_options: { wechat_pay: { client: 'web' } } } : {}),
    // Nobody pays in another currency than the market's (L-9).
    adaptive_pricing: { enabled: false },
    line_items: [
      {
        quantity: 1,
        price_data: { currency, unit_amount: amount, product_data: { name: 'Cardhour wallet' } },
      },
    ],
    client_reference_id: request.paymentId,
    metadata,
    payment_intent_data: { metadata },
    success_url: request.returnUrl,
    cancel_url: request.returnUrl,
    locale: 'auto',
  };
}

const expandedIntent = (session: Stripe.Checkout.Session): Stripe.PaymentIntent | null =>
  typeof session.payment_intent === 'object' ? session.payment_intent : null;

function methodOf(intent: Stripe.PaymentIntent | null): string | null {
  const charge = intent?.latest_charge;
  return typeof charge === 'object' ? (charge?.payment_method_details?.type ?? null) : null;
}

/** How a session stands: paid, or not; whether the page was completed says nothing about the money. */
function standingOf(session: Stripe.Checkout.Session): Pick<Effect, 'state' | 'failure'> {
  if (session.payment_status === 'paid') return { state: 'succeeded', failure: null };
  if (session.status === 'expired') return { state: 'failed', failure: 'expired' };
  const intent = expandedIntent(session);
  const refused = intent?.status === 'requires_payment_method' || intent?.status === 'canceled';
  if (session.status === 'complete' && refused) return { state: 'failed', failure: 'declined' };
  return { state: 'open', failure: null };
}

/** A checkout session as a top-up's effect. */
export function effectOfSession(session: Stripe.Checkout.Session): Effect {
  return {
    externalId: session.id,
    namesPayment: paymentNamedBy(session),
    externalPaymentId: idOf(session.payment_intent),
    ...standingOf(session),
    method: methodOf(expandedIntent(session)),
    ...amountOf(session.amount_total ?? 0, session.currency ?? ''),
    payUrl: session.status === 'open' ? session.url : null,
  };
}

const EXPANDED = 'payment_intent.latest_charge';

/** Finds a top-up's session by its id or among its customer's, where lists are up to date; a paid one first. */
export async function findSession(stripe: Stripe, request: LookUpRequest): Promise<Effect | null> {
  if (request.externalId)
    return effectOfSession(
      await stripe.checkout.sessions.retrieve(request.externalId, { expand: [EXPANDED] }),
    );
  // Without a customer no page was ever asked for.
  if (!request.payerExternalId) return null;
  const list = { customer: request.payerExternalId, limit: 100, expand: [`data.${EXPANDED}`] };
  let found: Effect | null = null;
  for await (const session of stripe.checkout.sessions.list(list)) {
    if (session.metadata?.payment_id !== request.paymentId) continue;
    const effect = effectOfSession(session);
    if (effect.state === 'succeeded') return effect;
    found ??= effect;
  }
  return found;
}
