import Stripe from 'stripe';
import type { ChannelEvent, ChargebackSeen } from '@/lib/services/channel-events/channel-event';
import type { ReceivedEvent } from '@/lib/services/channel-events/receive-channel-event';
import { amountOf, idOf, paymentNamedBy } from './amounts';
import { effectOfSession } from './checkout';
import { effectOfRefund } from './refunds';
import { effectOfTransfer } from './transfers';

/** A checkout session: only `paid` is money, whatever the event is called. */
function topUpOf(session: Stripe.Checkout.Session, isDeclined: boolean): ChannelEvent {
  const effect = effectOfSession(session);
  const isOver = isDeclined && effect.state === 'open';
  return {
    kind: 'top_up',
    paymentId: paymentNamedBy(session),
    effect: isOver ? { ...effect, state: 'failed', failure: 'declined' } : effect,
  };
}

const refundOf = (refund: Stripe.Refund): ChannelEvent => ({
  kind: 'refund',
  paymentId: paymentNamedBy(refund),
  sourceExternalPaymentId: idOf(refund.payment_intent),
  effect: effectOfRefund(refund),
});

/** A transfer stands from the moment it is made; what comes back of it is counted beside. */
const payoutOf = (transfer: Stripe.Transfer): ChannelEvent => ({
  kind: 'payout',
  paymentId: paymentNamedBy(transfer),
  effect: effectOfTransfer(transfer),
  reversedMicros: amountOf(transfer.amount_reversed, transfer.currency).amountMicros,
});

/** An inquiry that ended, and a dispute that was prevented, took nothing: as good as won. */
const DISPUTE_STATES: Readonly<Record<string, ChargebackSeen['state']>> = {
  won: 'won',
  warning_closed: 'won',
  prevented: 'won',
  lost: 'lost',
};

/** What the dispute's own lines took from us, or gave back, in minor units; null where none says so in its currency. */
function movedBy(dispute: Stripe.Dispute, sign: 1 | -1): number | null {
  const lines = (dispute.balance_transactions ?? []).filter(
    (line) => Math.sign(line.amount) === sign && (line.currency ?? dispute.currency) === dispute.currency,
  );
  return lines.length === 0 ? null : lines.reduce((total, line) => total + Math.abs(line.amount), 0);
}

function chargebackOf(dispute: Stripe.Dispute, told: 'withdrawn' | 'reinstated' | null): ChannelEvent {
  const moved = dispute.balance_transactions ?? [];
  const back = movedBy(dispute, 1);
  const chargeback: ChargebackSeen = {
    chargebackId: dispute.id,
    externalPaymentId: idOf(dispute.payment_intent),
    ...amountOf(movedBy(dispute, -1) ?? dispute.amount, dispute.currency),
    reinstatedMicros: back === null ? null : amountOf(back, dispute.currency).amountMicros,
    reason: dispute.reason,
    state: DISPUTE_STATES[dispute.status] ?? 'open',
    withdrawn: told !== null || moved.some((line) => line.amount < 0),
    reinstated: told === 'reinstated' || moved.some((line) => line.amount > 0),
  };
  return { kind: 'chargeback', chargeback };
}

function refundedOf(charge: Stripe.Charge): ChannelEvent {
  const externalPaymentId = idOf(charge.payment_intent);
  if (externalPaymentId === null) return { kind: 'ignored' };
  const { amountMicros: refundedMicros } = amountOf(charge.amount_refunded, charge.currency);
  return { kind: 'refunded_total', externalPaymentId, refundedMicros };
}

function eventOf(event: Stripe.Event): ChannelEvent {
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
    case 'checkout.session.expired':
      return topUpOf(event.data.object, false);
    case 'checkout.session.async_payment_failed':
      return topUpOf(event.data.object, true);
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
    case 'charge.refund.updated':
      return refundOf(event.data.object);
    case 'charge.refunded':
      return refundedOf(event.data.object);
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.closed':
      return chargebackOf(event.data.object, null);
    case 'charge.dispute.funds_withdrawn':
      return chargebackOf(event.data.object, 'withdrawn');
    case 'charge.dispute.funds_reinstated':
      return chargebackOf(event.data.object, 'reinstated');
    case 'transfer.created':
    case 'transfer.updated':
    case 'transfer.reversed':
      return payoutOf(event.data.object);
    case 'account.updated':
      return { kind: 'payee', externalId: event.data.object.id };
    case 'account.application.deauthorized':
    case 'capability.updated':
      return event.account ? { kind: 'payee', externalId: event.account } : { kind: 'ignored' };
    case 'payout.created':
    case 'payout.updated':
    case 'payout.paid':
    case 'payout.failed':
    case 'payout.canceled':
      return { kind: 'own_bank' };
    default:
      return { kind: 'ignored' };
  }
}

/** Reads a stored Stripe event into our words, amounts in micros; throws when an amount isn't a whole number. */
export const readStripeEvent = (payload: Readonly<Record<string, unknown>>): ChannelEvent =>
  eventOf(Stripe.webhooks.constructEventWithoutVerification(JSON.stringify(payload)));

/** A verified event as the inbox keeps it, whole. */
export function receivedOf(event: Stripe.Event): ReceivedEvent {
  const { object } = event.data;
  return {
    id: event.id,
    channel: 'stripe',
    type: event.type,
    objectId: ('id' in object ? object.id : null) ?? event.account ?? event.id,
    payload: { ...event },
    occurredAt: new Date(event.created * 1000),
  };
}
