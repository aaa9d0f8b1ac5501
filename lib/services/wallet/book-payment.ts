import { eq } from 'drizzle-orm';
import { post } from '@/db/queries/post';
import { payments } from '@/db/schema';
import { topUp } from '@/lib/ledger/recipes';
import { audit } from '../audit';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';

/** Books a pending sandbox payment into the wallet; booked ones are left as they are, so it may run any number of times (L-5). */
export async function bookPayment(ctx: Ctx, paymentId: string): Promise<boolean> {
  authorizeEngine(ctx);
  return ctx.db.asEngine(async (tx) => {
    const [payment] = await tx.select().from(payments).where(eq(payments.id, paymentId)).for('update');
    if (payment?.state !== 'pending' || payment.channel !== 'sandbox' || payment.direction !== 'in')
      return false;
    const stamp = { id: ctx.newId('posting'), eventAt: ctx.now, currency: payment.currency };
    await post(tx, [topUp(stamp, payment)]);
    await tx
      .update(payments)
      .set({ state: 'succeeded', settledAt: ctx.now })
      .where(eq(payments.id, paymentId));
    await audit(tx, ctx, {
      verb: 'wallet.book-payment',
      subjectType: 'payment',
      subjectId: paymentId,
      organizationId: payment.organizationId,
    });
    return true;
  });
}

/** Ids of payments still pending, oldest first: what the queue may have missed. */
export const listPendingPayments = (ctx: Ctx): Promise<string[]> =>
  ctx.db.asEngine(async (tx) => {
    const rows = await tx
      .select({ id: payments.id })
      .from(payments)
      .where(eq(payments.state, 'pending'))
      .orderBy(payments.id);
    return rows.map((row) => row.id);
  });
