import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization } from '@/db/testing/fixtures';
import { type StripeStandIn, startStripe } from '@/e2e/stripe/start';
import { readStripeEvent, receivedOf } from '@/lib/adapters/stripe/read-event';
import { assert } from '@/lib/core/assert';
import { checkMarket } from '../market-check/check-market';
import { attemptPayment } from '../payments/attempt-payment';
import { type Deed, perform } from '../payments/testing/crash-deeds';
import { dieAt } from '../payments/testing/die-at';
import type { Market } from '../payments/testing/effects';
import { insertPayment } from '../payments/testing/payment-rows';
import { stripeTools } from '../payments/testing/stripe-tools';
import { engineContext } from '../testing/contexts';
import { balanceOf } from '../testing/market';
import { applyUntried } from './apply-untried';
import { receiveChannelEvent } from './receive-channel-event';

const YUAN = 1_000_000n;
let test: TestDatabase;
let stripe: StripeStandIn;
let market: Market;

beforeAll(async () => {
  test = await createTestDatabase();
  stripe = await startStripe();
  market = { test, stripe, tools: stripeTools(stripe) };
});
afterAll(async () => {
  await stripe.stop();
  await test.drop();
});

/** A top-up of 70.00 that was paid at Stripe, and the event that says so. */
async function paid(): Promise<{ readonly organizationId: string; readonly event: Stripe.Event }> {
  const organizationId = await makeOrganization(test);
  const row = await insertPayment(test, { organizationId, kind: 'top_up', amountMicros: 70n * YUAN });
  await attemptPayment(engineContext(test), market.tools, row.id);
  const [session] = stripe.effectsWith('payment_id', row.id);
  assert(session, 'session', { row: row.id });
  stripe.dashboard.pay(session.id);
  const event = [...stripe.world.events.values()].at(-1);
  assert(event?.type === 'checkout.session.completed', 'completed', { type: event?.type });
  return { organizationId, event };
}

const receive = (event: Stripe.Event) => receiveChannelEvent(engineContext(test), receivedOf(event));

/** At which step a deed's last write is about to be committed, and at which it has been. */
async function stepsOf(deed: Deed): Promise<{ before_commit: number; after_commit: number }> {
  const steps: string[] = [];
  await perform(deed, test, market.tools, (step) => void steps.push(step));
  return { before_commit: steps.lastIndexOf('commit'), after_commit: steps.indexOf('end') };
}

const jobsHeld = async () => {
  const rows = await test.ownerSql`select 1 from graphile_worker.jobs where locked_by is not null`;
  return rows.length;
};

describe.each(['before_commit', 'after_commit'] as const)('kill -9 %s', (point) => {
  it('of storing an event: sent again it is stored once, with one job', async () => {
    const { event } = await paid();
    const { [point]: step } = await stepsOf({ does: 'receive', event: (await paid()).event });
    expect(await dieAt(market, { does: 'receive', event }, step)).toBe('SIGKILL');
    expect(await receive(event)).toBe(point === 'before_commit');
    const rows = await test.ownerSql`
      select (select count(*)::int from channel_events where id = ${event.id}) as events,
        (select count(*)::int from graphile_worker.jobs where key = ${`apply-channel-event:${event.id}`}) as jobs`;
    expect(rows[0]).toEqual({ events: 1, jobs: 1 });
    await applyUntried(engineContext(test), { payments: market.tools, read: readStripeEvent });
    await test.ownerSql`delete from graphile_worker._private_jobs`;
  });

  it('of applying it, with its job held by the dead worker: credited 70.00 once, within the minute', async () => {
    const twin = await paid();
    await receive(twin.event);
    const { [point]: step } = await stepsOf({ does: 'apply', eventId: twin.event.id });
    await test.ownerSql`delete from graphile_worker._private_jobs`;
    const { organizationId, event } = await paid();
    await receive(event);
    const held = await jobsHeld();
    expect(await dieAt(market, { does: 'serve_queue', appUrl: test.urls.app }, step)).toBe('SIGKILL');
    expect(await jobsHeld()).toBe(held + 1);
    expect(await balanceOf(test, organizationId, 'available')).toBe(
      point === 'before_commit' ? 0n : 70n * YUAN,
    );
    const tools = { payments: market.tools, read: readStripeEvent };
    expect(await applyUntried(engineContext(test), tools)).toBe(point === 'before_commit' ? 1 : 0);
    await applyUntried(engineContext(test), tools);
    expect(await balanceOf(test, organizationId, 'available')).toBe(70n * YUAN);
    expect((await checkMarket(engineContext(test))).disagreements).toEqual([]);
    await test.ownerSql`delete from graphile_worker._private_jobs`;
  });
});
