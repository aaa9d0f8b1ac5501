import { and, asc, eq, inArray, isNotNull, lte } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { payments } from '@/db/schema';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { eachDue } from '../each-due';
import { balanceCovers } from '../payouts/wait-for-balance';
import { payeeStands } from '../payouts/wait-for-payee';
import { lookAgainAt, nextAttemptAt } from './attempt-times';
import type { Answer, Effect, EffectRequest, PaymentChannel, PaymentTools } from './channel';
import { failureOf } from './failures';
import { answerFits, keepAnswer } from './keep-answer';
import { KINDS, type PaymentRow } from './kinds';
import { mayAttempt } from './may-attempt';
import { mayBeSent, notFoundAgain, sentNow } from './outside-time';
import { ensurePayer, findPayer } from './payer';
import { failPayment, lockPayment, recordEffect } from './record-effect';

export interface AttemptOptions {
  /** Even if its next attempt isn't due yet: somebody asks now, or a manual clock stands. */
  readonly early?: boolean;
}

interface Attempt {
  readonly payment: PaymentRow;
  readonly channel: PaymentChannel;
  /** Sent with its key, or only looked up (L-5). */
  readonly how: 'send' | 'look_up';
}

/** The job that attempts a payment at once; it waits in the queue once. */
export const attemptJob = (paymentId: string) => ({
  task: 'attempt-payment',
  payload: { paymentId },
  jobKey: `attempt-payment:${paymentId}`,
});

/** What an effect is asked with; everything of it comes from the row, so that a repeated call is the same call (L-5). */
const requestOf = (payment: PaymentRow): EffectRequest => ({
  paymentId: payment.id,
  idempotencyKey: `${payment.kind}:${payment.id}`,
  organizationId: payment.organizationId,
  amountMicros: payment.amountMicros,
  currency: payment.currency,
});

/** Notes on the locked row that an attempt is made and when the next is due; null when there is nothing to attempt. */
async function begin(
  tx: Tx,
  ctx: Ctx,
  tools: PaymentTools,
  paymentId: string,
  { early = false }: AttemptOptions,
): Promise<Attempt | null> {
  const payment = await lockPayment(tx, paymentId);
  if (!payment || (payment.state !== 'pending' && payment.state !== 'open')) return null;
  if (payment.nextAttemptAt === null || (!early && payment.nextAttemptAt > ctx.now)) return null;
  const channel = await mayAttempt(tx, ctx, tools, payment);
  if (!channel) return null;
  const firstAttemptAt = payment.firstAttemptAt ?? ctx.now;
  const how = payment.state === 'pending' && (await mayBeSent(tx, paymentId)) ? 'send' : 'look_up';
  const attempts = payment.attempts + 1;
  const noted = {
    attempts,
    firstAttemptAt,
    nextAttemptAt: nextAttemptAt(ctx.now, attempts),
    waitsFor: payment.state === 'open' ? null : how === 'send' ? ('retry' as const) : ('look_up' as const),
  };
  await tx
    .update(payments)
    .set(how === 'send' ? { ...noted, firstSentAt: sentNow() } : noted)
    .where(eq(payments.id, paymentId));
  return { payment: { ...payment, ...noted }, channel, how };
}

/** Of a refund: the channel's payment that is given back. */
async function sourceOf(ctx: Ctx, { sourcePaymentId }: PaymentRow): Promise<string | null> {
  if (sourcePaymentId === null) return null;
  const [source] = await ctx.db.asEngine((tx) =>
    tx
      .select({ externalPaymentId: payments.externalPaymentId })
      .from(payments)
      .where(eq(payments.id, sourcePaymentId)),
  );
  return source?.externalPaymentId ?? null;
}

/** Asks the channel; whatever goes wrong on the way is an unknown answer, for it may have happened. */
async function ask(
  ctx: Ctx,
  tools: PaymentTools,
  { payment, channel, how }: Attempt,
): Promise<Answer<Effect | null>> {
  const request = requestOf(payment);
  try {
    const sourceExternalPaymentId = await sourceOf(ctx, payment);
    const lookUp = async () =>
      channel.lookUp(payment.kind, {
        ...request,
        externalId: payment.externalId,
        externalPaymentId: sourceExternalPaymentId,
        payerExternalId: await findPayer(ctx, channel, payment.organizationId),
      });
    if (how === 'look_up') return await lookUp();
    const payer: Answer<string | null> =
      payment.kind === 'top_up'
        ? await ensurePayer(ctx, channel, payment.organizationId)
        : { kind: 'done', value: null };
    if (payer.kind !== 'done') return payer;
    const sent = await KINDS[payment.kind].send(channel, {
      request,
      payment,
      payerExternalId: payer.value,
      sourceExternalPaymentId,
      tools,
    });
    if (sent.kind !== 'unknown' || payment.attempts === 1) return sent;
    // A channel repeats the error it first gave to a key: what it made all the same can be found.
    const found = await lookUp();
    return found.kind === 'done' && found.value ? found : sent;
  } catch (error) {
    ctx.log.error({ err: error, paymentId: payment.id }, 'a channel’s call broke off');
    return { kind: 'unknown', message: 'the call broke off' };
  }
}

/** Records what a channel answered to an attempt: done, a definite no, or not known, which is asked again later (L-5). */
export async function recordAnswer(
  ctx: Ctx,
  paymentId: string,
  answer: Answer<Effect | null>,
): Promise<void> {
  authorizeEngine(ctx);
  await ctx.db.asEngine(async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    if (!payment) return;
    if (answer.kind === 'done' && answer.value) {
      const recorded = await recordEffect(tx, ctx, payment, answer.value);
      if (recorded.kind !== 'unmatched') return answerFits(tx, ctx, paymentId);
      const { why } = recorded;
      ctx.log.error({ paymentId, why, effect: answer.value.externalId }, 'not this row’s effect');
      return keepAnswer(tx, ctx, payment, { why, effect: answer.value });
    }
    if (payment.state !== 'pending') return;
    if (answer.kind === 'unknown') {
      const { message, alarm } = answer;
      const said = { paymentId, answer: message, attempts: payment.attempts };
      if (!alarm) return ctx.log.warn(said, 'a channel’s answer is unknown');
      ctx.log.error({ ...said, alarm }, 'a channel knows this row’s key by another request');
      return keepAnswer(tx, ctx, payment, { why: alarm, effect: null, message });
    }
    if (answer.kind === 'refused')
      ctx.log.warn({ paymentId, code: answer.code, answer: answer.message }, 'a channel refused');
    if (answer.kind === 'done' && !(await notFoundAgain(tx, paymentId))) {
      await tx
        .update(payments)
        .set({ nextAttemptAt: lookAgainAt(ctx.now) })
        .where(eq(payments.id, paymentId));
      return;
    }
    const because = answer.kind === 'refused' ? failureOf(answer.code) : 'never_happened';
    await failPayment(tx, ctx, payment, because);
  });
}

/**
 * Attempts a payment's effect at its channel (L-5): notes the attempt, calls with the row's key (looks up where the key
 * has run out), records the answer. An unknown answer leaves the row as it is, and `runDue` attempts it again. Does
 * nothing when nothing is due, so that it may be called any number of times and side by side.
 */
export async function attemptPayment(
  ctx: Ctx,
  tools: PaymentTools,
  paymentId: string,
  options: AttemptOptions = {},
): Promise<void> {
  authorizeEngine(ctx);
  await tools.reached?.('before_write', paymentId);
  if (!(await payeeStands(ctx, tools, paymentId))) return;
  if (!(await balanceCovers(ctx, tools, paymentId))) return;
  const attempt = await ctx.db.asEngine(async (tx) => {
    const begun = await begin(tx, ctx, tools, paymentId, options);
    if (begun) await tools.reached?.('before_commit', paymentId);
    return begun;
  });
  if (!attempt) return;
  await tools.reached?.('after_commit', paymentId);
  const answer = await ask(ctx, tools, attempt);
  await tools.reached?.('after_call', paymentId);
  await recordAnswer(ctx, paymentId, answer);
}

/** Which payments an attempt is due for at an instant; on a manual clock that stands, all that wait for one. */
export const attemptIsDue = (now: Date, { early = false }: AttemptOptions = {}) =>
  and(
    inArray(payments.state, ['pending', 'open']),
    isNotNull(payments.nextAttemptAt),
    early ? undefined : lte(payments.nextAttemptAt, now),
  );

/** Ids of the payments an attempt is due for, oldest first. */
export const listDuePayments = (ctx: Ctx, options: AttemptOptions = {}): Promise<string[]> =>
  ctx.db.asEngine(async (tx) => {
    const rows = await tx
      .select({ id: payments.id })
      .from(payments)
      .where(attemptIsDue(ctx.now, options))
      .orderBy(asc(payments.id));
    return rows.map((row) => row.id);
  });

/** Attempts every payment that is due for it, several at once; promises how many. */
export async function attemptDuePayments(
  ctx: Ctx,
  tools: PaymentTools,
  options: AttemptOptions = {},
): Promise<number> {
  return eachDue(ctx, 'attempt-payment', await listDuePayments(ctx, options), async (id) => {
    await attemptPayment(ctx, tools, id, options);
    return true;
  });
}
