import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { replacements } from '@/db/schema';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { hourOf, hourStart } from '@/lib/core/hours';
import { setBudget } from '../budgets/set-budget';
import type { Ctx } from '../context';
import { acceptDelivery } from '../leases/accept-delivery';
import { giveUpLease } from '../leases/give-up-lease';
import { reportDelivery } from '../leases/report-delivery';
import { moveDueLeases } from '../leases/run-leases';
import { checkMarket } from '../market-check/check-market';
import { describeJob } from '../quoting/describe-job';
import { clearRound } from '../rounds/clear-round';
import { inlineEngine } from '../rounds/engine';
import { engineContext, ownerContext } from '../testing/contexts';
import { renderingSpec } from '../testing/jobs';
import { balanceOf, earned, fund } from '../testing/market';
import { withdraw } from '../wallet/withdraw';
import { acceptQuote } from './accept-quote';
import { buyAgain, buyAgainDue } from './buy-again';
import { placeLimitOrder } from './place-limit-order';

const YUAN = 1_000_000n;
const FILE = { name: 'frames.tar', sha256: 'a'.repeat(64), bytes: 1000 };
let test: TestDatabase;
let requests = 0;

beforeAll(async () => {
  test = await createTestDatabase({ connectionsMax: 20 });
});
afterEach(() => test.ownerSql`update pools set status = 'suspended'`);
afterAll(() => test.drop());

const clear = (now?: Date) =>
  clearRound(engineContext(test, now), { engine: inlineEngine, startedBy: 'operator' });

/** A provider with 10,000.00 payable and a pool of eight cards at this ask. */
async function seller(askMicros: bigint): Promise<string> {
  const provider = await makeOrganization(test, { provider: true });
  await makePool(test, provider, { cards: 8, askMicros });
  await earned(test, provider, 10_000n * YUAN);
  return provider;
}

interface Placed {
  readonly id: string;
  readonly buyer: string;
}

/** 1,000 frames, eleven card-hours, under 500.00, by a buyer with 1,000.00. */
async function order(
  changes: { readonly buyAgain?: boolean; readonly hours?: number } = {},
): Promise<Placed> {
  const { hours = 40, ...asked } = changes;
  const buyer = await makeOrganization(test);
  await fund(test, buyer, 1000n * YUAN);
  const owner = ownerContext(test, buyer, ['buyer']);
  const spec = renderingSpec({ now: test.now, frames: 1000, hours });
  const { jobId } = await describeJob(owner, { name: 'Frames', spec, quotes: false });
  const request = { requestId: `request-${++requests}`, jobId, limit: '500.00', warn: false };
  return { id: (await placeLimitOrder(owner, { ...request, ...asked })).orderId, buyer };
}

async function leaseOf(orderId: string) {
  const [lease] = await test.ownerSql<
    {
      id: string;
      provider: string;
      start: number;
      end: number;
      price: string;
      charge: string;
      units: string;
    }[]
  >`select id, provider_organization_id as provider, start_hour as start, end_hour as end, price_micros as price,
      charge_micros as charge, units from leases where order_id = ${orderId}`;
  if (!lease) throw new Error('no lease');
  return lease;
}

async function orderRow(orderId: string) {
  const [row] = await test.ownerSql<
    {
      seq: string;
      kind: string;
      state: string;
      units: string;
      limit: string;
      buy_again: boolean;
      options: { poolId: string; cardHours: number }[];
      deadline: number;
      placed_by: string | null;
    }[]
  >`select seq, kind, state, units, limit_micros as limit, buy_again, options, deadline_hour as deadline,
      placed_by_person_id as placed_by from orders where id = ${orderId}`;
  if (!row) throw new Error('no order');
  return row;
}

const giveUp = async (leaseId: string, provider: string, now?: Date) => {
  await giveUpLease(ownerContext(test, provider, ['provider'], { now }), { leaseId, note: '' });
};

const decided = async (leaseId: string) => {
  const [row] = await test.ownerSql<
    { state: string; order_id: string | null; because: string | null; facts: Record<string, string> }[]
  >`select state, order_id, because, facts from replacements where lease_id = ${leaseId}`;
  return row;
};

const ordersOf = async (buyer: string): Promise<number> => {
  const [row] = await test.ownerSql<{ n: number }[]>`
    select count(*)::int as n from orders where organization_id = ${buyer}`;
  return row?.n ?? 0;
};

/** An order filled at the only seller, at 20.00, who gives it up before its start. */
async function failedOrder(changes?: Parameters<typeof order>[0]) {
  const provider = await seller(20n * YUAN);
  const placed = await order(changes);
  await clear();
  const lease = await leaseOf(placed.id);
  await giveUp(lease.id, provider);
  return { ...placed, lease: await leaseOf(placed.id), provider };
}

describe('1,000 frames under 500.00, filled for 220.00 and given up', () => {
  it('are bought again for at most 500.00 and the 44.00 the provider paid, elsewhere, in the next round', async () => {
    const first = await failedOrder();
    const other = await seller(30n * YUAN);
    expect([first.lease.price, first.lease.charge]).toEqual(['220000000', '44000000']);
    expect(await balanceOf(test, first.buyer, 'available')).toBe(1044n * YUAN);
    await buyAgainDue(engineContext(test));
    const row = await decided(first.lease.id);
    expect(row).toMatchObject({ state: 'placed', because: null });
    const again = await orderRow(row?.order_id ?? '');
    const before = await orderRow(first.id);
    expect(again).toMatchObject({
      kind: 'limit',
      state: 'open',
      units: '1000',
      limit: '544000000',
      buy_again: true,
    });
    expect([again.deadline, again.placed_by]).toEqual([before.deadline, null]);
    expect(BigInt(again.seq)).toBeGreaterThan(BigInt(before.seq));
    expect(await balanceOf(test, first.buyer, 'held')).toBe(544n * YUAN);
    await clear();
    const lease = await leaseOf(row?.order_id ?? '');
    expect([lease.provider, lease.price, lease.units]).toEqual([other, '330000000', '1000']);
    // 1,000.00 paid in, 330.00 for the frames, 44.00 from who failed.
    expect(await balanceOf(test, first.buyer, 'available')).toBe(714n * YUAN);
    expect(await balanceOf(test, first.buyer, 'held')).toBe(330n * YUAN);
  });

  it('never come from who failed, though nobody is cheaper, nor from its group', async () => {
    const first = await failedOrder();
    await test.ownerSql`update organizations set controlling_group = 'Helan' where id = ${first.provider}`;
    const kin = await seller(1n * YUAN);
    await test.ownerSql`update organizations set controlling_group = 'Helan' where id = ${kin}`;
    await buyAgainDue(engineContext(test));
    expect(await decided(first.lease.id)).toMatchObject({
      state: 'refused',
      because: 'no_pool',
      facts: { pools: '0' },
    });
    expect([await ordersOf(first.buyer), await balanceOf(test, first.buyer, 'held')]).toEqual([1, 0n]);
  });

  it('with 400 of them accepted before, only the 600 missing are: at most 300.00 and what was charged', async () => {
    const provider = await seller(20n * YUAN);
    const placed = await order();
    await clear();
    const { id: leaseId, start } = await leaseOf(placed.id);
    const now = hourStart(start);
    await moveDueLeases(engineContext(test, now));
    const { deliveryId } = await reportDelivery(ownerContext(test, provider, ['provider'], { now }), {
      requestId: `delivery-${leaseId}`,
      leaseId,
      units: '400',
      evidence: { files: [FILE], metrics: {}, note: '' },
    });
    await acceptDelivery(ownerContext(test, placed.buyer, ['buyer'], { now }), { deliveryId });
    await giveUp(leaseId, provider, now);
    await seller(10n * YUAN);
    await buyAgainDue(engineContext(test, now));
    const row = await decided(leaseId);
    const again = await orderRow(row?.order_id ?? '');
    const { charge } = await leaseOf(placed.id);
    expect(BigInt(charge)).toBeGreaterThan(0n);
    expect([again.units, BigInt(again.limit)]).toEqual(['600', 300n * YUAN + BigInt(charge)]);
    expect(again.options.map(({ cardHours }) => cardHours)).toEqual([7]);
  });

  it('over two pools, the cheaper one failing: for what the dearer one leaves of the 500.00, not for its share', async () => {
    const cheap = await makeOrganization(test, { provider: true });
    await makePool(test, cheap, { cards: 1, askMicros: 10n * YUAN });
    await earned(test, cheap, 10_000n * YUAN);
    await seller(60n * YUAN);
    const placed = await order({ hours: 6 });
    await clear();
    // Six card-hours at 10.00 and five at 60.00: 545 and 455 frames.
    const leases = await test.ownerSql<{ id: string; provider: string; price: string; units: string }[]>`
      select id, provider_organization_id as provider, price_micros as price, units from leases
      where order_id = ${placed.id} order by price_micros`;
    expect(leases.map(({ price, units }) => [price, units])).toEqual([
      ['60000000', '545'],
      ['300000000', '455'],
    ]);
    const failed = leases[0]?.id ?? '';
    await giveUp(failed, cheap);
    await seller(10n * YUAN);
    await buyAgainDue(engineContext(test));
    const again = await orderRow((await decided(failed))?.order_id ?? '');
    // A share of 272.50, 200.00 left, 12.00 charged.
    expect([again.units, again.limit]).toEqual(['545', '212000000']);
  });

  it('are left alone where the order said so, and the reason is kept', async () => {
    const first = await failedOrder({ buyAgain: false });
    await seller(10n * YUAN);
    expect(await buyAgainDue(engineContext(test))).toBe(0);
    expect(await decided(first.lease.id)).toMatchObject({
      state: 'refused',
      because: 'not_wanted',
      order_id: null,
    });
    expect(await ordersOf(first.buyer)).toBe(1);
  });

  it('fit a budget that the first order filled: 544.00 wanted, 44.00 came back', async () => {
    const first = await failedOrder();
    await setBudget(ownerContext(test, first.buyer, ['buyer']), { period: 'total', cap: '500.00' });
    await seller(10n * YUAN);
    await buyAgainDue(engineContext(test));
    expect((await decided(first.lease.id))?.state).toBe('placed');
  });

  it('don’t pass a budget of 499.00: 1.00 over, with the figures', async () => {
    const first = await failedOrder();
    await setBudget(ownerContext(test, first.buyer, ['buyer']), { period: 'total', cap: '499.00' });
    await seller(10n * YUAN);
    await buyAgainDue(engineContext(test));
    expect(await decided(first.lease.id)).toMatchObject({
      because: 'budget_exceeded',
      facts: { capMicros: '499000000', orderMicros: '544000000', overMicros: '1000000' },
    });
    expect(await balanceOf(test, first.buyer, 'held')).toBe(0n);
  });

  it('cost at most what the buyer still has: 25.00', async () => {
    const first = await failedOrder();
    await seller(10n * YUAN);
    const owner = ownerContext(test, first.buyer, ['buyer']);
    const spec = renderingSpec({ now: test.now, frames: 1000 });
    const { jobId } = await describeJob(owner, { name: 'Other', spec, quotes: false });
    await placeLimitOrder(owner, {
      requestId: `request-${++requests}`,
      jobId,
      limit: '1019.00',
      warn: false,
    });
    await buyAgainDue(engineContext(test));
    const row = await decided(first.lease.id);
    expect((await orderRow(row?.order_id ?? '')).limit).toBe('25000000');
    expect(await balanceOf(test, first.buyer, 'available')).toBe(0n);
  });

  it('are refused to a buyer that is suspended', async () => {
    const first = await failedOrder();
    await seller(10n * YUAN);
    await test.ownerSql`update organizations set status = 'suspended' where id = ${first.buyer}`;
    await buyAgainDue(engineContext(test));
    expect((await decided(first.lease.id))?.because).toBe('buyer_suspended');
  });

  it('are refused to a buyer that owes the exchange: 22.00 of the 66.00 for a lease it sold and gave up itself', async () => {
    const first = await failedOrder();
    await test.ownerSql`update pools set status = 'suspended'`;
    await test.ownerSql`update organizations set is_provider = true where id = ${first.buyer}`;
    await makePool(test, first.buyer, { cards: 8, askMicros: 30n * YUAN });
    const sold = await order();
    await clear();
    // What came in by top-ups goes back; the 44.00 that were charged for the failure stay.
    const owner = ownerContext(test, first.buyer, ['buyer']);
    await withdraw(owner, { requestId: `request-${++requests}`, amount: '1000.00' });
    await giveUp((await leaseOf(sold.id)).id, first.buyer);
    await seller(10n * YUAN);
    await buyAgain(engineContext(test), first.lease.id);
    expect(await decided(first.lease.id)).toMatchObject({
      because: 'receivable_open',
      facts: { owedMicros: '22000000' },
    });
  });

  it('are not bought past the order’s deadline', async () => {
    const first = await failedOrder();
    await seller(10n * YUAN);
    const { deadline } = await orderRow(first.id);
    await buyAgainDue(engineContext(test, hourStart(deadline - 1)));
    expect(await decided(first.lease.id)).toMatchObject({
      because: 'window_past',
      facts: { deadlineHour: `${deadline}` },
    });
  });
});

describe('work that fails again', () => {
  it('is bought a third time from a third provider, on its own limit; after three there is nobody left', async () => {
    const first = await failedOrder();
    const second = await seller(10n * YUAN);
    await buyAgainDue(engineContext(test));
    const one = (await decided(first.lease.id))?.order_id ?? '';
    await clear();
    await giveUp((await leaseOf(one)).id, second);
    const third = await seller(15n * YUAN);
    await buyAgainDue(engineContext(test));
    const two = (await decided((await leaseOf(one)).id))?.order_id ?? '';
    // 544.00 of the second order and 20 % of its price of 110.00.
    expect([(await orderRow(two)).limit, (await orderRow(two)).units]).toEqual(['566000000', '1000']);
    await clear();
    const last = await leaseOf(two);
    expect(last.provider).toBe(third);
    await giveUp(last.id, third);
    await buyAgainDue(engineContext(test));
    expect(await decided(last.id)).toMatchObject({ because: 'no_pool', facts: { pools: '0' } });
    // Three failures paid 44.00, 22.00 and 33.00; nothing else moved.
    expect(await balanceOf(test, first.buyer, 'available')).toBe(1099n * YUAN);
  });

  it('by running and delivering nothing is bought again when reporting closes, 24 h after its last hour', async () => {
    const provider = await seller(20n * YUAN);
    const placed = await order({ hours: 46 });
    await clear();
    const lease = await leaseOf(placed.id);
    await seller(10n * YUAN);
    await moveDueLeases(engineContext(test, hourStart(lease.start)));
    await moveDueLeases(engineContext(test, hourStart(lease.end)));
    await moveDueLeases(engineContext(test, hourStart(lease.end + 24)));
    expect((await decided(lease.id))?.state).toBe('due');
    await buyAgainDue(engineContext(test, hourStart(lease.end + 24)));
    const row = await decided(lease.id);
    expect(row?.state).toBe('placed');
    expect((await orderRow(row?.order_id ?? '')).limit).toBe('544000000');
    expect(lease.provider).toBe(provider);
  });
});

describe('an instant order', () => {
  it('is bought again for at most its price and what was charged', async () => {
    const provider = await seller(20n * YUAN);
    const buyer = await makeOrganization(test);
    await fund(test, buyer, 1000n * YUAN);
    const owner = ownerContext(test, buyer, ['buyer']);
    const spec = renderingSpec({ now: test.now, frames: 1000 });
    const { quotes } = await describeJob(owner, { name: 'Frames', spec });
    const quoteId = quotes[0]?.id ?? '';
    const { leaseIds, payMicros } = await acceptQuote(owner, { requestId: `request-${++requests}`, quoteId });
    await giveUp(leaseIds[0] ?? '', provider);
    await seller(10n * YUAN);
    await buyAgainDue(engineContext(test));
    const again = await orderRow((await decided(leaseIds[0] ?? ''))?.order_id ?? '');
    expect(BigInt(again.limit)).toBe(payMicros + payMicros / 5n);
  });

  it('asked for again with the other choice under the same request id is another request', async () => {
    await seller(20n * YUAN);
    const buyer = await makeOrganization(test);
    await fund(test, buyer, 1000n * YUAN);
    const owner = ownerContext(test, buyer, ['buyer']);
    const spec = renderingSpec({ now: test.now, frames: 1000 });
    const { quotes } = await describeJob(owner, { name: 'Frames', spec });
    const request = { requestId: `request-${++requests}`, quoteId: quotes[0]?.id ?? '' };
    const { orderId } = await acceptQuote(owner, request);
    expect((await acceptQuote(owner, { ...request, buyAgain: true })).orderId).toBe(orderId);
    await expect(acceptQuote(owner, { ...request, buyAgain: false })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('however often it is asked for', () => {
  it('eight at once and two more place one order and one hold', async () => {
    const first = await failedOrder();
    await seller(10n * YUAN);
    const ctx = engineContext(test);
    const done = await Promise.all(Array.from({ length: 8 }, () => buyAgain(ctx, first.lease.id)));
    done.push(await buyAgain(ctx, first.lease.id), await buyAgain(ctx, first.lease.id));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect([await ordersOf(first.buyer), await balanceOf(test, first.buyer, 'held')]).toEqual([
      2,
      544n * YUAN,
    ]);
  });

  it('a process killed before it holds the money leaves nothing behind, and the clock does it after all', async () => {
    const first = await failedOrder();
    await seller(10n * YUAN);
    const ctx = engineContext(test);
    const dying: Ctx = {
      ...ctx,
      newId: (kind) => {
        if (kind === 'hold') throw new Error('killed');
        return ctx.newId(kind);
      },
    };
    await expect(buyAgain(dying, first.lease.id)).rejects.toThrow('killed');
    expect([await ordersOf(first.buyer), (await decided(first.lease.id))?.state]).toEqual([1, 'due']);
    expect(await buyAgainDue(ctx)).toBe(1);
    expect(await ordersOf(first.buyer)).toBe(2);
  });

  it('its job waits in the queue from the moment the lease ended', async () => {
    const { lease } = await failedOrder();
    const jobs = await test.ownerSql`
      select j.key from graphile_worker.jobs j where j.key = ${`buy-again:${lease.id}`}`;
    expect(jobs).toHaveLength(1);
  });

  it('only the buyer sees what became of it, and nobody changes what was decided', async () => {
    const first = await failedOrder();
    await buyAgainDue(engineContext(test));
    const seenBy = (id: string) => test.db.asOrganization(id, (tx) => tx.select().from(replacements));
    expect(await seenBy(first.provider)).toEqual([]);
    expect((await seenBy(first.buyer)).map(({ leaseId }) => leaseId)).toEqual([first.lease.id]);
    const trails = await test.ownerSql<{ organization_id: string }[]>`
      select organization_id from audit_rows where verb = 'orders.buy-again' and subject_id = ${first.lease.id}`;
    expect(trails.map((row) => row.organization_id)).toEqual([first.buyer]);
    const changed = test.db.asEngine((tx) =>
      tx.update(replacements).set({ state: 'due', because: null, decidedAt: null }),
    );
    await expect(changed).rejects.toThrow();
  });
});

it('after all of it the market agrees with itself, and a replacement that costs or buys too much is found', async () => {
  const late = engineContext(test, hourStart(hourOf(test.now) + 1));
  expect((await checkMarket(late)).disagreements).toEqual([]);
  await test.ownerSql`update orders set limit_micros = limit_micros + 1000000000, units = units + 1
    where id in (select order_id from replacements where state = 'placed')`;
  const found = new Set((await checkMarket(late)).disagreements.map(({ check }) => check));
  expect(found).toContain('replacement_of_lease');
  expect(found).toContain('replaced_within_limit');
});
