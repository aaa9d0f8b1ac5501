import { and, asc, eq, isNull, ne, or } from 'drizzle-orm';
import { payments } from '@/db/schema';
import { coveredPayouts } from '@/lib/ledger/payout';
import type { Ctx } from '../context';
import type { PaymentTools } from '../payments/channel';
import { loadSafeguard } from './load-safeguard';

/** How long until a channel's balance is looked at again for a payout that waits for it. */
const LOOK_AGAIN_MS = 10 * 60_000;

/** Notes that a payout which was never sent waits for its channel's balance, and when to look again. */
const waits = (ctx: Ctx, paymentId: string): Promise<unknown> =>
  ctx.db.asEngine((tx) =>
    tx
      .update(payments)
      .set({ waitsFor: 'balance', nextAttemptAt: new Date(ctx.now.getTime() + LOOK_AGAIN_MS) })
      .where(and(eq(payments.id, paymentId), eq(payments.state, 'pending'), isNull(payments.firstAttemptAt))),
  );

/**
 * Whether a payment may be sent now: everything but a payout may. A payout is sent once its channel's available balance
 * covers it together with every older one of the channel that isn't through yet, so the oldest that doesn't fit blocks all
 * younger ones; until then it waits, as it does while clients' money isn't covered (L-8). One that was sent before is never held up: asking again is the same call (L-5).
 */
export async function balanceCovers(ctx: Ctx, tools: PaymentTools, paymentId: string): Promise<boolean> {
  const [payment] = await ctx.db.asEngine((tx) =>
    tx.select().from(payments).where(eq(payments.id, paymentId)),
  );
  const channel = payment && tools.channels[payment.channel];
  if (!channel || payment.kind !== 'payout') return true;
  if (payment.state !== 'pending' || payment.firstAttemptAt) return true;
  if ((await ctx.db.asEngine((tx) => loadSafeguard(tx, tools))).shortMicros > 0n) {
    await waits(ctx, paymentId);
    return false;
  }
  // An operator pays from the bank, and sees its balance there.
  if (channel.name === 'bank') return true;
  const balance = await channel.balance(payment.currency).catch(() => null);
  if (balance?.kind !== 'done') {
    await waits(ctx, paymentId);
    return false;
  }
  const waiting = await ctx.db.asEngine((tx) =>
    tx
      .select({ id: payments.id, amountMicros: payments.amountMicros })
      .from(payments)
      .where(
        and(
          eq(payments.kind, 'payout'),
          eq(payments.channel, payment.channel),
          eq(payments.currency, payment.currency),
          eq(payments.state, 'pending'),
          // One that waits for its payee holds nobody else up.
          or(isNull(payments.waitsFor), ne(payments.waitsFor, 'payee'), eq(payments.id, paymentId)),
        ),
      )
      .orderBy(asc(payments.eventAt), asc(payments.id)),
  );
  const covered = coveredPayouts(waiting, balance.value.availableMicros);
  if (covered.some(({ id }) => id === paymentId)) return true;
  await waits(ctx, paymentId);
  return false;
}
