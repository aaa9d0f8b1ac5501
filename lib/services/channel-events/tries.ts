import { type SQL, sql } from 'drizzle-orm';
import { channelEvents } from '@/db/schema';
import type { Applied } from './applied';
import type { ChannelEvent } from './channel-event';

/** The queue counts its waits by the database's clock, and so do we (T-1). */
export const TRIED_NOW = sql`clock_timestamp()`;

/** The queue tries again e, e², e³ … seconds after a try, e¹⁰ at most; five minutes on top of that nobody holds the job any more. */
export const isLeftBehind: SQL = sql`(${channelEvents.attempts} = 0 or coalesce(${channelEvents.triedAt}, ${channelEvents.createdAt})
  < ${TRIED_NOW} - exp(least(10, ${channelEvents.attempts})) * interval '1 second' - interval '5 minutes')`;

/** The channel's payment that an event can't be applied without. */
function paymentOf(event: ChannelEvent): string | null {
  switch (event.kind) {
    case 'chargeback':
      return event.chargeback.externalPaymentId;
    case 'refund':
      return event.sourceExternalPaymentId;
    case 'refunded_total':
      return event.externalPaymentId;
    default:
      return null;
  }
}

/** The channel's payment that must be credited before an event can be applied; null when it waits for something else. */
export const waitsForPayment = (came: Applied, event: ChannelEvent): string | null =>
  (came.state === 'not_yet' || came.state === 'unmatched') &&
  (came.outcome === 'no_payment' || came.outcome === 'not_credited')
    ? paymentOf(event)
    : null;
