import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { type StripeStandIn, startStripe } from '@/e2e/stripe/start';
import type { StripeEffect } from '@/e2e/stripe/world';
import { checkMarket } from '../market-check/check-market';
import { retryPayees } from '../payouts/refresh-payee';
import { engineContext } from '../testing/contexts';
import { balanceOf } from '../testing/market';
import { attemptDuePayments } from './attempt-payment';
import { EFFECT_POINTS, type EffectPoint } from './channel';
import { perform } from './testing/crash-deeds';
import { dieAt } from './testing/die-at';
import { EFFECT_KINDS, type EffectKind, type Market, type ReadyEffect } from './testing/effects';
import { stripeTools } from './testing/stripe-tools';

const YUAN = 1_000_000n;
const MINUTE = 60_000;
const AT_ONCE = 3;

let test: TestDatabase;
let stripe: StripeStandIn;
let market: Market;

beforeAll(async () => {
  test = await createTestDatabase();
  stripe = await startStripe();
  stripe.dashboard.moveOwnMoney(10_000_00);
  market = { test, stripe, tools: stripeTools(stripe) };
});
afterAll(async () => {
  await stripe.stop();
  await test.drop();
});

/** The steps on the way of an effect that nothing breaks off. */
async function stepsOf(kind: EffectKind): Promise<readonly string[]> {
  const steps: string[] = [];
  const { deed } = await kind.ready(market);
  await perform(deed, test, market.tools, (step) => void steps.push(step));
  return steps;
}

const isParty = ({ call }: EffectKind): boolean => call === 'makePayer' || call === 'makePayee';

/** Which of the steps is a named point: the payments' runner names its own, a party's are those around its call. */
function stepAt(steps: readonly string[], kind: EffectKind, point: EffectPoint): number {
  if (!isParty(kind)) return steps.indexOf(point);
  const { call } = kind;
  const called = steps.indexOf(`call ${call}`);
  const committed = steps.lastIndexOf('commit', called);
  return {
    before_write: steps.lastIndexOf('begin', committed),
    before_commit: committed,
    after_commit: called,
    after_call: steps.indexOf(`answer ${call}`),
  }[point];
}

interface Broken extends ReadyEffect {
  readonly name: string;
  readonly point: EffectPoint;
  readonly kind: EffectKind;
  readonly ended: string;
}

/** Breaks every effect off at every point, a few processes at a time. */
async function breakAll(): Promise<readonly Broken[]> {
  const wanted: { name: string; kind: EffectKind; point: EffectPoint; step: number }[] = [];
  for (const [name, kind] of Object.entries(EFFECT_KINDS)) {
    const steps = await stepsOf(kind);
    for (const point of EFFECT_POINTS) wanted.push({ name, kind, point, step: stepAt(steps, kind, point) });
  }
  const broken: Broken[] = [];
  const rest = wanted.values();
  const lane = async () => {
    for (const { name, kind, point, step } of rest) {
      const ready = await kind.ready(market);
      broken.push({ ...ready, name, kind, point, ended: await dieAt(market, ready.deed, step) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return broken;
}

const MADE: Readonly<Record<EffectKind['call'], StripeEffect['object']>> = {
  startTopUp: 'checkout.session',
  makePayer: 'customer',
  refund: 'refund',
  pay: 'transfer',
  makePayee: 'account',
};
/** What the outside world holds of ours at Stripe, as the ledger has it. */
async function outsideMicros({ ownerSql }: TestDatabase): Promise<bigint> {
  const [row] = await ownerSql`select balance_micros from accounts where id = 'platform/external:stripe/CNY'`;
  return BigInt(row?.balance_micros ?? 0);
}

/** What an intended effect came to at Stripe: a payment's by its row, a party's by its organization. */
const madeFor = ({ organizationId, paymentId, kind }: ReadyEffect & { readonly kind: EffectKind }): number =>
  (isParty(kind)
    ? stripe.effectsWith('organization_id', organizationId)
    : stripe.effectsWith('payment_id', paymentId ?? '')
  ).filter(({ object }) => object === MADE[kind.call]).length;

/** The worker's minutes, until nothing is left to do; payers pay what is open. */
async function drain(): Promise<void> {
  for (let minute = 1; minute <= 90; minute++) {
    const ctx = engineContext(test, new Date(test.now.getTime() + minute * MINUTE));
    await attemptDuePayments(ctx, market.tools);
    await retryPayees(ctx, market.tools);
    for (const session of stripe.world.sessions.values())
      if (session.status === 'open') stripe.dashboard.pay(session.id);
  }
}

describe('kill -9 at each point of each outside effect', () => {
  let broken: readonly Broken[];
  const facts = (fact: (it: Broken) => unknown) =>
    broken.map((it) => `${it.name}, ${it.point}: ${fact(it)}`).toSorted();

  beforeAll(async () => {
    broken = await breakAll();
  }, 300_000);

  it('ends the process there, each of the twenty', () => {
    expect(broken).toHaveLength(20);
    expect(facts(({ ended }) => ended)).toEqual(facts(() => 'SIGKILL'));
  });

  it('leaves the effect undone before the call and done after it', () => {
    expect(facts(madeFor)).toEqual(facts(({ point }) => (point === 'after_call' ? 1 : 0)));
  });

  it('the worker drains it: one effect for each intended one, nothing stuck, nothing paid twice', async () => {
    await drain();
    // A payee's row that was never committed is the provider's to ask for again.
    for (const it of broken)
      if (it.deed.does === 'set_up_payee' && it.point.startsWith('before'))
        await perform(it.deed, test, market.tools, () => undefined);
    expect(facts(madeFor)).toEqual(facts(() => 1));
    const states = await test.ownerSql`select distinct state from payments`;
    expect(states.map(({ state }) => state)).toEqual(['succeeded']);
    const unknown = await test.ownerSql`select * from channel_accounts where external_id is null`;
    expect(unknown).toHaveLength(0);
  });

  it('wallets hold 70.00, 30.00 + 70.00 and 100.00 − 40.00, the provider 100.00 − 60.00, and the books agree', async () => {
    const money = async ({ organizationId }: Broken) => {
      const kinds = ['available', 'payable', 'in_payout'];
      const micros = await Promise.all(kinds.map((kind) => balanceOf(test, organizationId, kind)));
      return micros.map((balance) => balance / YUAN).join(' ');
    };
    const found = new Map(await Promise.all(broken.map(async (it) => [it, await money(it)] as const)));
    const wanted: Readonly<Record<EffectKind['call'], string>> = {
      makePayer: '70 0 0',
      startTopUp: '100 0 0',
      refund: '60 0 0',
      pay: '0 40 0',
      makePayee: '0 0 0',
    };
    expect(facts((it) => found.get(it))).toEqual(facts(({ kind }) => wanted[kind.call]));
    expect((await checkMarket(engineContext(test))).disagreements).toEqual([]);
    const moved = [...stripe.world.movements.values()].filter(({ type }) => type !== 'topup');
    const minor = moved.reduce((sum, { amount }) => sum + amount, 0);
    expect(await outsideMicros(test)).toBe(-BigInt(minor) * 10_000n);
  });
});
