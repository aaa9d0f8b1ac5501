import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post } from '@/db/queries/post';
import { holds, orders } from '@/db/schema';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrder, makeOrganization, makePool } from '@/db/testing/fixtures';
import { dispute, paidSession } from '@/lib/adapters/testing/stripe-events';
import { hourStart } from '@/lib/core/hours';
import { holdOrder } from '@/lib/ledger/recipes';
import { acceptDelivery } from '../leases/accept-delivery';
import { reportDelivery } from '../leases/report-delivery';
import { moveDueLeases } from '../leases/run-leases';
import { checkMarket } from '../market-check/check-market';
import { insertPayment } from '../payments/testing/payment-rows';
import { clearRound } from '../rounds/clear-round';
import { inlineEngine } from '../rounds/engine';
import { engineContext, ownerContext } from '../testing/contexts';
import { balanceOf } from '../testing/market';
import { tell } from './testing/told';

const YUAN = 1_000_000n;
let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

/** An open order whose whole limit is held from what is available. */
async function heldOrder(buyer: string, poolId: string, limitMicros: bigint): Promise<string> {
  const orderId = await makeOrder(test, buyer, { poolId, limitMicros });
  const ctx = engineContext(test);
  await test.db.asOrganization(buyer, async (tx) => {
    const hold = { organizationId: buyer, orderId, heldMicros: limitMicros };
    await tx.insert(holds).values({ id: ctx.newId('hold'), ...hold, eventAt: ctx.now });
    await post(tx, [holdOrder({ id: ctx.newId('posting'), eventAt: ctx.now, currency: 'CNY' }, hold)]);
  });
  return orderId;
}

/** Runs the order's lease to its end: all 100 frames delivered and accepted. */
async function deliver(buyer: string, provider: string, orderId: string): Promise<void> {
  await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });
  const [lease] = await test.ownerSql<{ id: string; start_hour: number }[]>`
    select id, start_hour from leases where order_id = ${orderId}`;
  if (!lease) throw new Error('no lease');
  const now = hourStart(lease.start_hour);
  await moveDueLeases(engineContext(test, now));
  const { deliveryId } = await reportDelivery(ownerContext(test, provider, ['provider'], { now }), {
    leaseId: lease.id,
    requestId: 'all frames',
    units: '100',
    evidence: {
      files: [{ name: 'frames.tar', sha256: 'a'.repeat(64), bytes: 1000 }],
      metrics: { seconds_per_frame: 3.2 },
      note: '',
    },
  });
  await acceptDelivery(ownerContext(test, buyer, ['buyer'], { now }), { deliveryId });
}

describe('a chargeback of spent money', () => {
  it('of 200.00, of which 80.00 are spent and 110.00 held: 10.00 taken, the order leaves the book, 80.00 owed', async () => {
    const provider = await makeOrganization(test, { provider: true });
    const buyer = await makeOrganization(test);
    const balances = async () => ({
      available: await balanceOf(test, buyer, 'available'),
      held: await balanceOf(test, buyer, 'held'),
      receivable: await balanceOf(test, buyer, 'receivable'),
      losses: await balanceOf(test, 'platform', 'losses'),
      allowance: await balanceOf(test, 'platform', 'allowance'),
      payable: await balanceOf(test, provider, 'payable'),
    });
    const topUp = await insertPayment(test, {
      organizationId: buyer,
      kind: 'top_up',
      amountMicros: 200n * YUAN,
    });
    const session = { amount_total: 20_000, metadata: { payment_id: topUp.id } };
    await tell(test, 'checkout.session.completed', paidSession(session));

    const poolId = await makePool(test, provider, { cards: 8, askMicros: 10n * YUAN });
    await deliver(buyer, provider, await heldOrder(buyer, poolId, 90n * YUAN));
    const openOrder = await heldOrder(buyer, poolId, 110n * YUAN);
    expect(await balances()).toMatchObject({
      available: 10n * YUAN,
      held: 110n * YUAN,
      payable: 78_400_000n,
    });

    const taken = { amount: 20_000, balance_transactions: [{ amount: -20_000 }] };
    const withdrawn = await tell(test, 'charge.dispute.funds_withdrawn', dispute(taken));
    expect(withdrawn).toEqual(['applied', 'taken_back']);
    expect(await balances()).toEqual({
      available: 0n,
      held: 0n,
      receivable: -80n * YUAN,
      losses: -80n * YUAN,
      allowance: 80n * YUAN,
      payable: 78_400_000n,
    });
    const [order] = await test.db.asEngine((tx) => tx.select().from(orders).where(eq(orders.id, openOrder)));
    expect(order?.state).toBe('cancelled');

    const next = await insertPayment(test, {
      organizationId: buyer,
      kind: 'top_up',
      amountMicros: 100n * YUAN,
    });
    const paidAgain = { id: 'cs_2', payment_intent: 'pi_2', metadata: { payment_id: next.id } };
    await tell(test, 'checkout.session.completed', paidSession(paidAgain));
    expect(await balances()).toMatchObject({
      available: 20n * YUAN,
      receivable: 0n,
      losses: 0n,
      allowance: 0n,
    });
    expect((await checkMarket(engineContext(test))).disagreements).toEqual([]);
  });
});
