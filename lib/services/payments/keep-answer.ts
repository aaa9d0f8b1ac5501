import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { channelEvents, payments } from '@/db/schema';
import { amountText } from '@/lib/core/amount';
import type { UnmatchedReason } from '../channel-events/applied';
import type { Ctx } from '../context';
import type { Effect } from './channel';
import type { PaymentRow } from './kinds';

/** One line of the inbox for each payment whose answers don't fit, however often it is asked for. */
const answerId = (paymentId: string): string => `answer:${paymentId}`;

/** What an operator needs of it: what the channel made, beside what was asked for. */
const payloadOf = (payment: PaymentRow, effect: Effect | null): Record<string, unknown> => ({
  asked: { amount: amountText(payment.amountMicros), currency: payment.currency },
  ...(effect && {
    answered: {
      externalId: effect.externalId,
      externalPaymentId: effect.externalPaymentId,
      namesPayment: effect.namesPayment ?? null,
      state: effect.state,
      amount: amountText(effect.amountMicros),
      currency: effect.currency,
    },
  }),
});

/** An answer of something that is over: whatever is asked, the channel will say the same. Anything else may still end or be found. */
const saysItIsOver = sql`coalesce(${channelEvents.payload} #>> '{answered,state}', 'open') <> 'open'`;

/**
 * Asks a channel no more whose kept answer an operator explained and that it will only say again; its events count as ever,
 * and an operator may ask once more. One that may still end, or that isn't known yet, is asked on until it is over (L-5). The
 * payment is locked.
 */
export async function restExplained(tx: Tx, paymentId: string): Promise<void> {
  const [explained] = await tx
    .select({ id: channelEvents.id })
    .from(channelEvents)
    .where(
      and(
        eq(channelEvents.id, answerId(paymentId)),
        eq(channelEvents.state, 'unmatched'),
        isNotNull(channelEvents.note),
        saysItIsOver,
      ),
    );
  if (!explained) return;
  await tx
    .update(payments)
    .set({ nextAttemptAt: null, waitsFor: 'operator' })
    .where(and(eq(payments.id, paymentId), inArray(payments.state, ['pending', 'open'])));
}

/**
 * Keeps what a channel answered that can't be this row's effect among what fits nothing of ours, where an operator finds
 * it by kind and age (L-5, L-9). Said again it is the same line; what an operator wrote on it stands
 * while it says the same, and then it isn't asked for again by itself. The payment is locked.
 */
export async function keepAnswer(
  tx: Tx,
  ctx: Ctx,
  payment: PaymentRow,
  told: { readonly why: UnmatchedReason; readonly effect: Effect | null; readonly message?: string },
): Promise<void> {
  const payload = payloadOf(payment, told.effect);
  const said = {
    state: 'unmatched' as const,
    outcome: told.why,
    payload,
    lastError: told.message?.slice(0, 500) ?? null,
    appliedAt: ctx.now,
  };
  const isSame = sql`${channelEvents.outcome} = ${told.why} and ${channelEvents.payload} = ${JSON.stringify(payload)}::jsonb`;
  await tx
    .insert(channelEvents)
    .values({
      id: answerId(payment.id),
      channel: payment.channel,
      source: 'answer',
      type: `answer.${payment.kind}`,
      objectId: payment.id,
      occurredAt: ctx.now,
      attempts: 1,
      eventAt: ctx.now,
      ...said,
    })
    .onConflictDoUpdate({
      target: channelEvents.id,
      set: {
        ...said,
        attempts: sql`${channelEvents.attempts} + 1`,
        note: sql`case when ${isSame} then ${channelEvents.note} end`,
        explainedByPersonId: sql`case when ${isSame} then ${channelEvents.explainedByPersonId} end`,
      },
    });
  await restExplained(tx, payment.id);
}

/** A later answer fits: what was kept of an earlier one is over. */
export async function answerFits(tx: Tx, ctx: Ctx, paymentId: string): Promise<void> {
  await tx
    .update(channelEvents)
    .set({ state: 'applied', outcome: 'known', lastError: null, appliedAt: ctx.now })
    .where(and(eq(channelEvents.id, answerId(paymentId)), eq(channelEvents.state, 'unmatched')));
}
