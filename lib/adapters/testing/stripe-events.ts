import Stripe from 'stripe';

export const WEBHOOK_SECRET = 'whsec_this_endpoint';

type Plain = Readonly<Record<string, unknown>>;

/** An event as Stripe sends it, about any object. */
export const stripeEvent = (type: string, object: Plain, given: Plain = {}): Plain => ({
  id: `evt_${type.replaceAll('.', '_')}_${String(object.id)}`,
  object: 'event',
  api_version: Stripe.API_VERSION,
  created: 1_793_577_600,
  livemode: false,
  pending_webhooks: 1,
  request: null,
  type,
  data: { object },
  ...given,
});

/** A signature over a body, as Stripe's own helper makes it. */
export const signatureOf = (
  payload: string,
  given: { readonly secret?: string; readonly timestamp?: number } = {},
): string => Stripe.webhooks.generateTestHeaderString({ payload, secret: WEBHOOK_SECRET, ...given });

/** A paid checkout session of 100.00 for one of our rows. */
export const paidSession = (given: Plain = {}): Plain => ({
  id: 'cs_1',
  object: 'checkout.session',
  mode: 'payment',
  status: 'complete',
  payment_status: 'paid',
  amount_total: 10_000,
  currency: 'cny',
  payment_intent: 'pi_1',
  payment_method_types: ['card'],
  metadata: { payment_id: 'pay_1' },
  url: null,
  ...given,
});

/** A refund of 25.00 of the payment `pi_1`, made in the dashboard. */
export const refund = (given: Plain = {}): Plain => ({
  id: 're_1',
  object: 'refund',
  amount: 2_500,
  currency: 'cny',
  payment_intent: 'pi_1',
  status: 'succeeded',
  metadata: {},
  ...given,
});

/** A dispute of the whole payment `pi_1` of 100.00. */
export const dispute = (given: Plain = {}): Plain => ({
  id: 'du_1',
  object: 'dispute',
  amount: 10_000,
  currency: 'cny',
  payment_intent: { id: 'pi_1', object: 'payment_intent' },
  reason: 'fraudulent',
  status: 'needs_response',
  balance_transactions: [],
  ...given,
});

/** A transfer of 90.00 to a payee for one of our rows. */
export const transfer = (given: Plain = {}): Plain => ({
  id: 'tr_1',
  object: 'transfer',
  amount: 9_000,
  amount_reversed: 0,
  currency: 'cny',
  metadata: { payment_id: 'pay_3' },
  ...given,
});
