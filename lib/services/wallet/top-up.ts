import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { enqueue } from '@/db/queries/enqueue';
import { marketSettings, payments } from '@/db/schema';
import { amountText, parseAmount } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { audit } from '../audit';
import { authorizeTrading, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith, ServiceError } from '../errors';

const LARGEST_MICROS = 100_000_000n * 1_000_000n;

export const TopUpInput = z.strictObject({
  requestId: z.string().min(8).max(80),
  /** A decimal amount of the market's currency, such as `1500.00`. */
  amount: z.string().max(30),
});

/** The payment that stands under the same request id; a conflict if it was for another amount. */
async function earlierTopUp(
  tx: Tx,
  asked: typeof payments.$inferInsert,
): Promise<{ readonly paymentId: string }> {
  const [earlier] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.organizationId, asked.organizationId), eq(payments.requestId, asked.requestId)));
  if (earlier?.amountMicros !== asked.amountMicros) throw new ServiceError('conflict');
  return { paymentId: earlier.id };
}

/** Starts a sandbox top-up: the row stands first, the queue then books it (L-5). The same request id tops up once. */
export async function topUp(ctx: Ctx, raw: unknown): Promise<{ readonly paymentId: string }> {
  const organizationId = authorizeTrading(ctx, 'wallet.top_up');
  const input = parseInput(TopUpInput, raw);
  const amount = parseAmount(input.amount);
  if (!amount.ok || amount.value <= 0n)
    throw new ServiceError('invalid_input', { fields: { amount: 'not_an_amount' } });
  if (amount.value % 10_000n !== 0n)
    throw new ServiceError('invalid_input', { fields: { amount: 'two_decimals' } });
  if (amount.value > LARGEST_MICROS)
    return refuseWith({ code: 'top_up_too_large', facts: { mostMicros: LARGEST_MICROS } });
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [settings] = await tx.select().from(marketSettings);
    assert(settings, 'market settings');
    if (settings.purpose === 'production') return refuseWith({ code: 'sandbox_only', facts: {} });
    const paymentId = ctx.newId('payment');
    const row = {
      id: paymentId,
      organizationId,
      requestId: input.requestId,
      channel: 'sandbox' as const,
      direction: 'in' as const,
      kind: 'top_up' as const,
      amountMicros: amount.value,
      currency: settings.currency,
      state: 'pending' as const,
      eventAt: ctx.now,
    };
    const placed = await tx.insert(payments).values(row).onConflictDoNothing().returning({ id: payments.id });
    if (placed.length === 0) return earlierTopUp(tx, row);
    await enqueue(tx, { task: 'book-payment', payload: { paymentId }, jobKey: `book-payment:${paymentId}` });
    await audit(tx, ctx, {
      verb: 'wallet.top-up',
      subjectType: 'payment',
      subjectId: paymentId,
      facts: { channel: 'sandbox', amount: amountText(amount.value), currency: settings.currency },
    });
    return { paymentId };
  });
}
