import type { Micros } from '@/lib/core/amount';
import type { Effect } from '../payments/channel';

/** A payer's bank disputes a top-up, as its channel tells of it at one moment. */
export interface ChargebackSeen {
  readonly chargebackId: string;
  /** The channel's payment that it takes back. */
  readonly externalPaymentId: string | null;
  /** What was taken, as the channel's own lines say; before that what is at stake. */
  readonly amountMicros: Micros;
  /** What it gave back, where its lines say so; all of it otherwise. */
  readonly reinstatedMicros?: Micros | null;
  readonly currency: string;
  readonly reason: string;
  readonly state: 'open' | 'won' | 'lost';
  /** Whether, by this event, the channel has taken the money from us, and whether it has given it back. */
  readonly withdrawn: boolean;
  readonly reinstated: boolean;
}

/**
 * What a channel tells us, in our words. `paymentId` is our row's id that went along as metadata; null where the channel
 * names none, as for what was done in its own dashboard.
 */
export type ChannelEvent =
  | { readonly kind: 'top_up'; readonly paymentId: string | null; readonly effect: Effect }
  | {
      readonly kind: 'refund';
      readonly paymentId: string | null;
      /** The channel's payment that is given back. */
      readonly sourceExternalPaymentId: string | null;
      readonly effect: Effect;
    }
  /** All that was given back of a channel's payment so far, without saying by which refunds. */
  | {
      readonly kind: 'refunded_total';
      readonly externalPaymentId: string;
      readonly refundedMicros: Micros;
    }
  | {
      readonly kind: 'payout';
      readonly paymentId: string | null;
      readonly effect: Effect;
      /** All of it that came back so far. */
      readonly reversedMicros: Micros;
    }
  | { readonly kind: 'chargeback'; readonly chargeback: ChargebackSeen }
  /** Something about an organization we pay: it is asked for anew. */
  | { readonly kind: 'payee'; readonly externalId: string }
  /** Money moved between the channel and our own bank: its lines are read anew. */
  | { readonly kind: 'own_bank' }
  | { readonly kind: 'ignored' };

/** Reads a channel's stored payload; throws when it can't be read. */
export type ReadChannelEvent = (payload: Readonly<Record<string, unknown>>) => ChannelEvent;
