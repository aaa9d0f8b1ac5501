import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { post } from '@/db/queries/post';
import { type ChannelName, chargebacks } from '@/db/schema';
import { amountText } from '@/lib/core/amount';
import { reinstate } from '@/lib/ledger/recipes';
import { audit } from '../audit';
import type { Ctx } from '../context';
import { recoverReceivables } from '../ledger/recover';
import { takeBack } from '../ledger/take-back';
import { type PaymentRow, stampOf } from '../payments/kinds';
import { type Applied, applied, notYet, unmatched } from './applied';
import type { ChannelEvent, ChargebackSeen } from './channel-event';
import { countReturned } from './count-returned';
import { findTopUp } from './find-payment';
import { type ChargebackKept, chargebackMoves, mergeChargeback } from './merge-chargeback';

const isSame = (kept: ChargebackKept, next: ChargebackKept): boolean =>
  kept.state === next.state && kept.withdrawn === next.withdrawn && kept.amountMicros === next.amountMicros;

/** Keeps where the chargeback stands; the top-up's row is locked, so two events of it wait for each other. */
async function keep(
  tx: Tx,
  ctx: Ctx,
  payment: PaymentRow,
  seen: ChargebackSeen,
  next: ChargebackKept,
): Promise<void> {
  const standing = { ...next, closedAt: next.state === 'open' ? null : ctx.now };
  await tx
    .insert(chargebacks)
    .values({
      id: seen.chargebackId,
      channel: payment.channel,
      paymentId: payment.id,
      organizationId: payment.organizationId,
      currency: seen.currency,
      reason: seen.reason,
      eventAt: ctx.now,
      ...standing,
    })
    .onConflictDoUpdate({ target: chargebacks.id, set: standing });
  await audit(tx, ctx, {
    verb: 'channel-events.apply-chargeback',
    subjectType: 'chargeback',
    subjectId: seen.chargebackId,
    organizationId: payment.organizationId,
    facts: {
      payment: payment.id,
      amount: amountText(next.amountMicros),
      currency: seen.currency,
      reason: seen.reason,
      state: next.state,
      withdrawn: next.withdrawn,
      ...(next.reinstatedMicros > 0n && { reinstated: amountText(next.reinstatedMicros) }),
    },
  });
}

/**
 * A payer's bank takes a top-up back: the money leaves the wallet once it leaves ours, what was spent becomes a
 * receivable, and what the channel gives back if we win is the wallet's again (L-3). The same end in any order of the events.
 */
export async function applyChargeback(
  tx: Tx,
  ctx: Ctx,
  channel: ChannelName,
  { chargeback: seen }: Extract<ChannelEvent, { kind: 'chargeback' }>,
): Promise<Applied> {
  const payment = await findTopUp(tx, channel, seen.externalPaymentId);
  if (!payment) return notYet('no_payment');
  if (payment.state !== 'succeeded') return notYet('not_credited');
  if (seen.currency !== payment.currency) return unmatched('currency_differs');
  const [kept] = await tx.select().from(chargebacks).where(eq(chargebacks.id, seen.chargebackId));
  const next = mergeChargeback(kept ?? null, seen);
  if (kept && isSame(kept, next)) return applied('known');
  await keep(tx, ctx, payment, seen, next);
  const { takes, givesBack } = chargebackMoves(kept ?? null, next);
  const { id: paymentId, organizationId } = payment;
  const { amountMicros } = next;
  if (takes)
    await takeBack(tx, ctx, {
      organizationId,
      paymentId,
      channel,
      amountMicros,
      key: `chargeback:${seen.chargebackId}`,
      because: seen.reason,
    });
  if (givesBack) {
    const { reinstatedMicros } = next;
    const won = {
      chargebackId: seen.chargebackId,
      amountMicros: reinstatedMicros,
      paymentId,
      organizationId,
      channel,
    };
    await post(tx, [reinstate(stampOf(ctx, payment), won)]);
    await recoverReceivables(tx, ctx, organizationId);
  }
  await countReturned(tx, paymentId);
  if (givesBack) return applied('reinstated');
  return applied(takes ? 'taken_back' : next.state === 'open' ? 'disputed' : 'closed');
}
