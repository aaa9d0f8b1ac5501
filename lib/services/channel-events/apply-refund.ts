import { and, eq, sql, sum } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type ChannelName, channelEvents, payments } from '@/db/schema';
import type { Ctx } from '../context';
import type { Effect } from '../payments/channel';
import { failureOf } from '../payments/failures';
import type { PaymentRow } from '../payments/kinds';
import { recordEffect } from '../payments/record-effect';
import { takeRefund } from '../payments/take-refund';
import { type Applied, applied, notYet, unmatched } from './applied';
import { appliedOf } from './apply-top-up';
import type { ChannelEvent } from './channel-event';
import { findPayment, findTopUp } from './find-payment';

/** The request id of a refund that we never asked for; nobody can ask under such a one (`PaymentRequestId`). */
const outsideRequest = (refundId: string): string => `outside:${refundId}`;

type RefundEvent = Extract<ChannelEvent, { kind: 'refund' }>;

/** Whether the channel itself told that a refund failed, not we who gave it up. */
async function wasToldFailed(tx: Tx, refundId: string): Promise<boolean> {
  const [told] = await tx
    .select({ id: channelEvents.id })
    .from(channelEvents)
    .where(
      and(
        eq(channelEvents.objectId, refundId),
        eq(channelEvents.state, 'applied'),
        eq(channelEvents.outcome, 'failed'),
      ),
    )
    .limit(1);
  return told !== undefined;
}

/** The money is gone already: it leaves the wallet too. */
async function takeFromWallet(tx: Tx, ctx: Ctx, refund: PaymentRow, effect: Effect): Promise<Applied> {
  await takeRefund(tx, ctx, refund, { verb: 'channel-events.apply-refund', externalId: effect.externalId });
  return applied('outside_refund');
}

/** A refund that we had given up was made after all. */
async function happenedAfterAll(tx: Tx, ctx: Ctx, refund: PaymentRow, effect: Effect): Promise<Applied> {
  if (effect.currency !== refund.currency) return unmatched('currency_differs');
  if (effect.amountMicros !== refund.amountMicros) return unmatched('amount_differs');
  const isOlder = await wasToldFailed(tx, effect.externalId);
  // Told late that it had been made before it failed: it came and went, and the wallet has it back already.
  const returnedMicros = isOlder ? refund.amountMicros : 0n;
  await tx
    .update(payments)
    .set({ state: 'succeeded', failure: null, externalId: effect.externalId, returnedMicros })
    .where(eq(payments.id, refund.id));
  return isOlder ? applied('known') : takeFromWallet(tx, ctx, refund, effect);
}

/** A refund made in the channel's own dashboard gets its row, and leaves the wallet as soon as we hear of it (L-3). */
async function applyOutsideRefund(
  tx: Tx,
  ctx: Ctx,
  channel: ChannelName,
  { sourceExternalPaymentId, effect }: RefundEvent,
): Promise<Applied> {
  const source = await findTopUp(tx, channel, sourceExternalPaymentId);
  if (!source) return notYet('no_payment');
  if (source.state !== 'succeeded') return notYet('not_credited');
  if (effect.currency !== source.currency) return unmatched('currency_differs');
  const hasFailed = effect.state === 'failed';
  const [refund] = await tx
    .insert(payments)
    .values({
      id: ctx.newId('payment'),
      organizationId: source.organizationId,
      requestId: outsideRequest(effect.externalId),
      channel,
      direction: 'out',
      kind: 'refund',
      origin: 'outside',
      amountMicros: effect.amountMicros,
      currency: effect.currency,
      state: hasFailed ? 'failed' : 'succeeded',
      failure: hasFailed ? failureOf(effect.failure) : null,
      sourcePaymentId: source.id,
      externalId: effect.externalId,
      settledAt: ctx.now,
      eventAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning();
  // Another event of the same refund was applied meanwhile; the next try finds its row.
  if (!refund) return notYet('no_payment');
  return hasFailed ? applied('failed') : takeFromWallet(tx, ctx, refund, effect);
}

/** A refund's word, of ours or made past us. It may fail even after it was made. */
export async function applyRefund(
  tx: Tx,
  ctx: Ctx,
  channel: ChannelName,
  event: RefundEvent,
): Promise<Applied> {
  const { paymentId, effect } = event;
  const told = { channel, kind: 'refund', externalId: effect.externalId } as const;
  const refund =
    (await findPayment(tx, { ...told, paymentId })) ?? (await findPayment(tx, { ...told, paymentId: null }));
  if (!refund) return paymentId === null ? applyOutsideRefund(tx, ctx, channel, event) : notYet('no_payment');
  // One made past us counts as made from the moment it is told of.
  const isMade = effect.state === 'succeeded' || (effect.state === 'open' && refund.origin === 'outside');
  if (refund.state === 'failed' && isMade) return happenedAfterAll(tx, ctx, refund, effect);
  const recorded = await recordEffect(tx, ctx, refund, effect);
  const cameBack = recorded.kind === 'changed' && effect.state === 'failed' && refund.state === 'succeeded';
  return cameBack ? applied('came_back') : appliedOf(recorded);
}

/** A charge's sum of refunds: each must be told by itself, or an endpoint isn't told of refunds at all. */
export async function applyRefundedTotal(
  tx: Tx,
  channel: ChannelName,
  event: Extract<ChannelEvent, { kind: 'refunded_total' }>,
): Promise<Applied> {
  const source = await findTopUp(tx, channel, event.externalPaymentId);
  if (!source) return notYet('no_payment');
  const [known] = await tx
    .select({ micros: sql<string>`coalesce(${sum(payments.amountMicros)}, 0)` })
    .from(payments)
    .where(eq(payments.sourcePaymentId, source.id));
  return BigInt(known?.micros ?? 0) >= event.refundedMicros ? applied('known') : notYet('refunds_not_told');
}
