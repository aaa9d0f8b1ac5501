import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { enqueue } from '@/db/queries/enqueue';
import { CHANNELS, type ChannelName, marketSettings, payments } from '@/db/schema';
import { amountText, parseAmount } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { leastPayableMicros, toMinorUnits } from '@/lib/ledger/minor-units';
import { audit } from '../audit';
import { authorizeTrading, parseInput } from '../authorize';
import { type Ctx, engineActor } from '../context';
import { refuseWith, ServiceError } from '../errors';
import { attemptJob, attemptPayment } from '../payments/attempt-payment';
import { bankReference } from '../payments/bank-reference';
import type { PaymentTools } from '../payments/channel';
import { mostTopUpMicros } from '../payments/channel-limits';
import { PaymentRequestId } from '../payments/request-id';

export const TopUpInput = z.strictObject({
  requestId: PaymentRequestId,
  /** A decimal amount of the market's currency, such as `1500.00`. */
  amount: z.string().max(30),
  /** How the money comes in; the market's first channel by default. */
  channel: z.enum(CHANNELS).optional(),
});

/** A top-up as it stands after it was asked for. */
export interface ToppedUp {
  readonly paymentId: string;
  readonly channel: ChannelName;
  readonly state: (typeof payments.$inferSelect)['state'];
  /** The hosted page on which to pay. */
  readonly payUrl: string | null;
}

/** The words for an amount that minor units can't say. */
export const minorUnitsWords = (currency: string): string =>
  leastPayableMicros(currency) === 10_000n ? 'two_decimals' : 'not_in_minor_units';

function amountOf(text: string, currency: string): bigint {
  const amount = parseAmount(text);
  if (!amount.ok || amount.value <= 0n)
    throw new ServiceError('invalid_input', { fields: { amount: 'not_an_amount' } });
  if (!toMinorUnits(amount.value, currency).ok)
    throw new ServiceError('invalid_input', { fields: { amount: minorUnitsWords(currency) } });
  return amount.value;
}

/** The channel asked for, or the market's first; play money is never made in a real market. */
function channelOf(asked: ChannelName | undefined, purpose: string, tools?: PaymentTools): ChannelName {
  const offered = tools ? CHANNELS.filter((name) => tools.channels[name]) : (['sandbox'] as const);
  const first = offered.find((name) => name === 'stripe') ?? offered[0];
  const channel = asked ?? first;
  if (!channel || !offered.some((name) => name === channel))
    return refuseWith({ code: 'channel_not_offered', facts: { channel: channel ?? null } });
  if (channel === 'sandbox' && purpose === 'production')
    return refuseWith({ code: 'sandbox_only', facts: {} });
  return channel;
}

/** The payment that stands under the same request id; a conflict if it was for something else. */
async function earlierTopUp(tx: Tx, asked: typeof payments.$inferInsert): Promise<string> {
  const [earlier] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.organizationId, asked.organizationId), eq(payments.requestId, asked.requestId)));
  if (earlier?.amountMicros !== asked.amountMicros || earlier.channel !== asked.channel)
    throw new ServiceError('conflict');
  return earlier.id;
}

/** Writes the row of a top-up before anything outside is asked (L-5); the same request id writes one. */
function placeTopUp(
  ctx: Ctx,
  organizationId: string,
  input: z.infer<typeof TopUpInput>,
  tools?: PaymentTools,
): Promise<string> {
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [settings] = await tx.select().from(marketSettings);
    assert(settings, 'market settings');
    const { currency, purpose } = settings;
    const amountMicros = amountOf(input.amount, currency);
    const channel = channelOf(input.channel, purpose, tools);
    const mostMicros = mostTopUpMicros(channel, currency);
    if (amountMicros > mostMicros) return refuseWith({ code: 'top_up_too_large', facts: { mostMicros } });
    const paymentId = ctx.newId('payment');
    const row = {
      id: paymentId,
      organizationId,
      requestId: input.requestId,
      channel,
      direction: 'in' as const,
      kind: 'top_up' as const,
      amountMicros,
      currency,
      state: 'pending' as const,
      reference: channel === 'bank' ? bankReference(paymentId) : null,
      nextAttemptAt: ctx.now,
      eventAt: ctx.now,
    };
    const placed = await tx.insert(payments).values(row).onConflictDoNothing().returning({ id: payments.id });
    if (placed.length === 0) return earlierTopUp(tx, row);
    if (!tools) await enqueue(tx, attemptJob(paymentId));
    await audit(tx, ctx, {
      verb: 'wallet.top-up',
      subjectType: 'payment',
      subjectId: paymentId,
      facts: { channel, amount: amountText(amountMicros), currency },
    });
    return paymentId;
  });
}

/**
 * Starts a top-up: its row stands and commits first, then its channel is asked at once, so that the payer goes straight
 * to the page to pay on; where that stays unanswered, or no tools are given, the worker asks (L-5). The same request id
 * tops up once.
 */
export async function topUp(ctx: Ctx, raw: unknown, tools?: PaymentTools): Promise<ToppedUp> {
  const organizationId = authorizeTrading(ctx, 'wallet.top_up');
  const input = parseInput(TopUpInput, raw);
  const paymentId = await placeTopUp(ctx, organizationId, input, tools);
  if (tools) await attemptPayment({ ...ctx, actor: engineActor('attempt-payment') }, tools, paymentId);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [payment] = await tx
      .select({ channel: payments.channel, state: payments.state, payUrl: payments.payUrl })
      .from(payments)
      .where(eq(payments.id, paymentId));
    assert(payment, 'L-5', { paymentId });
    return { paymentId, ...payment };
  });
}
