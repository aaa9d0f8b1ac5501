import type { Tx } from '@/db/client';
import { post } from '@/db/queries/post';
import { holds } from '@/db/schema';
import { holdOrder } from '@/lib/ledger/recipes';
import type { Ctx } from '../context';
import type { OrderRow } from './fill-orders';

/** Sets an order's whole limit aside before it enters the book (M-5). */
export async function holdLimit(tx: Tx, ctx: Ctx, order: OrderRow, currency: string): Promise<void> {
  const { id: orderId, organizationId, limitMicros: heldMicros } = order;
  await tx
    .insert(holds)
    .values({ id: ctx.newId('hold'), organizationId, orderId, heldMicros, eventAt: ctx.now });
  const stamp = { id: ctx.newId('posting'), eventAt: ctx.now, currency };
  await post(tx, [holdOrder(stamp, { orderId, organizationId, heldMicros })]);
}
