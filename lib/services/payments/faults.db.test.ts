import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { type Fault, faultsBySeed, faultsInOrder, noFaults } from '@/e2e/stripe/faults';
import { type StripeStandIn, startStripe } from '@/e2e/stripe/start';
import { checkMarket } from '../market-check/check-market';
import { retryPayees } from '../payouts/refresh-payee';
import { engineContext } from '../testing/contexts';
import { balanceOf } from '../testing/market';
import { attemptDuePayments, attemptPayment } from './attempt-payment';
import { perform } from './testing/crash-deeds';
import { EFFECT_KINDS, type EffectKind, type Market, type ReadyEffect } from './testing/effects';
import { passOutsideTime } from './testing/pass-outside-time';
import { insertPayment } from './testing/payment-rows';
import { stripeTools } from './testing/stripe-tools';

const HOUR = 3_600_000;
const PATHS: Readonly<Record<EffectKind['call'], string>> = {
  makePayer: '/v1/customers',
  startTopUp: '/v1/checkout/sessions',
  refund: '/v1/refunds',
  pay: '/v1/transfers',
  makePayee: '/v1/accounts',
};

let test: TestDatabase;
let stripe: StripeStandIn;
let market: Market;

beforeAll(async () => {
  test = await createTestDatabase();
  stripe = await startStripe();
  stripe.dashboard.moveOwnMoney(100_000_00);
  market = { test, stripe, tools: stripeTools(stripe, 250) };
});
afterAll(async () => {
  await stripe.stop();
  await test.drop();
});

const at = (milliseconds: number) => engineContext(test, new Date(test.now.getTime() + milliseconds));

/** How much of the outside's time has passed since the last effects were made ready. */
let outsideTime = 0;
async function reach(milliseconds: number): Promise<void> {
  if (milliseconds <= outsideTime) return;
  await passOutsideTime(test, milliseconds - outsideTime);
  outsideTime = milliseconds;
}

/** The worker from one due attempt to the next, until an hour; payers pay what is open. */
async function work(untilHours: number): Promise<void> {
  for (;;) {
    const [due] = await test.ownerSql<{ at: Date | null }[]>`
      select min(next_attempt_at) as at from payments where state in ('pending', 'open')`;
    const next = due?.at ? due.at.getTime() - test.now.getTime() : Number.POSITIVE_INFINITY;
    await reach(Math.min(next, untilHours * HOUR));
    if (next > untilHours * HOUR) return;
    await attemptDuePayments(at(next), market.tools);
    for (const session of stripe.world.sessions.values())
      if (session.status === 'open') stripe.dashboard.pay(session.id);
  }
}

const rowOf = async ({ paymentId }: ReadyEffect) => {
  const [row] = await test.ownerSql`select state, failure, waits_for from payments where id = ${paymentId}`;
  return row;
};
const effectsOf = ({ paymentId }: ReadyEffect) => stripe.effectsWith('payment_id', paymentId ?? '');
const kindOf = (name: string): EffectKind => {
  const kind = EFFECT_KINDS[name];
  if (!kind) throw new Error(name);
  return kind;
};

/** Makes an effect ready and does it while Stripe fails as told. */
async function befallen(name: string, faults: readonly Fault[]): Promise<ReadyEffect> {
  const kind = kindOf(name);
  const ready = await kind.ready(market);
  outsideTime = 0;
  stripe.setFaults(faultsInOrder(faults.map((fault) => ({ at: `POST ${PATHS[kind.call]}`, fault }))));
  await perform(ready.deed, test, market.tools, () => undefined);
  return ready;
}

const EFFECTS = ['a checkout session', 'a refund', 'a transfer'] as const;
/** Broken connections come twice: the client itself repeats the first. */
const PASSING: readonly (readonly Fault[])[] = [
  ['timeout_before'],
  ['timeout_after'],
  ['reset_before', 'reset_before'],
  ['reset_after', 'reset_after'],
  ['error_early'],
  ['rate_limited', 'rate_limited', 'timeout_after'],
];

describe.each(EFFECTS)('%s', (name) => {
  it.each(PASSING.map((faults) => [faults.join(', '), faults] as const))(
    'after %s is done by the same key within the hour, once',
    async (_title, faults) => {
      const ready = await befallen(name, faults);
      expect(await rowOf(ready)).toMatchObject({ state: 'pending', waits_for: 'retry' });
      await work(1);
      expect(await rowOf(ready)).toMatchObject({ state: 'succeeded' });
      expect(effectsOf(ready)).toHaveLength(1);
    },
  );

  it('that happened behind a 500, which its key repeats for a day, is found by our id at the next attempt', async () => {
    const ready = await befallen(name, ['error_after']);
    expect(await rowOf(ready)).toMatchObject({ state: 'pending', waits_for: 'retry' });
    await work(1);
    expect(await rowOf(ready)).toMatchObject({ state: 'succeeded' });
    expect(effectsOf(ready)).toHaveLength(1);
  });

  it('that never happened behind a 500 is given up after 20 hours, with nothing done and nothing on its way', async () => {
    const ready = await befallen(name, ['error_inside']);
    await work(19);
    expect(await rowOf(ready)).toMatchObject({ state: 'pending' });
    await work(24);
    expect(await rowOf(ready)).toMatchObject({ state: 'failed', failure: 'never_happened' });
    expect(effectsOf(ready)).toEqual([]);
    expect(await balanceOf(test, ready.organizationId, 'in_payout')).toBe(0n);
  });

  it.each([
    ['timeout_after', 'succeeded', 1],
    ['timeout_before', 'failed', 0],
  ] as const)(
    'unknown (%s) while Stripe answers nothing but 500 for 20 hours is looked up, never sent again: %s',
    async (fault, state, effects) => {
      const ready = await befallen(name, [fault]);
      stripe.setFaults(() => 'error_early');
      await work(20);
      expect(await rowOf(ready)).toMatchObject({ state: 'pending' });
      stripe.setFaults(noFaults);
      const heard = stripe.heard.length;
      await work(24);
      expect(await rowOf(ready)).toMatchObject({ state });
      expect(effectsOf(ready)).toHaveLength(effects);
      expect(stripe.heard.slice(heard).filter(({ method }) => method === 'POST')).toEqual([]);
    },
  );
});

describe('an organization', () => {
  const externalId = async ({ organizationId }: ReadyEffect): Promise<string | null> => {
    const [row] = await test.ownerSql`
      select external_id from channel_accounts where organization_id = ${organizationId}`;
    return row?.external_id ?? null;
  };
  const partiesOf = ({ organizationId }: ReadyEffect, object: string) =>
    stripe
      .effectsWith('organization_id', organizationId)
      .flatMap((effect) => (effect.object === object ? [effect.id] : []));

  it('made a customer behind a 500, which its key repeats for a day, is found by our id after it and not made again', async () => {
    const ready = await befallen('a customer', ['error_after']);
    await work(24);
    expect(await rowOf(ready)).toMatchObject({ state: 'failed', failure: 'never_happened' });
    stripe.dashboard.advance(25 * HOUR);
    await reach(25 * HOUR);
    const { organizationId } = ready;
    const again = await insertPayment(test, { organizationId, kind: 'top_up', amountMicros: 9_000_000n });
    await attemptPayment(at(25 * HOUR), market.tools, again.id);
    expect(partiesOf(ready, 'customer')).toEqual([await externalId(ready)]);
  });

  it('made a connected account behind a 500 is found by our id after it and not made again', async () => {
    const ready = await befallen('a connected account', ['error_after']);
    await retryPayees(at(19 * HOUR), market.tools);
    expect(await externalId(ready)).toBeNull();
    stripe.dashboard.advance(25 * HOUR);
    await reach(25 * HOUR);
    await retryPayees(at(25 * HOUR), market.tools);
    expect(partiesOf(ready, 'account')).toEqual([await externalId(ready)]);
  });
});

it('a third of all calls gone wrong, 24 effects: as many as intended, and the books agree', async () => {
  outsideTime = 0;
  const ready: ReadyEffect[] = [];
  for (let round = 0; round < 8; round++)
    for (const name of EFFECTS) ready.push(await kindOf(name).ready(market));
  stripe.setFaults(faultsBySeed(5, 0.33, ['error_early', 'error_after', 'rate_limited', 'reset_after']));
  for (const { deed } of ready) await perform(deed, test, market.tools, () => undefined);
  await work(24);
  stripe.setFaults(noFaults);
  for (const it of ready) {
    expect(await rowOf(it)).toMatchObject({ state: 'succeeded' });
    expect(effectsOf(it)).toHaveLength(1);
  }
  expect((await checkMarket(engineContext(test))).disagreements).toEqual([]);
});
