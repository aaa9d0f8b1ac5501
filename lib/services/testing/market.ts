import { eq } from 'drizzle-orm';
import { post } from '@/db/queries/post';
import { holds, orders } from '@/db/schema';
import type { TestDatabase } from '@/db/testing/database';
import { makeOrder, makeOrganization } from '@/db/testing/fixtures';
import { amountText } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import type { Posting } from '@/lib/ledger/posting';
import { holdOrder } from '@/lib/ledger/recipes';
import { bookSandbox } from '../payments/book-sandbox';
import { topUp } from '../wallet/top-up';
import { engineContext, ownerContext } from './contexts';

/** Puts money into a buyer's wallet through the sandbox channel. */
export async function fund(test: TestDatabase, organizationId: string, micros: bigint): Promise<void> {
  const buyer = ownerContext(test, organizationId, ['buyer']);
  const { paymentId } = await topUp(buyer, {
    requestId: `fund-${buyer.newId('request')}`,
    amount: amountText(micros),
  });
  await bookSandbox(engineContext(test), paymentId);
}

/** An open, funded limit order of 100 frames that take 8 card-hours in one pool; promises its id. */
export async function fundedOrder(
  test: TestDatabase,
  organizationId: string,
  given: { readonly poolId: string; readonly limitMicros: bigint },
): Promise<string> {
  await fund(test, organizationId, given.limitMicros);
  const orderId = await makeOrder(test, organizationId, given);
  const ctx = engineContext(test);
  await test.db.asOrganization(organizationId, async (tx) => {
    const [order] = await tx.select().from(orders).where(eq(orders.id, orderId));
    assert(order, 'order', { orderId });
    await tx.insert(holds).values({
      id: ctx.newId('hold'),
      organizationId,
      orderId,
      heldMicros: order.limitMicros,
      eventAt: ctx.now,
    });
    const stamp = { id: ctx.newId('posting'), eventAt: ctx.now, currency: 'CNY' };
    await post(tx, [holdOrder(stamp, { orderId, organizationId, heldMicros: order.limitMicros })]);
  });
  return orderId;
}

/** Lets a provider have earned so much before, of a buyer that is nobody's concern. */
export async function earned(test: TestDatabase, organizationId: string, micros: bigint): Promise<void> {
  if (micros === 0n) return;
  const buyerOrganizationId = await makeOrganization(test);
  await fund(test, buyerOrganizationId, micros);
  const ctx = engineContext(test);
  const leaseId = ctx.newId('lease');
  const entry = (ofId: string, kind: 'available' | 'payable', amountMicros: bigint) => ({
    organizationId: ofId,
    kind,
    currency: 'CNY',
    amountMicros,
  });
  const posting: Posting = {
    id: ctx.newId('posting'),
    recipe: 'settle_lease',
    requestKey: `settle:${leaseId}:1`,
    subjectType: 'lease',
    subjectId: leaseId,
    facts: {},
    eventAt: ctx.now,
    entries: [entry(buyerOrganizationId, 'available', -micros), entry(organizationId, 'payable', micros)],
  };
  await test.db.asEngine((tx) => post(tx, [posting]));
}

/** An organization's balance of one kind, in micros. */
export async function balanceOf(test: TestDatabase, organizationId: string, kind: string): Promise<bigint> {
  const [row] = await test.ownerSql<{ balance_micros: string }[]>`
    select balance_micros from accounts where id = ${`${organizationId}/${kind}/CNY`}`;
  return BigInt(row?.balance_micros ?? 0);
}
