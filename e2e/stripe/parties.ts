import type Stripe from 'stripe';
import type { Form } from './form';
import { invalid, missing, StripeProblem } from './problem';
import type { World } from './world';

/** What a business is asked for before it may be paid. */
const ASKED = ['business_profile.url', 'company.tax_id', 'external_account', 'tos_acceptance.date'];

export function createCustomer(world: World, form: Form): Stripe.Customer {
  form.allow(
    'name',
    'email',
    'description',
    'metadata',
    'preferred_locales',
    'address',
    'phone',
    'business_name',
  );
  const country = form.text('address[country]');
  const customer: Stripe.Customer = {
    id: world.nextId('cus'),
    object: 'customer',
    address: country
      ? { city: null, country, line1: null, line2: null, postal_code: null, state: null }
      : null,
    balance: 0,
    created: world.clock.seconds(),
    currency: null,
    default_source: null,
    delinquent: false,
    description: form.text('description'),
    email: form.text('email'),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: form.map('metadata'),
    name: form.text('name'),
    phone: form.text('phone'),
    preferred_locales: form.list('preferred_locales'),
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
  world.customers.set(customer.id, customer);
  world.emit('customer.created', customer);
  return customer;
}

export function findCustomer(world: World, id: string, param = 'customer'): Stripe.Customer {
  const customer = world.customers.get(id);
  if (!customer) throw missing('customer', id, param);
  return customer;
}

export function createAccount(world: World, form: Form): Stripe.Account {
  form.allow(
    'type',
    'controller',
    'country',
    'email',
    'capabilities',
    'business_type',
    'business_profile',
    'company',
    'default_currency',
    'metadata',
    'settings',
    'tos_acceptance',
  );
  if (!form.has('type') && !form.has('controller'))
    throw invalid('Missing required param: controller.', { code: 'parameter_missing', param: 'controller' });
  const country = form.text('country') ?? 'CN';
  if (!/^[A-Z]{2}$/.test(country)) throw invalid(`Country '${country}' is unknown.`, { param: 'country' });
  const name = form.text('company[name]') ?? form.text('business_profile[name]');
  const account: Stripe.Account = {
    id: world.nextId('acct'),
    object: 'account',
    business_type: form.text('business_type'),
    capabilities: form.text('capabilities[transfers][requested]') === 'true' ? { transfers: 'inactive' } : {},
    charges_enabled: false,
    ...(name ? { company: { name } } : {}),
    country,
    created: world.clock.seconds(),
    default_currency: form.text('default_currency') ?? world.house.currency,
    details_submitted: false,
    email: form.text('email'),
    metadata: form.map('metadata'),
    payouts_enabled: false,
    requirements: requirementsOf(ASKED, 'requirements.past_due'),
    type: form.text('type') ?? 'express',
  };
  world.accounts.set(account.id, account);
  return account;
}

function requirementsOf(
  due: readonly string[],
  disabledReason: Stripe.Account.Requirements.DisabledReason | null,
): Stripe.Account.Requirements {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: [...due],
    disabled_reason: disabledReason,
    errors: [],
    eventually_due: [...due],
    past_due: disabledReason === 'requirements.past_due' ? [...due] : [],
    pending_verification: [],
  };
}

/** An account that left the platform can't be looked at, and nobody learns whether it ever was one. */
const hidden = (id: string): StripeProblem =>
  new StripeProblem(
    403,
    'invalid_request_error',
    `The provided key does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.`,
    { code: 'account_invalid' },
  );

export function findAccount(world: World, id: string, param = 'id'): Stripe.Account {
  const account = world.accounts.get(id);
  if (param === 'id' && !account && world.goneAccounts.has(id)) throw hidden(id);
  if (!account) throw missing('account', id, param);
  return account;
}

/** A link to the hosted page on which an account says who it is: good once and for five minutes. */
export function createAccountLink(world: World, form: Form): Stripe.AccountLink {
  form.allow('account', 'refresh_url', 'return_url', 'type', 'collect', 'collection_options');
  const account = findAccount(world, form.need('account'), 'account');
  const kind = form.need('type');
  if (kind !== 'account_onboarding' && kind !== 'account_update')
    throw invalid(`Invalid type: ${kind}`, { param: 'type' });
  const [returnUrl, refreshUrl] = [form.need('return_url'), form.need('refresh_url')];
  const created = world.clock.seconds();
  const code = world.nextId('link');
  const expires_at = created + 300;
  world.links.set(code, { account: account.id, returnUrl, refreshUrl, expiresAt: expires_at, used: false });
  return {
    object: 'account_link',
    created,
    expires_at,
    url: `${world.origin()}/onboard/${account.id}?link=${code}`,
  };
}

/** How an account stands after Stripe looked at it; the platform hears of it by `account.updated`. */
export type AccountStanding = 'enabled' | 'restricted' | 'rejected';

export function setAccount(world: World, id: string, standing: AccountStanding): Stripe.Account {
  const account = findAccount(world, id);
  const enabled = standing === 'enabled';
  const previous = { payouts_enabled: account.payouts_enabled, requirements: account.requirements };
  account.details_submitted = true;
  account.payouts_enabled = enabled;
  account.capabilities = { ...account.capabilities, transfers: enabled ? 'active' : 'inactive' };
  account.requirements = {
    enabled: () => requirementsOf([], null),
    restricted: () => requirementsOf(['company.verification.document'], 'requirements.past_due'),
    rejected: () => requirementsOf([], 'rejected.other'),
  }[standing]();
  world.emit('account.updated', account, { account: id, previous });
  return account;
}

/** An account takes its leave of the platform, which hears of it by `account.application.deauthorized`. */
export function leaveAccount(world: World, id: string): void {
  findAccount(world, id);
  world.accounts.delete(id);
  world.goneAccounts.add(id);
  world.emit(
    'account.application.deauthorized',
    { id: 'ca_platform', object: 'application', name: 'Cardhour' },
    { account: id },
  );
}
