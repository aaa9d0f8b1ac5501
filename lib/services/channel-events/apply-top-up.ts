import type { Tx } from '@/db/client';
import type { ChannelName } from '@/db/schema';
import type { Ctx } from '../context';
import { type Recorded, recordEffect } from '../payments/record-effect';
import { type Applied, applied, notYet, unmatched } from './applied';
import type { ChannelEvent } from './channel-event';
import { findPayment } from './find-payment';

/** What recording an effect came to, as an event's outcome. */
export function appliedOf(recorded: Recorded): Applied {
  if (recorded.kind === 'unmatched') return unmatched(recorded.why);
  if (recorded.kind === 'same') return applied('known');
  return applied(recorded.state === 'open' || recorded.state === 'pending' ? 'opened' : recorded.state);
}

/** A checkout's word: credited only when it is paid, for our row's amount and currency (L-5, L-9). */
export async function applyTopUp(
  tx: Tx,
  ctx: Ctx,
  channel: ChannelName,
  { paymentId, effect }: Extract<ChannelEvent, { kind: 'top_up' }>,
): Promise<Applied> {
  const payment = await findPayment(tx, {
    channel,
    kind: 'top_up',
    paymentId,
    externalId: effect.externalId,
  });
  if (payment) return appliedOf(await recordEffect(tx, ctx, payment, effect));
  // A page of somebody else's that nobody paid on is no loss to anyone.
  if (effect.state !== 'succeeded' && paymentId === null) return { state: 'ignored' };
  return notYet('no_payment');
}
