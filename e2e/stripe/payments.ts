import type Stripe from 'stripe';
import { findSession } from './checkout';
import { move } from './movements';
import { missing, refused } from './problem';
import type { World } from './world';

export type PayMethod = 'card' | 'alipay' | 'wechat_pay';

export interface Paying {
  readonly method?: PayMethod;
  /** The payer's side answers later: the session completes unpaid. */
  readonly later?: boolean;
}

/** The payer pays on the hosted page. */
export function pay(world: World, sessionId: string, how: Paying = {}): Stripe.Checkout.Session {
  const session = findSession(world, sessionId);
  if (session.status !== 'open') throw refused(`This Checkout Session is ${session.status}.`);
  const method = how.method ?? 'card';
  if (!session.payment_method_types.includes(method)) throw refused(`${method} isn’t offered here.`);
  const intent = createIntent(world, session, method);
  world.emit('payment_intent.created', intent);
  session.payment_intent = intent.id;
  session.status = 'complete';
  session.url = null;
  if (how.later) {
    intent.status = 'processing';
    world.emit('payment_intent.processing', intent);
  } else {
    charge(world, intent, session, method);
    session.payment_status = 'paid';
  }
  world.emit('checkout.session.completed', session);
  return session;
}

/** A payment that waited for the payer's side ends. */
export function finishPayment(
  world: World,
  sessionId: string,
  how: 'succeeded' | 'failed',
): Stripe.Checkout.Session {
  const session = findSession(world, sessionId);
  const intent = intentOf(world, session);
  if (intent.status !== 'processing') throw refused(`This payment is ${intent.status}.`);
  const method = intent.payment_method_types[0] ?? 'card';
  if (how === 'succeeded') {
    charge(world, intent, session, method);
    session.payment_status = 'paid';
    world.emit('checkout.session.async_payment_succeeded', session);
    return session;
  }
  intent.status = 'requires_payment_method';
  intent.last_payment_error = { type: 'card_error', code: 'payment_intent_payment_attempt_failed' };
  world.emit('payment_intent.payment_failed', intent);
  world.emit('checkout.session.async_payment_failed', session);
  return session;
}

export function intentOf(world: World, session: Stripe.Checkout.Session): Stripe.PaymentIntent {
  const intent = world.intents.get(String(session.payment_intent));
  if (!intent) throw missing('payment_intent', String(session.payment_intent), 'payment_intent');
  return intent;
}

function createIntent(world: World, session: Stripe.Checkout.Session, method: string): Stripe.PaymentIntent {
  const id = world.nextId('pi');
  const intent: Stripe.PaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: session.amount_total ?? 0,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret`,
    confirmation_method: 'automatic',
    created: world.clock.seconds(),
    currency: session.currency ?? world.house.currency,
    customer: session.customer,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: { ...world.intentMetadata.get(session.id) },
    next_action: null,
    on_behalf_of: null,
    payment_method: world.nextId('pm'),
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: [method],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  };
  world.intents.set(id, intent);
  return intent;
}

/** Takes the money: a charge, its line in the balance with Stripe's fee, and the events of both. */
function charge(
  world: World,
  intent: Stripe.PaymentIntent,
  session: Stripe.Checkout.Session,
  method: string,
): Stripe.Charge {
  const made = newCharge(world, intent, session, method);
  const { feeBps, feeFixed, availableAfterDays, conversionRate, currency } = world.house;
  const settled = intent.currency === currency ? intent.amount : Math.round(intent.amount * conversionRate);
  const line = move(world, {
    type: 'charge',
    amount: intent.amount,
    currency: intent.currency,
    source: made.id,
    fee: Math.round((settled * feeBps) / 10_000) + feeFixed,
    availableAfterDays,
  });
  made.balance_transaction = line.id;
  world.charges.set(made.id, made);
  intent.status = 'succeeded';
  intent.amount_received = intent.amount;
  intent.latest_charge = made.id;
  world.emit('charge.succeeded', made);
  world.emit('payment_intent.succeeded', intent);
  return made;
}

function newCharge(
  world: World,
  intent: Stripe.PaymentIntent,
  session: Stripe.Checkout.Session,
  method: string,
): Stripe.Charge {
  return {
    id: world.nextId('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: intent.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: {
      address: null,
      email: session.customer_email,
      name: null,
      phone: null,
      tax_id: null,
    },
    calculated_statement_descriptor: null,
    captured: true,
    created: world.clock.seconds(),
    currency: intent.currency,
    customer: intent.customer,
    description: null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: null,
    paid: true,
    payment_intent: intent.id,
    payment_method: typeof intent.payment_method === 'string' ? intent.payment_method : null,
    payment_method_details: { type: method },
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'succeeded',
    transfer_data: null,
    transfer_group: null,
  };
}

/** The charge of a payment intent, a charge, or a paid session. */
export function chargeOf(world: World, id: string, param = 'payment_intent'): Stripe.Charge {
  const session = world.sessions.get(id);
  const intent = world.intents.get(session ? String(session.payment_intent) : id);
  const found = world.charges.get(intent ? String(intent.latest_charge) : id);
  if (!found) throw missing(param === 'charge' ? 'charge' : 'payment_intent', id, param);
  return found;
}
