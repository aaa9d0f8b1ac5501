import type Stripe from 'stripe';
import { createSession, expireSession, findSession } from './checkout';
import { findDispute } from './disputes';
import type { Form } from './form';
import { page } from './lists';
import { asOfNow, getBalance } from './movements';
import { createAccount, createAccountLink, createCustomer, findAccount, findCustomer } from './parties';
import { invalid, missing, StripeProblem } from './problem';
import { createRefund, findRefund } from './refunds';
import { createTransfer, findTransfer, reverseTransfer } from './transfers';
import type { World } from './world';

type Endpoint = (world: World, form: Form, id: string) => object;

const found = <T>(what: string, id: string, it: T | undefined): T => {
  if (it === undefined) throw missing(what, id, 'id');
  return it;
};

/** What this stand-in knows of Stripe's API; `:id` is one part of the path. */
const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  'POST /v1/customers': createCustomer,
  'GET /v1/customers': (world, form) =>
    page(form, '/v1/customers', world.customers.values(), { email: (it, wanted) => it.email === wanted }),
  'GET /v1/customers/search': searchCustomers,
  'GET /v1/customers/:id': (world, _form, id) => findCustomer(world, id, 'id'),
  'POST /v1/checkout/sessions': createSession,
  'GET /v1/checkout/sessions': (world, form) =>
    page(form, '/v1/checkout/sessions', world.sessions.values(), {
      customer: (it, wanted) => it.customer === wanted,
      payment_intent: (it, wanted) => it.payment_intent === wanted,
      status: (it, wanted) => it.status === wanted,
    }),
  'GET /v1/checkout/sessions/:id': (world, _form, id) => findSession(world, id),
  'POST /v1/checkout/sessions/:id/expire': (world, _form, id) => expireSession(world, id),
  'GET /v1/payment_intents': (world, form) =>
    page(form, '/v1/payment_intents', world.intents.values(), {
      customer: (it, wanted) => it.customer === wanted,
    }),
  'GET /v1/payment_intents/:id': (world, _form, id) => found('payment_intent', id, world.intents.get(id)),
  'GET /v1/charges': (world, form) =>
    page(form, '/v1/charges', world.charges.values(), {
      customer: (it, wanted) => it.customer === wanted,
      payment_intent: (it, wanted) => it.payment_intent === wanted,
    }),
  'GET /v1/charges/:id': (world, _form, id) => found('charge', id, world.charges.get(id)),
  'POST /v1/refunds': createRefund,
  'GET /v1/refunds': (world, form) =>
    page(form, '/v1/refunds', world.refunds.values(), {
      payment_intent: (it, wanted) => it.payment_intent === wanted,
      charge: (it, wanted) => it.charge === wanted,
    }),
  'GET /v1/refunds/:id': (world, _form, id) => findRefund(world, id),
  'GET /v1/disputes': (world, form) =>
    page(form, '/v1/disputes', world.disputes.values(), {
      payment_intent: (it, wanted) => it.payment_intent === wanted,
      charge: (it, wanted) => it.charge === wanted,
    }),
  'GET /v1/disputes/:id': (world, _form, id) => findDispute(world, id),
  'POST /v1/accounts': createAccount,
  'GET /v1/accounts': (world, form) => page(form, '/v1/accounts', world.accounts.values()),
  'GET /v1/accounts/:id': (world, _form, id) => findAccount(world, id),
  'POST /v1/account_links': createAccountLink,
  'POST /v1/transfers': createTransfer,
  'GET /v1/transfers': (world, form) =>
    page(form, '/v1/transfers', world.transfers.values(), {
      transfer_group: (it, wanted) => it.transfer_group === wanted,
      destination: (it, wanted) => it.destination === wanted,
    }),
  'GET /v1/transfers/:id': (world, _form, id) => findTransfer(world, id),
  'POST /v1/transfers/:id/reversals': (world, form, id) => {
    form.allow('amount', 'metadata', 'description');
    return reverseTransfer(world, id, { amount: form.whole('amount'), metadata: form.map('metadata') });
  },
  'GET /v1/transfers/:id/reversals': (world, form, id) =>
    page(form, `/v1/transfers/${id}/reversals`, [...findTransfer(world, id).reversals.data].reverse()),
  'GET /v1/balance': (world) => getBalance(world),
  'GET /v1/balance_transactions': (world, form) =>
    page(
      form,
      '/v1/balance_transactions',
      [...world.movements.values()].map((line) => asOfNow(world, line)),
      {
        type: (it, wanted) => it.type === wanted,
        source: (it, wanted) => it.source === wanted,
        currency: (it, wanted) => it.currency === wanted,
      },
    ),
  'GET /v1/balance_transactions/:id': (world, _form, id) =>
    asOfNow(world, found('balance transaction', id, world.movements.get(id))),
  'GET /v1/events': (world, form) => listEvents(world, form),
  'GET /v1/events/:id': (world, _form, id) => found('event', id, world.events.get(id)),
};

function listEvents(world: World, form: Form): object {
  const types = form.list('types');
  const wanted = [...world.events.values()].filter((it) => types.length === 0 || types.includes(it.type));
  const filters = { type: (it: Stripe.Event, type: string) => it.type === type, types: () => true };
  return page(form, '/v1/events', wanted, filters);
}

/** Search by one value of the metadata, which is all that is asked here. */
function searchCustomers(world: World, form: Form): object {
  form.allow('query', 'limit', 'page');
  const query = form.need('query');
  const [, name, value] = /^metadata\['(\w+)'\]:'([^']*)'$/.exec(query) ?? [];
  if (name === undefined) throw invalid(`This stand-in can’t search for ${query}.`, { param: 'query' });
  const data = [...world.customers.values()].filter((it) => it.metadata[name] === value);
  return { object: 'search_result', data, has_more: false, next_page: null, url: '/v1/customers/search' };
}

const ROUTES = Object.entries(ENDPOINTS).map(([name, endpoint]) => {
  const [method, path] = name.split(' ');
  return { method, pattern: new RegExp(`^${path?.replace(':id', '([^/]+)')}$`), endpoint };
});

/** The endpoint of a request, ready to be called with its parameters. */
export function endpointOf(method: string, path: string): (world: World, form: Form) => object {
  for (const route of ROUTES) {
    const match = route.method === method ? route.pattern.exec(path) : null;
    if (match) return (world, form) => route.endpoint(world, form, decodeURIComponent(match[1] ?? ''));
  }
  throw new StripeProblem(404, 'invalid_request_error', `Unrecognized request URL (${method}: ${path}).`);
}

/** Any object by its id, for `expand`. */
export function objectById(world: World, id: string): object | null {
  const movement = world.movements.get(id);
  if (movement) return asOfNow(world, movement);
  const shelves = [
    world.customers,
    world.sessions,
    world.intents,
    world.charges,
    world.refunds,
    world.disputes,
    world.accounts,
    world.transfers,
  ];
  for (const shelf of shelves) {
    const it = shelf.get(id);
    if (it) return it;
  }
  for (const transfer of world.transfers.values()) {
    const reversal = transfer.reversals.data.find((one) => one.id === id);
    if (reversal) return reversal;
  }
  return null;
}
