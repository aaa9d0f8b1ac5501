import type Stripe from 'stripe';
import type { Form } from './form';
import { findCustomer } from './parties';
import { invalid, missing, refused } from './problem';
import type { World } from './world';

const METHODS: Readonly<Record<string, readonly string[]>> = {
  cny: ['card', 'alipay', 'wechat_pay'],
  usd: ['card', 'alipay', 'wechat_pay'],
  jpy: ['card', 'alipay', 'wechat_pay'],
  eur: ['card', 'alipay', 'wechat_pay'],
};
const LEAST: Readonly<Record<string, number>> = { cny: 400, usd: 50, eur: 50, jpy: 50 };
const MOST = 99_999_999;

function totalOf(form: Form): { readonly currency: string; readonly amount: number } {
  if (!form.has('line_items'))
    throw invalid('Missing required param: line_items.', { code: 'parameter_missing', param: 'line_items' });
  const price = 'line_items[0][price_data]';
  form.need(`${price}[product_data][name]`);
  const currency = form.need(`${price}[currency]`).toLowerCase();
  const unit = form.whole(`${price}[unit_amount]`) ?? 0;
  const amount = unit * (form.whole('line_items[0][quantity]') ?? 1);
  if (!METHODS[currency]) throw invalid(`Invalid currency: ${currency}`, { param: 'line_items' });
  if (amount < (LEAST[currency] ?? 50))
    throw invalid('The Checkout Session’s total amount due is too small.', { code: 'amount_too_small' });
  if (amount > MOST) throw invalid('Amount must be no more than 999,999.99', { code: 'amount_too_large' });
  return { currency, amount };
}

/** What is offered: the methods that take the currency, of those the session allows. */
function methodsOf(form: Form, currency: string): string[] {
  const known = METHODS[currency] ?? [];
  const allowed = form.list('allowed_payment_method_types');
  const offered = allowed.length > 0 ? known.filter((method) => allowed.includes(method)) : [...known];
  if (offered.length === 0)
    throw invalid('No valid payment method types for this Checkout Session.', {
      param: 'allowed_payment_method_types',
    });
  return offered;
}

function expiryOf(world: World, form: Form): number {
  const now = world.clock.seconds();
  const wanted = form.whole('expires_at');
  if (wanted === null) return now + 86_400;
  if (wanted < now + 1_800 || wanted > now + 86_400)
    throw invalid(
      'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.',
      {
        param: 'expires_at',
      },
    );
  return wanted;
}

export function createSession(world: World, form: Form): Stripe.Checkout.Session {
  form.allow(
    'mode',
    'line_items',
    'success_url',
    'cancel_url',
    'customer',
    'customer_email',
    'client_reference_id',
    'expires_at',
    'locale',
    'metadata',
    'payment_intent_data',
    'allowed_payment_method_types',
    'payment_method_options',
    'saved_payment_method_options',
    'adaptive_pricing',
    'submit_type',
    'ui_mode',
  );
  if (form.text('mode') !== 'payment')
    throw invalid('This stand-in knows the mode payment.', { param: 'mode' });
  const customer = form.text('customer');
  if (customer) findCustomer(world, customer);
  const { currency, amount } = totalOf(form);
  const id = world.nextId('cs_test');
  const session: Stripe.Checkout.Session = {
    ...blank(),
    id,
    adaptive_pricing: { enabled: form.text('adaptive_pricing[enabled]') === 'true' },
    amount_subtotal: amount,
    amount_total: amount,
    cancel_url: form.text('cancel_url'),
    client_reference_id: form.text('client_reference_id'),
    created: world.clock.seconds(),
    currency,
    customer,
    customer_email: form.text('customer_email'),
    expires_at: expiryOf(world, form),
    locale: form.text('locale'),
    metadata: form.map('metadata'),
    payment_method_types: methodsOf(form, currency),
    success_url: form.need('success_url'),
    url: `${world.origin()}/pay/${id}`,
  };
  world.intentMetadata.set(id, form.map('payment_intent_data[metadata]'));
  world.sessions.set(id, session);
  return session;
}

/** What a session says that we never ask for. */
function blank(): Omit<
  Stripe.Checkout.Session,
  'id' | 'created' | 'expires_at' | 'payment_method_types' | 'amount_total'
> & { amount_total: null } {
  return {
    object: 'checkout.session',
    adaptive_pricing: null,
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: null,
    amount_subtotal: null,
    amount_total: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: null,
    client_reference_id: null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    currency: null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: null,
    customer_account: null,
    customer_creation: null,
    customer_details: null,
    customer_email: null,
    discounts: [],
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: null,
    managed_payments: null,
    metadata: {},
    mode: 'payment',
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: 'if_required',
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_status: 'unpaid',
    permissions: null,
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: null,
    subscription: null,
    success_url: null,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: null,
    wallet_options: null,
  };
}

export function findSession(world: World, id: string): Stripe.Checkout.Session {
  const session = world.sessions.get(id);
  if (!session) throw missing('checkout.session', id, 'id');
  return session;
}

function expire(world: World, session: Stripe.Checkout.Session): void {
  session.status = 'expired';
  session.url = null;
  world.emit('checkout.session.expired', session);
}

export function expireSession(world: World, id: string): Stripe.Checkout.Session {
  const session = findSession(world, id);
  if (session.status !== 'open')
    throw refused(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
    );
  expire(world, session);
  return session;
}

/** Lets the sessions run out whose time has come. */
export function expireDue(world: World): void {
  const now = world.clock.seconds();
  for (const session of world.sessions.values())
    if (session.status === 'open' && session.expires_at <= now) expire(world, session);
}
