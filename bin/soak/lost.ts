import { inArray } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { leases, orders } from '@/db/schema';
import { chunksOf } from '@/lib/core/group';
import type { Acknowledged } from './load';

const AT_ONCE = 2000;

/** Everything acknowledged that the market doesn't know any more, as sentences: orders, acceptances, cancels. */
export async function lostOf(db: Database, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const lost: string[] = [];
  for (const some of chunksOf(acknowledged, AT_ONCE)) {
    const ids = some.map(({ orderId }) => orderId);
    const [found, leased] = await db.asEngine(
      async (tx) =>
        [
          await tx.select().from(orders).where(inArray(orders.id, ids)),
          await tx.select({ orderId: leases.orderId }).from(leases).where(inArray(leases.orderId, ids)),
        ] as const,
    );
    const orderOf = new Map(found.map((order) => [order.id, order]));
    const hasLease = new Set(leased.map((lease) => lease.orderId));
    for (const { what, orderId } of some) {
      const order = orderOf.get(orderId);
      if (!order) lost.push(`${what} of ${orderId}: no order`);
      else if (what === 'cancel' && order.state !== 'cancelled')
        lost.push(`cancel of ${orderId}: it is ${order.state}`);
      else if (what === 'acceptance' && (order.state !== 'filled' || !hasLease.has(orderId)))
        lost.push(`acceptance ${orderId}: it is ${order.state}, ${hasLease.has(orderId) ? '' : 'no '}lease`);
    }
  }
  return lost;
}
