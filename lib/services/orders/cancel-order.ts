import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { post } from '@/db/queries/post';
import { holds, marketSettings, orders } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { releaseHold } from '@/lib/ledger/recipes';
import { orderAfter } from '@/lib/market/order-state';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith } from '../errors';
import { passGate } from '../rounds/gate';
import type { OrderRow } from './fill-orders';

export const CancelInput = z.strictObject({ orderId: z.string().max(40) });

/** Closes an open order without a trade and gives its whole hold back; `because` says more than the state does (L-6). */
export async function closeOpenOrder(
  tx: Tx,
  ctx: Ctx,
  order: OrderRow,
  state: 'cancelled' | 'expired',
  because: 'cancelled' | 'expired' | 'receivable' = state,
): Promise<void> {
  await tx
    .update(orders)
    .set({ state, closedAt: ctx.now, closedBecause: because, version: sql`${orders.version} + 1` })
    .where(eq(orders.id, order.id));
  const [hold] = await tx
    .select()
    .from(holds)
    .where(and(eq(holds.orderId, order.id), isNull(holds.leaseId)))
    .for('update');
  const [settings] = await tx.select({ currency: marketSettings.currency }).from(marketSettings);
  assert(hold && settings, 'M-5', { orderId: order.id });
  await tx.update(holds).set({ heldMicros: 0n, closedAt: ctx.now }).where(eq(holds.id, hold.id));
  const stamp = { id: ctx.newId('posting'), eventAt: ctx.now, currency: settings.currency };
  const held = { orderId: order.id, organizationId: order.organizationId, heldMicros: hold.heldMicros };
  await post(tx, [releaseHold(stamp, held, because)]);
}

/** The buyer takes an open order out of the book once it has stood for a round; its money is available again at once (M-7). */
export async function cancelOrder(ctx: Ctx, raw: unknown): Promise<{ readonly orderId: string }> {
  const organizationId = authorize(ctx, 'orders.cancel');
  const { orderId } = parseInput(CancelInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    await passGate(tx);
    const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for('update');
    if (!order || order.organizationId !== organizationId) throw notFound();
    const after = orderAfter(order, 'cancel');
    if (!after.ok) return refuseWith(after.refusal);
    await closeOpenOrder(tx, ctx, order, 'cancelled');
    await audit(tx, ctx, { verb: 'orders.cancel-order', subjectType: 'order', subjectId: orderId });
    return { orderId };
  });
}
