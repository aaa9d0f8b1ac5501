import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import type { Ctx } from '../context';
import { cancelLease } from '../leases/cancel-lease';
import { acceptQuote } from '../orders/accept-quote';
import { getOrder } from '../orders/get-order';
import { placeLimitOrder } from '../orders/place-limit-order';
import { describeJob } from '../quoting/describe-job';
import { getJob } from '../quoting/get-job';
import { clearRound } from '../rounds/clear-round';
import { inlineEngine } from '../rounds/engine';
import { engineContext, ownerContext } from '../testing/contexts';
import { renderingSpec } from '../testing/jobs';
import { fund } from '../testing/market';
import { refusalOf } from '../testing/people';
import { endBudget } from './end-budget';
import { findRoom } from './find-room';
import { listBudgets } from './list-budgets';
import { setBudget } from './set-budget';

const YUAN = 1_000_000n;
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase({ connectionsMax: 30 });
  const provider = await makeOrganization(test, { provider: true });
  await makePool(test, provider, { chip: 'l40s', cards: 8, askMicros: 10n * YUAN });
});
afterAll(() => test.drop());

let requests = 0;
const requestId = () => `request-${++requests}`;

const buyerWith = async (micros: bigint): Promise<Ctx> => {
  const organizationId = await makeOrganization(test);
  await fund(test, organizationId, micros);
  return ownerContext(test, organizationId, ['buyer']);
};

const jobOf = async (buyer: Ctx, label = '', quotes = false): Promise<string> => {
  const spec = {
    ...renderingSpec({ now: test.now }),
    calibrationChip: 'l40s',
    constraints: { chips: ['l40s'] },
  };
  return (await describeJob(buyer, { name: 'Frames', label, spec, quotes })).jobId;
};

const order = async (buyer: Ctx, jobId: string, limit: string) =>
  placeLimitOrder(buyer, { requestId: requestId(), jobId, limit });

const factsOf = (run: Promise<unknown>) =>
  run.then(
    () => null,
    (error) => error.details?.refusal?.facts,
  );

describe('a budget', () => {
  it('of 50.00 for a label admits 30.00, refuses 20.000001 with the figures, and leaves other labels alone', async () => {
    const buyer = await buyerWith(500n * YUAN);
    await setBudget(buyer, { label: 'atlas', period: 'total', cap: '50.00' });
    const [atlas, other] = [await jobOf(buyer, 'atlas'), await jobOf(buyer, 'other')];
    await order(buyer, atlas, '30.00');
    expect(await factsOf(order(buyer, atlas, '20.000001'))).toEqual({
      scope: 'label',
      label: 'atlas',
      period: 'total',
      capMicros: 50n * YUAN,
      committedMicros: 30n * YUAN,
      spentMicros: 0n,
      orderMicros: 20n * YUAN + 1n,
      overMicros: 1n,
    });
    await order(buyer, other, '100.00');
    expect(await findRoom(buyer, { label: 'atlas' })).toMatchObject({
      label: 'atlas',
      leftMicros: 20n * YUAN,
    });
    expect(await findRoom(buyer, { label: 'other' })).toBeNull();
  });

  it('is kept by accepting a quote too: what a quote costs counts before anything is reserved', async () => {
    const buyer = await buyerWith(500n * YUAN);
    await setBudget(buyer, { period: 'month', cap: '1.00' });
    const { quotes } = await getJob(buyer, { jobId: await jobOf(buyer, '', true) });
    const quoteId = quotes[0]?.id ?? '';
    expect(await refusalOf(acceptQuote(buyer, { requestId: requestId(), quoteId }))).toBe('budget_exceeded');
    await setBudget(buyer, { period: 'month', cap: '200.00' });
    const accepted = await acceptQuote(buyer, { requestId: requestId(), quoteId });
    const { budgets } = await listBudgets(buyer);
    expect(budgets).toMatchObject([
      { label: null, capMicros: 200n * YUAN, committedMicros: accepted.payMicros, spentMicros: 0n },
    ]);
  });

  it('counts a filled order at what its lease costs, not its limit, and a left lease at what it may still cost', async () => {
    const buyer = await buyerWith(500n * YUAN);
    await setBudget(buyer, { period: 'total', cap: '100.00' });
    const placed = await order(buyer, await jobOf(buyer), '90.00');
    expect((await listBudgets(buyer)).budgets[0]?.committedMicros).toBe(90n * YUAN);
    await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });
    const { trade, leases } = await getOrder(buyer, { orderId: placed.orderId });
    expect((await listBudgets(buyer)).budgets[0]?.committedMicros).toBe(trade?.payMicros);
    const { chargedMicros, heldMicros } = await cancelLease(buyer, { leaseId: leases[0]?.id });
    expect(chargedMicros + heldMicros).toBe(trade?.payMicros);
    expect((await listBudgets(buyer)).budgets[0]).toMatchObject({
      committedMicros: heldMicros,
      spentMicros: chargedMicros,
    });
  });

  it('of a month counts the orders placed in it: on the first of the next one all of it is there again', async () => {
    const buyer = await buyerWith(500n * YUAN);
    await setBudget(buyer, { period: 'month', cap: '40.00' });
    const jobId = await jobOf(buyer);
    await order(buyer, jobId, '40.00');
    expect(await findRoom(buyer, { label: '' })).toMatchObject({ leftMicros: 0n });
    const later = ownerContext(test, buyer.actor.organizationId ?? '', ['buyer'], {
      now: new Date('2026-12-01T00:00:00Z'),
    });
    expect(await findRoom(later, { label: '' })).toMatchObject({ leftMicros: 40n * YUAN });
  });

  it('50 orders of 10.00 at the same time under a cap of 95.00: nine stand, 41 are refused', async () => {
    const buyer = await buyerWith(1000n * YUAN);
    await setBudget(buyer, { label: 'rush', period: 'month', cap: '95.00' });
    const jobId = await jobOf(buyer, 'rush');
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => refusalOf(order(buyer, jobId, '10.00'))),
    );
    expect(answers.filter((answer) => answer === 'not refused')).toHaveLength(9);
    expect(answers.filter((answer) => answer === 'budget_exceeded')).toHaveLength(41);
    expect((await listBudgets(buyer)).budgets[0]?.committedMicros).toBe(90n * YUAN);
  });

  it('the same request sent 20 times at once places one order and is never refused for its own twin', async () => {
    const buyer = await buyerWith(1000n * YUAN);
    await setBudget(buyer, { period: 'month', cap: '15.00' });
    const jobId = await jobOf(buyer);
    const same = { requestId: requestId(), jobId, limit: '10.00' };
    const placed = await Promise.all(Array.from({ length: 20 }, () => placeLimitOrder(buyer, same)));
    expect(new Set(placed.map(({ orderId }) => orderId)).size).toBe(1);
  });

  it('is one for each label and period: a later cap takes its place, an ended one counts no more, both stay in the history', async () => {
    const buyer = await buyerWith(100n * YUAN);
    const { budgetId } = await setBudget(buyer, { label: 'atlas', period: 'month', cap: '5.00' });
    expect(await setBudget(buyer, { label: 'atlas', period: 'month', cap: '7.50' })).toEqual({ budgetId });
    for (let again = 0; again < 2; again++) {
      const { budgets } = await listBudgets(buyer);
      await endBudget(buyer, { budgetId: budgets[0]?.id });
      await order(buyer, await jobOf(buyer, 'atlas'), '20.00');
      await setBudget(buyer, { label: 'atlas', period: 'month', cap: '9.00' });
    }
    const { history, labels } = await listBudgets(buyer);
    expect(labels).toEqual(['atlas']);
    expect(history.map(({ verb, facts }) => [verb, facts.cap])).toEqual([
      ['budgets.set-budget', '9.00'],
      ['budgets.end-budget', '9.00'],
      ['budgets.set-budget', '9.00'],
      ['budgets.end-budget', '7.50'],
      ['budgets.set-budget', '7.50'],
      ['budgets.set-budget', '5.00'],
    ]);
  });

  it('of another organization can’t be ended, and a cap is an amount', async () => {
    const [mine, theirs] = [await buyerWith(YUAN), await buyerWith(YUAN)];
    const { budgetId } = await setBudget(mine, { period: 'total', cap: '5.00' });
    expect(await refusalOf(endBudget(theirs, { budgetId }))).toBe('not_found');
    expect(await refusalOf(setBudget(mine, { period: 'total', cap: '-1' }))).toEqual({ cap: 'amount' });
  });
});
