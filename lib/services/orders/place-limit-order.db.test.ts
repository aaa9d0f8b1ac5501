import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import type { Ctx } from '../context';
import { describeJob } from '../quoting/describe-job';
import { clearRound } from '../rounds/clear-round';
import { inlineEngine } from '../rounds/engine';
import { engineContext, ownerContext } from '../testing/contexts';
import { renderingSpec, trainingSpec } from '../testing/jobs';
import { balanceOf, fund } from '../testing/market';
import { cancelOrder } from './cancel-order';
import { getOrder } from './get-order';
import { listOrders } from './list-orders';
import { placeLimitOrder } from './place-limit-order';

const YUAN = 1_000_000n;
let test: TestDatabase;
let provider: string;

beforeAll(async () => {
  test = await createTestDatabase({ connectionsMax: 30 });
  provider = await makeOrganization(test, { provider: true, group: 'Helan Holding' });
  await makePool(test, provider, { chip: 'l40s', cards: 8, askMicros: 10n * YUAN });
  await makePool(test, provider, { chip: 'l40s', cards: 8, askMicros: 12n * YUAN });
  await makePool(test, provider, { chip: 'h100-sxm-80gb', cards: 8, askMicros: 20n * YUAN });
});
afterAll(() => test.drop());

let requests = 0;
const requestId = () => `request-${++requests}`;
const orgOf = (ctx: Ctx): string => ctx.actor.organizationId ?? '';

const buyerWith = async (micros: bigint, group?: string): Promise<Ctx> => {
  const organizationId = await makeOrganization(test, { group });
  await fund(test, organizationId, micros);
  return ownerContext(test, organizationId, ['buyer']);
};

const frames = (count = 100) => ({
  ...renderingSpec({ now: test.now, frames: count }),
  calibrationChip: 'l40s',
  constraints: { chips: ['l40s'] },
});

const jobOf = async (buyer: Ctx, spec: unknown = frames()): Promise<string> =>
  (await describeJob(buyer, { name: 'Job', spec, quotes: false })).jobId;

const refusal = (run: Promise<unknown>) =>
  run.then(
    () => null,
    (error) =>
      error.details?.refusal ?? { code: error.code, facts: error.facts ?? {}, fields: error.details?.fields },
  );

const clear = () => clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });

describe('a limit order', () => {
  it('holds its whole limit, fills in the next round at the asks, and gives the rest back', async () => {
    const buyer = await buyerWith(100n * YUAN);
    const placed = await placeLimitOrder(buyer, {
      requestId: requestId(),
      jobId: await jobOf(buyer),
      limit: '40.00',
    });
    expect(placed).toMatchObject({ belowAsk: false, leastAtAsksMicros: 20n * YUAN });
    expect(await balanceOf(test, orgOf(buyer), 'held')).toBe(40n * YUAN);
    await clear();
    const { order, trade, leases } = await getOrder(buyer, { orderId: placed.orderId });
    expect(order.state).toBe('filled');
    expect(trade).toMatchObject({ payMicros: 20n * YUAN, roundNumber: 1 });
    expect(leases).toHaveLength(1);
    expect(await balanceOf(test, orgOf(buyer), 'held')).toBe(20n * YUAN);
    expect(await balanceOf(test, orgOf(buyer), 'available')).toBe(80n * YUAN);
  });

  it('under the asks says so, stays open with the round’s reason, and returns all when cancelled', async () => {
    const buyer = await buyerWith(100n * YUAN);
    const placed = await placeLimitOrder(buyer, {
      requestId: requestId(),
      jobId: await jobOf(buyer),
      limit: '4.00',
    });
    expect(placed.belowAsk).toBe(true);
    const round = await clear();
    const found = await getOrder(buyer, { orderId: placed.orderId });
    expect(found.order).toMatchObject({ state: 'open', lastReason: 'below_ask', roundsStood: 1 });
    expect(round.cleared && round.number).toBe(found.lastRoundNumber);
    await cancelOrder(buyer, { orderId: placed.orderId });
    expect(await balanceOf(test, orgOf(buyer), 'available')).toBe(100n * YUAN);
    const { rows } = await listOrders(buyer, { state: 'cancelled' });
    expect(rows.map(({ id }) => id)).toEqual([placed.orderId]);
  });

  it('without the money is refused with the short amount: 50.00 wanted, 30.00 there, 20.00 short', async () => {
    const buyer = await buyerWith(30n * YUAN);
    const run = placeLimitOrder(buyer, { requestId: requestId(), jobId: await jobOf(buyer), limit: '50.00' });
    expect(await refusal(run)).toMatchObject({
      code: 'insufficient_funds',
      facts: { shortMicros: 20n * YUAN },
    });
    expect((await listOrders(buyer, {})).total).toBe(0);
  });

  it('never names pools under the buyer’s own control, and without any other there is no order', async () => {
    const buyer = await buyerWith(50n * YUAN, 'Helan Holding');
    const run = placeLimitOrder(buyer, { requestId: requestId(), jobId: await jobOf(buyer), limit: '50.00' });
    expect(await refusal(run)).toMatchObject({ code: 'no_option' });
    expect(await balanceOf(test, orgOf(buyer), 'held')).toBe(0n);
  });

  it('for one frame names one pool of two: every lease needs a unit of its own', async () => {
    const buyer = await buyerWith(50n * YUAN);
    const placed = await placeLimitOrder(buyer, {
      requestId: requestId(),
      jobId: await jobOf(buyer, frames(1)),
      limit: '50.00',
    });
    const { order } = await getOrder(buyer, { orderId: placed.orderId });
    expect(order.options).toHaveLength(1);
  });

  it('for a training run names every gang a pool sells, and fills one of them', async () => {
    const buyer = await buyerWith(50_000n * YUAN);
    const jobId = await jobOf(buyer, trainingSpec({ now: test.now }));
    const placed = await placeLimitOrder(buyer, { requestId: requestId(), jobId, limit: '50000.00' });
    const { order } = await getOrder(buyer, { orderId: placed.orderId });
    expect(order.shape).toBe('block');
    expect(order.options.length).toBeGreaterThan(2);
    await clear();
    const filled = await getOrder(buyer, { orderId: placed.orderId });
    expect(filled.leases).toHaveLength(1);
    expect(await balanceOf(test, orgOf(buyer), 'held')).toBe(filled.trade?.payMicros);
  });

  it('20 times in parallel, one request places one order; with another limit it is a conflict', async () => {
    const buyer = await buyerWith(100n * YUAN);
    const input = { requestId: requestId(), jobId: await jobOf(buyer), limit: '30.00' };
    const all = await Promise.all(Array.from({ length: 20 }, () => placeLimitOrder(buyer, input)));
    expect(new Set(all.map(({ orderId }) => orderId)).size).toBe(1);
    expect(await balanceOf(test, orgOf(buyer), 'held')).toBe(30n * YUAN);
    expect(await refusal(placeLimitOrder(buyer, { ...input, limit: '31.00' }))).toMatchObject({
      code: 'conflict',
    });
    await placeLimitOrder(buyer, { ...input, limit: '30' });
  });

  it('names field and reason when the limit isn’t a positive amount', async () => {
    const buyer = await buyerWith(10n * YUAN);
    const jobId = await jobOf(buyer);
    for (const [limit, message] of [
      ['ten', 'amount'],
      ['0', 'too_small_above?minimum=0'],
      ['1.2345678', 'amount'],
    ])
      expect(await refusal(placeLimitOrder(buyer, { requestId: requestId(), jobId, limit }))).toMatchObject({
        code: 'invalid_input',
        fields: { limit: message },
      });
  });

  it('for another organization’s job looks missing', async () => {
    const [buyer, other] = [await buyerWith(10n * YUAN), await buyerWith(10n * YUAN)];
    const run = placeLimitOrder(other, { requestId: requestId(), jobId: await jobOf(buyer), limit: '5.00' });
    expect(await refusal(run)).toMatchObject({ code: 'not_found' });
  });
});
