import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { enqueue } from '@/db/queries/enqueue';
import { orders, replacements } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import type { Ctx } from '../context';

/** The job that buys a lease's missing units again at once; it waits in the queue once. */
const buyAgainJob = (leaseId: string) => ({
  task: 'buy-again',
  payload: { leaseId },
  jobKey: `buy-again:${leaseId}`,
});

/**
 * Notes that a lease's missing units are to be bought again, in the transaction that ends it: the order is placed by
 * another one, which takes its locks in their own order, and by the clock where the queue never comes to it (S-10).
 */
export async function noteReplacement(
  tx: Tx,
  ctx: Ctx,
  lease: { readonly id: string; readonly orderId: string; readonly buyerOrganizationId: string },
  missingUnits: bigint,
): Promise<void> {
  const [order] = await tx
    .select({ wanted: orders.buyAgain })
    .from(orders)
    .where(eq(orders.id, lease.orderId));
  assert(order, 'lease: order', { leaseId: lease.id });
  const noted = {
    leaseId: lease.id,
    organizationId: lease.buyerOrganizationId,
    units: missingUnits,
    eventAt: ctx.now,
  };
  await tx
    .insert(replacements)
    .values(
      order.wanted
        ? { ...noted, state: 'due' }
        : { ...noted, state: 'refused', because: 'not_wanted', decidedAt: ctx.now },
    );
  if (order.wanted) await enqueue(tx, buyAgainJob(lease.id));
}
