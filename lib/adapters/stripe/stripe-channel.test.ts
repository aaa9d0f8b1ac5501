import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Fault, faultsInOrder, noFaults } from '@/e2e/stripe/faults';
import { type StripeStandIn, startStripe } from '@/e2e/stripe/start';
import type { Answer, LookUpRequest, PaymentChannel } from '@/lib/services/payments/channel';
import { stripeChannel } from './stripe-channel';

const YUAN = 1_000_000n;
let stripe: StripeStandIn;
let channel: PaymentChannel;
let customer: string;
let made = 0;

beforeAll(async () => {
  stripe = await startStripe();
  channel = stripeChannel(
    {
      secretKey: stripe.secretKey,
      webhookSecret: stripe.webhookSecret,
      webhookSecretOld: null,
      livemode: false,
      apiBase: stripe.origin,
      methods: ['card', 'alipay', 'wechat_pay'],
    },
    500,
  );
  customer = done(await channel.makePayer(party('org_buyer'))).externalId;
});
afterAll(() => stripe.stop());
beforeEach(() => stripe.setFaults(noFaults));

const done = <T>(answer: Answer<T>): T => {
  if (answer.kind !== 'done') throw new Error(`${answer.kind}: ${answer.message}`);
  return answer.value;
};
const party = (organizationId: string) => ({
  organizationId,
  idempotencyKey: `party:${organizationId}`,
  registeredName: 'Westlake AI',
  country: 'CN',
  email: null,
});
const request = (yuan: bigint) => {
  const paymentId = `pay_${++made}`;
  return {
    paymentId,
    idempotencyKey: `key:${paymentId}`,
    organizationId: 'org_buyer',
    amountMicros: yuan * YUAN,
    currency: 'CNY',
  };
};
const topUp = (yuan: bigint) => ({
  ...request(yuan),
  payerExternalId: customer,
  returnUrl: 'http://market.test/buy/wallet',
});
const lookUp = (of: ReturnType<typeof request>, more: Partial<LookUpRequest> = {}): LookUpRequest => ({
  ...of,
  externalId: null,
  externalPaymentId: null,
  payerExternalId: customer,
  ...more,
});
const befalls = (at: string, fault: Fault) => stripe.setFaults(faultsInOrder([{ at, fault }]));
const SESSIONS = 'POST /v1/checkout/sessions';

/** A page for this much, paid on with a card; promises its payment. */
async function paid(yuan: bigint) {
  const page = done(await channel.startTopUp(topUp(yuan)));
  stripe.dashboard.pay(page.externalId);
  const effect = done(await channel.lookUp('top_up', lookUp(request(yuan), { externalId: page.externalId })));
  return effect?.externalPaymentId ?? '';
}

describe('a top-up by Checkout', () => {
  it('opens a page for the saved customer, tied to our row in session and payment; paid, it is 250.00 by card', async () => {
    const asked = topUp(250n);
    const page = done(await channel.startTopUp(asked));
    expect(page).toMatchObject({ state: 'open', amountMicros: 250n * YUAN, currency: 'CNY', method: null });
    expect(page.payUrl).toContain(stripe.origin);
    const session = stripe.world.sessions.get(page.externalId);
    expect(session).toMatchObject({ customer, client_reference_id: asked.paymentId });
    expect(session?.payment_method_types).toEqual(['card', 'alipay', 'wechat_pay']);
    stripe.dashboard.pay(page.externalId);
    const effect = done(await channel.lookUp('top_up', lookUp(asked, { externalId: page.externalId })));
    expect(effect).toMatchObject({
      state: 'succeeded',
      method: 'card',
      amountMicros: 250n * YUAN,
      payUrl: null,
    });
    const intent = stripe.world.intents.get(effect?.externalPaymentId ?? '');
    expect(intent?.metadata).toEqual({ payment_id: asked.paymentId, organization_id: 'org_buyer' });
  });

  it('asked twice with one key is one session', async () => {
    const asked = topUp(10n);
    const first = done(await channel.startTopUp(asked));
    expect(done(await channel.startTopUp(asked)).externalId).toBe(first.externalId);
    expect(stripe.effectsWith('payment_id', asked.paymentId)).toHaveLength(1);
  });

  it('an expired page failed; one that is complete but not paid is open until it is, by Alipay', async () => {
    const expired = topUp(10n);
    const page = done(await channel.startTopUp(expired));
    stripe.dashboard.expire(page.externalId);
    expect(done(await channel.lookUp('top_up', lookUp(expired)))).toMatchObject({
      state: 'failed',
      failure: 'expired',
    });
    const slow = topUp(10n);
    const { externalId } = done(await channel.startTopUp(slow));
    stripe.dashboard.pay(externalId, { method: 'alipay', later: true });
    expect(done(await channel.lookUp('top_up', lookUp(slow)))).toMatchObject({ state: 'open', payUrl: null });
    stripe.dashboard.finishPayment(externalId, 'succeeded');
    expect(done(await channel.lookUp('top_up', lookUp(slow)))).toMatchObject({
      state: 'succeeded',
      method: 'alipay',
    });
  });

  it('a connection that was closed is used once more with the same key: one session', async () => {
    for (const fault of ['reset_before', 'reset_after'] as const) {
      const asked = topUp(12n);
      befalls(SESSIONS, fault);
      expect([fault, (await channel.startTopUp(asked)).kind]).toEqual([fault, 'done']);
      expect(stripe.effectsWith('payment_id', asked.paymentId)).toHaveLength(1);
    }
  });

  it('a timeout, a 500 or a rate limit are unknown; found afterwards if it happened', async () => {
    const faults: readonly (readonly [Fault, 'found' | 'null'])[] = [
      ['timeout_before', 'null'],
      ['timeout_after', 'found'],
      ['error_early', 'null'],
      ['error_after', 'found'],
      ['rate_limited', 'null'],
    ];
    for (const [fault, expected] of faults) {
      const asked = topUp(12n);
      befalls(SESSIONS, fault);
      expect([fault, (await channel.startTopUp(asked)).kind]).toEqual([fault, 'unknown']);
      const found = done(await channel.lookUp('top_up', lookUp(asked)));
      expect([fault, found ? 'found' : 'null']).toEqual([fault, expected]);
    }
  });

  it('the same key with other parameters is unknown, for what it first made may stand', async () => {
    const asked = topUp(10n);
    done(await channel.startTopUp(asked));
    expect(await channel.startTopUp({ ...asked, amountMicros: 11n * YUAN })).toMatchObject({
      kind: 'unknown',
    });
  });

  it('too small an amount is a definite no; a wrong secret says nothing of what came before', async () => {
    expect(await channel.startTopUp(topUp(1n))).toMatchObject({ kind: 'refused', code: 'not_taken' });
    const stranger = stripeChannel(
      {
        secretKey: 'sk_test_wrong',
        webhookSecret: 'whsec_x',
        webhookSecretOld: null,
        livemode: false,
        apiBase: stripe.origin,
        methods: ['card'],
      },
      500,
    );
    expect((await stranger.startTopUp(topUp(10n))).kind).toBe('unknown');
  });
});

describe('a refund', () => {
  it('of 30.00 of 100.00 is found by its payment; more than is left is a definite no', async () => {
    const payment = await paid(100n);
    const asked = { ...request(30n), externalPaymentId: payment };
    expect(done(await channel.refund(asked))).toMatchObject({ state: 'succeeded', amountMicros: 30n * YUAN });
    expect(done(await channel.lookUp('refund', lookUp(asked, { externalPaymentId: payment })))).toMatchObject(
      {
        state: 'succeeded',
      },
    );
    const more = { ...request(71n), externalPaymentId: payment };
    expect((await channel.refund(more)).kind).toBe('refused');
    expect(done(await channel.lookUp('refund', lookUp(more, { externalPaymentId: payment })))).toBeNull();
  });

  it('of what the payer’s bank took back is a definite no: it went back already', async () => {
    const payment = await paid(100n);
    stripe.dashboard.dispute(payment);
    expect(await channel.refund({ ...request(10n), externalPaymentId: payment })).toMatchObject({
      kind: 'refused',
      code: 'already_returned',
    });
  });
});

describe('a payee and a payout', () => {
  it('an account is asked for its particulars on Stripe’s page, then paid once per key and found by its group', async () => {
    await paid(5000n);
    stripe.dashboard.advance(10 * 86_400_000);
    const account = done(await channel.makePayee(party('org_provider')));
    expect(account).toMatchObject({ enabled: false, disabled: false });
    expect(account.requirements.length).toBeGreaterThan(0);
    expect(
      done(await channel.onboardingUrl(account.externalId, 'http://market.test/sell/payouts')),
    ).toContain(account.externalId);
    const asked = { ...request(1000n), payeeExternalId: account.externalId };
    expect(await channel.pay(asked)).toMatchObject({ kind: 'refused', code: 'payee_closed' });
    stripe.dashboard.setAccount(account.externalId, 'enabled');
    expect(done(await channel.getPayee(account.externalId))).toMatchObject({
      enabled: true,
      requirements: [],
    });
    const before = done(await channel.balance('CNY')).availableMicros;
    const again = { ...request(1000n), payeeExternalId: account.externalId };
    for (let i = 0; i < 2; i++) expect(done(await channel.pay(again)).state).toBe('succeeded');
    expect(before - done(await channel.balance('CNY')).availableMicros).toBe(1000n * YUAN);
    expect(done(await channel.lookUp('payout', lookUp(again)))).toMatchObject({ amountMicros: 1000n * YUAN });
    const beyond = { ...request(9_000_000n), payeeExternalId: account.externalId };
    expect(await channel.pay(beyond)).toMatchObject({ kind: 'refused', code: 'balance_insufficient' });
    stripe.dashboard.setAccount(account.externalId, 'rejected');
    expect(done(await channel.getPayee(account.externalId))).toMatchObject({
      enabled: false,
      disabled: true,
    });
  });

  it('an account that left can’t be looked at, and is closed; one that never was is an answer of its own', async () => {
    const { externalId } = done(await channel.makePayee(party('org_leaving')));
    stripe.dashboard.setAccount(externalId, 'enabled');
    stripe.dashboard.leaveAccount(externalId);
    expect(done(await channel.getPayee(externalId))).toEqual({
      externalId,
      enabled: false,
      disabled: true,
      requirements: [],
    });
    expect(await channel.pay({ ...request(10n), payeeExternalId: externalId })).toMatchObject({
      kind: 'refused',
      code: 'payee_closed',
    });
    expect((await channel.getPayee('acct_never')).kind).toBe('refused');
  });

  it('lists the lines of the balance oldest first, top-ups and transfers by what our rows know, over several pages', async () => {
    const payment = await paid(20n);
    for (let i = 0; i < 105; i++) stripe.dashboard.moveOwnMoney(100 + i);
    const lines = done(await channel.listMovements(new Date(0)));
    expect(lines.length).toBeGreaterThan(105);
    const times = lines.map((line) => line.occurredAt.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(lines.find((line) => line.externalId === payment)).toMatchObject({
      kind: 'top_up',
      amountMicros: 20n * YUAN,
      currency: 'CNY',
    });
    expect(lines.filter((line) => line.kind === 'to_bank')).toHaveLength(105);
    expect(lines.find((line) => line.kind === 'payout')).toMatchObject({ amountMicros: -1000n * YUAN });
  });
});
