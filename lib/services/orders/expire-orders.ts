import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import { orders } from '@/db/schema';
import { firstSellableHour } from '@/lib/core/hours';
import { audit } from '../audit';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { eachDue } from '../each-due';
import { currentTerms } from '../market/current-terms';
import { passGate } from '../rounds/gate';
import { closeOpenOrder } from './cancel-order';

/** The hours of an order's shortest block, and 1 for a spread: see isPastFilling. */
const shortestBlockHours = sql`(select coalesce(min((option ->> 'hours')::integer), 1)
  from jsonb_array_elements(${orders.options}) option)`;

/** Open orders that no sellable hour can fill any more. */
export const isPastFilling = (now: Date, leadMinutes: number): SQL | undefined =>
  and(
    eq(orders.state, 'open'),
    sql`${orders.deadlineHour} - ${shortestBlockHours} < ${firstSellableHour(now, leadMinutes)}`,
  );

/** Closes every open order that no sellable hour can fill any more and gives its hold back (M-7, M-16); returns how many. */
export async function expireOrders(ctx: Ctx): Promise<number> {
  authorizeEngine(ctx);
  const due = await ctx.db.asEngine(async (tx) => {
    const { leadMinutes } = await currentTerms(tx, ctx.now);
    return tx
      .select({ id: orders.id })
      .from(orders)
      .where(isPastFilling(ctx.now, leadMinutes))
      .orderBy(asc(orders.id));
  });
  return eachDue(
    ctx,
    'orders.expire',
    due.map((row) => row.id),
    (id) =>
      ctx.db.asEngine(async (tx) => {
        await passGate(tx);
        const [order] = await tx.select().from(orders).where(eq(orders.id, id)).for('update');
        if (order?.state !== 'open') return false;
        await closeOpenOrder(tx, ctx, order, 'expired');
        await audit(tx, ctx, {
          verb: 'orders.expire-orders',
          subjectType: 'order',
          subjectId: id,
          organizationId: order.organizationId,
          facts: { lastReason: order.lastReason, roundsStood: order.roundsStood },
        });
        return true;
      }),
  );
}
