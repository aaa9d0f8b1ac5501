import type { Tx } from '@/db/client';
import type { ChannelName } from '@/db/schema';
import type { Ctx } from '../context';
import { recoverReceivables } from '../ledger/recover';
import { lockPayment, recordEffect } from '../payments/record-effect';
import { reversePayout } from '../payouts/reverse-payout';
import { type Applied, applied, notYet } from './applied';
import { appliedOf } from './apply-top-up';
import type { ChannelEvent } from './channel-event';
import { findPayment } from './find-payment';

/** A transfer's word: it was made, and this much of it came back. */
export async function applyPayout(
  tx: Tx,
  ctx: Ctx,
  channel: ChannelName,
  { paymentId, effect, reversedMicros }: Extract<ChannelEvent, { kind: 'payout' }>,
): Promise<Applied> {
  const told = { channel, kind: 'payout', paymentId, externalId: effect.externalId } as const;
  const payment = await findPayment(tx, told);
  if (!payment) return notYet('no_payment');
  const recorded = await recordEffect(tx, ctx, payment, effect);
  if (recorded.kind === 'unmatched' || reversedMicros === 0n) return appliedOf(recorded);
  const paid = await lockPayment(tx, payment.id);
  const cameBack = paid ? await reversePayout(tx, ctx, paid, reversedMicros) : 0n;
  if (cameBack === 0n) return appliedOf(recorded);
  await recoverReceivables(tx, ctx, payment.organizationId);
  return applied('came_back');
}
