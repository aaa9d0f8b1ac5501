import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { nextOrderSeq } from '@/db/queries/next-order-seq';
import { orders } from '@/db/schema';
import type { Ctx } from '../context';
import { refuseWith, ServiceError } from '../errors';
import type { OrderRow } from './fill-orders';

export interface OrderRequest {
  readonly organizationId: string;
  readonly requestId: string;
  readonly requestHash: string;
}

/** The order this request placed before, or null; conflict when the id stands for another request (M-8). */
export async function earlierOrder(tx: Tx, request: OrderRequest): Promise<OrderRow | null> {
  const { organizationId, requestId } = request;
  const [earlier] = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.organizationId, organizationId), eq(orders.requestId, requestId)));
  if (earlier && earlier.requestHash !== request.requestHash) throw new ServiceError('conflict');
  return earlier ?? null;
}

type NewOrder = Omit<
  typeof orders.$inferInsert,
  'seq' | 'requestId' | 'requestHash' | 'organizationId' | 'placedByPersonId' | 'placedByKeyId' | 'eventAt'
>;

export type PlacedOrder =
  | { readonly placed: true; readonly order: OrderRow }
  | { readonly placed: false; readonly order: OrderRow };

/**
 * Places an order with the next arrival number (M-7), or promises the one a simultaneous twin of the request placed
 * (M-8): the unique key lets the second wait for the first. A quote that became another order is refused.
 */
export async function insertOrder(
  tx: Tx,
  ctx: Ctx,
  request: OrderRequest,
  order: NewOrder,
): Promise<PlacedOrder> {
  const [made] = await tx
    .insert(orders)
    .values({
      ...order,
      organizationId: request.organizationId,
      requestId: request.requestId,
      requestHash: request.requestHash,
      placedByPersonId: ctx.actor.personId,
      placedByKeyId: ctx.actor.keyId,
      seq: await nextOrderSeq(tx),
      eventAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning();
  if (made) return { placed: true, order: made };
  const twin = await earlierOrder(tx, request);
  if (twin) return { placed: false, order: twin };
  return refuseWith({ code: 'quote_accepted', facts: {} });
}
