import { and, asc, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { orders } from '@/db/schema';
import { audit } from '../audit';
import type { Ctx } from '../context';
import { closeOpenOrder } from '../orders/cancel-order';
import type { OrderRow } from '../orders/fill-orders';
import { passGate } from '../rounds/gate';
import { recoverReceivables } from './recover';

/** An organization's open orders, locked until the transaction ends; before any account, by the order of locks. */
export async function lockOpenOrders(tx: Tx, organizationId: string): Promise<readonly OrderRow[]> {
  await passGate(tx);
  return tx
    .select()
    .from(orders)
    .where(and(eq(orders.organizationId, organizationId), eq(orders.state, 'open')))
    .orderBy(asc(orders.id))
    .for('update');
}

/**
 * What follows when an organization comes to owe (L-6): its open orders leave the book, whether they have stood for a
 * round or not, and what they held goes towards what is owed. `open` are the orders, locked before the posting.
 */
export async function receivableOpened(
  tx: Tx,
  ctx: Ctx,
  organizationId: string,
  open?: readonly OrderRow[],
): Promise<void> {
  const leaving = open ?? (await lockOpenOrders(tx, organizationId));
  for (const order of leaving) {
    await closeOpenOrder(tx, ctx, order, 'cancelled', 'receivable');
    await audit(tx, ctx, {
      verb: 'ledger.receivable-opened',
      subjectType: 'order',
      subjectId: order.id,
      organizationId,
      facts: { because: 'receivable', limit: order.limitMicros.toString() },
    });
  }
  await recoverReceivables(tx, ctx, organizationId);
}
