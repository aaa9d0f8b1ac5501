import Stripe from 'stripe';
import { afterEach, describe, expect, it } from 'vitest';
import { faultsBySeed, faultsInOrder } from './faults';
import { type StripeOptions, type StripeStandIn, startStripe } from './start';

const DAY = 86_400_000;
const running: StripeStandIn[] = [];

/** A stand-in whose clock stands, and the real client against it. */
async function open(options: StripeOptions = {}) {
  const house = { feeBps: 300, feeFixed: 0, ...options.house };
  const standIn = await startStripe({ standsAt: new Date('2026-11-02T01:00:00Z'), ...options, house });
  running.push(standIn);
  const { hostname, port } = new URL(standIn.origin);
  const stripe = new Stripe(standIn.secretKey, {
    host: hostname,
    port: Number(port),
    protocol: 'http',
    maxNetworkRetries: 0,
    timeout: 400,
    telemetry: false,
  });
  return { standIn, stripe };
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((standIn) => standIn.stop()));
});

const CHECKOUT: Stripe.Checkout.SessionCreateParams = {
  mode: 'payment',
  line_items: [
    {
      quantity: 1,
      price_data: { currency: 'cny', unit_amount: 100_000, product_data: { name: 'Top-up' } },
    },
  ],
  success_url: 'http://shop.test/back?session={CHECKOUT_SESSION_ID}',
  cancel_url: 'http://shop.test/back',
  metadata: { payment_id: 'pay_1' },
  payment_intent_data: { metadata: { payment_id: 'pay_1' } },
};

const press = (url: string, act: string) =>
  fetch(url, { method: 'POST', body: new URLSearchParams({ act, method: 'alipay' }), redirect: 'manual' });

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => {
      if (error instanceof Stripe.errors.StripeError)
        return { type: error.type, code: error.code, status: error.statusCode };
      throw error;
    },
  );

describe('money in', () => {
  it('a checkout of 1,000.00 paid on the hosted page: paid, 970.00 available after seven days, and told in events', async () => {
    const { standIn, stripe } = await open();
    const session = await stripe.checkout.sessions.create(CHECKOUT);
    expect(session).toMatchObject({ status: 'open', payment_status: 'unpaid', amount_total: 100_000 });
    expect(await (await fetch(String(session.url))).text()).toContain('stand-in for Stripe');
    const back = await press(String(session.url), 'pay');
    expect(back.headers.get('location')).toBe(`http://shop.test/back?session=${session.id}`);

    const paid = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent.latest_charge'],
    });
    expect(paid).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      payment_intent: {
        metadata: { payment_id: 'pay_1' },
        latest_charge: { payment_method_details: { type: 'alipay' } },
      },
    });
    const balance = async () => {
      const { available, pending } = await stripe.balance.retrieve();
      return [available[0]?.amount, pending[0]?.amount];
    };
    expect(await balance()).toEqual([0, 97_000]);
    standIn.dashboard.advance(7 * DAY);
    expect(await balance()).toEqual([97_000, 0]);
    const told = await stripe.events.list({ types: ['checkout.session.completed'] });
    expect(told.data.map((event) => event.type)).toEqual(['checkout.session.completed']);
    expect(standIn.effectsWith('payment_id', 'pay_1')).toHaveLength(1);
  });

  it('paid later: complete but unpaid until the payer’s side answers; cancelled: still open, expired after a day', async () => {
    const { standIn, stripe } = await open();
    const later = await stripe.checkout.sessions.create(CHECKOUT);
    await press(String(later.url), 'later');
    expect(standIn.world.sessions.get(later.id)).toMatchObject({
      status: 'complete',
      payment_status: 'unpaid',
    });
    standIn.dashboard.finishPayment(later.id, 'succeeded');
    expect(standIn.world.sessions.get(later.id)?.payment_status).toBe('paid');

    const left = await stripe.checkout.sessions.create(CHECKOUT);
    expect((await press(String(left.url), 'cancel')).headers.get('location')).toBe('http://shop.test/back');
    standIn.dashboard.advance(DAY);
    expect((await stripe.checkout.sessions.retrieve(left.id)).status).toBe('expired');
  });
});

describe('the same key', () => {
  const refundOf = async (stripe: Stripe, standIn: StripeStandIn) => {
    const session = await stripe.checkout.sessions.create(CHECKOUT);
    standIn.dashboard.pay(session.id);
    return (amount: number) =>
      stripe.refunds.create(
        { payment_intent: String(standIn.world.sessions.get(session.id)?.payment_intent), amount },
        { idempotencyKey: 'refund:1' },
      );
  };

  it('with the same parameters is one refund, with others an idempotency error, after a day a second refund', async () => {
    const { standIn, stripe } = await open();
    const refund = await refundOf(stripe, standIn);
    const first = await refund(100);
    expect((await refund(100)).id).toBe(first.id);
    expect(await failure(refund(200))).toMatchObject({ type: 'StripeIdempotencyError', status: 400 });
    standIn.dashboard.advance(DAY);
    expect((await refund(100)).id).not.toBe(first.id);
  });

  it('answers what it answered first: a refusal for want of balance stays one, a 500 stays a 500', async () => {
    const { standIn, stripe } = await open();
    const account = await stripe.accounts.create({
      type: 'express',
      capabilities: { transfers: { requested: true } },
    });
    const transfer = (idempotencyKey: string) =>
      stripe.transfers.create({ amount: 500, currency: 'cny', destination: account.id }, { idempotencyKey });
    expect(await failure(transfer('t:1'))).toMatchObject({ code: 'insufficient_capabilities_for_transfer' });
    standIn.dashboard.setAccount(account.id, 'enabled');
    expect(await failure(transfer('t:2'))).toMatchObject({ code: 'balance_insufficient' });
    standIn.dashboard.moveOwnMoney(1_000);
    expect(await failure(transfer('t:2'))).toMatchObject({ code: 'balance_insufficient' });
    standIn.setFaults(faultsInOrder([{ at: 'POST /v1/transfers', fault: 'error_after' }]));
    expect(await failure(transfer('t:3'))).toMatchObject({ status: 500 });
    expect(await failure(transfer('t:3'))).toMatchObject({ status: 500 });
    expect(standIn.world.transfers.size).toBe(1);
  });
});

describe('faults', () => {
  it('a timeout or a reset after the effect leaves one effect, before it none; a repeated key finds it', async () => {
    const { standIn, stripe } = await open();
    const create = (idempotencyKey: string) => stripe.customers.create({ name: 'Lumen' }, { idempotencyKey });
    standIn.setFaults(
      faultsInOrder(
        (
          ['timeout_before', 'timeout_after', 'reset_after', null, 'rate_limited', 'error_early'] as const
        ).map((fault) => ({ at: 'POST /v1/customers', fault })),
      ),
    );
    expect(await failure(create('c:1'))).toMatchObject({ type: 'StripeConnectionError' });
    expect(standIn.world.customers.size).toBe(0);
    expect(await failure(create('c:2'))).toMatchObject({ type: 'StripeConnectionError' });
    expect(standIn.world.customers.size).toBe(1);
    // The client itself repeats a broken connection once, by the same key.
    expect((await create('c:3')).name).toBe('Lumen');
    expect(await failure(create('c:4'))).toMatchObject({ status: 429 });
    expect(await failure(create('c:4'))).toMatchObject({ status: 500 });
    expect((await create('c:4')).name).toBe('Lumen');
    expect(standIn.world.customers.size).toBe(3);
  });

  it('drawn from a seed are the same each time, about the share asked for', () => {
    const drawn = (seed: number) => {
      const plan = faultsBySeed(seed, 0.3);
      return Array.from({ length: 400 }, () =>
        plan({ method: 'POST', path: '/v1/refunds', idempotencyKey: null }),
      );
    };
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7)).not.toEqual(drawn(8));
    expect(drawn(7).filter((fault) => fault !== null).length).toBeGreaterThan(90);
  });
});

describe('webhooks', () => {
  it('are signed by both secrets while they change, sent twice, late, or again after a loss, as planned', async () => {
    const faults = ['twice', 'late', 'lost'] as const;
    let at = 0;
    const { standIn, stripe } = await open({ webhookPlan: () => faults[at++] ?? null });
    const heard: { body: string; signature: string }[] = [];
    const { createServer } = await import('node:http');
    const endpoint = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        heard.push({ body, signature: String(request.headers['stripe-signature']) });
        response.end();
      });
    }).listen(0);
    const address = endpoint.address();
    standIn.webhooks.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
    standIn.webhooks.rotate('whsec_new');
    for (const name of ['Lumen', 'Jinghe', 'Qianling']) await stripe.customers.create({ name });
    await standIn.webhooks.drain();
    endpoint.close();
    const names = heard.map(({ body, signature }) => {
      for (const secret of ['whsec_new', standIn.webhookSecret])
        expect(Stripe.webhooks.constructEvent(body, signature, secret).type).toBe('customer.created');
      return JSON.parse(body).data.object.name;
    });
    expect(names.toSorted()).toEqual(['Jinghe', 'Lumen', 'Lumen', 'Qianling']);
    expect(standIn.webhooks.waitingCount).toBe(0);
  });
});

describe('money out and back', () => {
  it('onboarding, a transfer of 400.00 and its reversal of 100.00; a chargeback with its fee, won again', async () => {
    const { standIn, stripe } = await open({ house: { disputeFee: 5_000 } });
    const session = await stripe.checkout.sessions.create(CHECKOUT);
    standIn.dashboard.pay(session.id);
    standIn.dashboard.advance(7 * DAY);
    const account = await stripe.accounts.create({
      type: 'express',
      capabilities: { transfers: { requested: true } },
    });
    const link = await stripe.accountLinks.create({
      account: account.id,
      type: 'account_onboarding',
      return_url: 'http://shop.test/back',
      refresh_url: 'http://shop.test/again',
    });
    expect((await press(link.url, 'finish')).headers.get('location')).toBe('http://shop.test/back');
    expect((await press(link.url, 'finish')).headers.get('location')).toBe('http://shop.test/again');
    const transfer = await stripe.transfers.create({
      amount: 40_000,
      currency: 'cny',
      destination: account.id,
    });
    standIn.dashboard.reverseTransfer(transfer.id, 10_000);
    const dispute = standIn.dashboard.dispute(session.id);
    expect(
      await failure(stripe.refunds.create({ payment_intent: String(dispute.payment_intent) })),
    ).toMatchObject({
      code: 'charge_disputed',
    });
    standIn.dashboard.closeDispute(dispute.id, 'won');

    const lines = await stripe.balanceTransactions.list({ limit: 2 }).autoPagingToArray({ limit: 100 });
    expect(lines.map(({ type, amount, fee }) => [type, amount, fee])).toEqual([
      ['adjustment', 100_000, 0],
      ['adjustment', -100_000, 5_000],
      ['transfer_refund', 10_000, 0],
      ['transfer', -40_000, 0],
      ['charge', 100_000, 3_000],
    ]);
    expect((await stripe.balance.retrieve()).available[0]?.amount).toBe(100_000 - 3_000 - 30_000 - 5_000);
  });

  it('a parameter Stripe doesn’t know is refused, an id that leads nowhere too', async () => {
    const { stripe } = await open();
    const odd = { name: 'Lumen', favourite: 'blue' };
    expect(await failure(stripe.customers.create(odd))).toMatchObject({ code: 'parameter_unknown' });
    expect(await failure(stripe.refunds.retrieve('re_none'))).toMatchObject({ status: 404 });
  });
});
