import type { Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import {
  type AccountKind,
  balanced,
  type Entry,
  type ExternalAccountKind,
  type Posting,
  type Recipe,
  type Stamp,
} from './posting';

type Facts = Posting['facts'];
type Line = readonly [organizationId: string | null, kind: AccountKind, amountMicros: Micros];

interface Event {
  readonly recipe: Recipe;
  readonly requestKey: string;
  readonly subjectType: Posting['subjectType'];
  readonly subjectId: string;
  readonly facts: Facts;
}

function write(stamp: Stamp, event: Event, lines: readonly Line[]): Posting | null {
  const entries: Entry[] = lines.map(([organizationId, kind, amountMicros]) => ({
    organizationId,
    kind,
    currency: stamp.currency,
    amountMicros,
  }));
  const kept = balanced(entries);
  if (kept.length === 0) return null;
  return { id: stamp.id, ...event, eventAt: stamp.eventAt, entries: kept };
}

function mustMove(posting: Posting | null, rule: string): Posting {
  assert(posting !== null, rule);
  return posting;
}

/** Money that came in over a channel becomes the organization's available balance; key `top_up:<payment>`. */
export function topUp(
  stamp: Stamp,
  payment: {
    readonly id: string;
    readonly organizationId: string;
    readonly channel: string;
    readonly amountMicros: Micros;
  },
): Posting {
  assert(payment.amountMicros > 0n, 'L-5', { payment: payment.id });
  const outside: ExternalAccountKind = `external:${payment.channel}`;
  const event: Event = {
    recipe: 'top_up',
    requestKey: `top_up:${payment.id}`,
    subjectType: 'payment',
    subjectId: payment.id,
    facts: { channel: payment.channel },
  };
  const lines: Line[] = [
    [null, outside, -payment.amountMicros],
    [payment.organizationId, 'available', payment.amountMicros],
  ];
  return mustMove(write(stamp, event, lines), 'L-5');
}

/** The buyer's side of an order's hold, in micros. */
export interface OrderHold {
  readonly orderId: string;
  readonly organizationId: string;
  readonly heldMicros: Micros;
}

const orderEvent = (recipe: Recipe, prefix: string, order: OrderHold, facts: Facts): Event => ({
  recipe,
  requestKey: `${prefix}:${order.orderId}`,
  subjectType: 'order',
  subjectId: order.orderId,
  facts,
});

/** An order's limit is set aside before it enters the book (M-5); key `hold:<order>`. */
export function holdOrder(stamp: Stamp, order: OrderHold): Posting {
  assert(order.heldMicros > 0n, 'M-5', { order: order.orderId });
  const lines: Line[] = [
    [order.organizationId, 'available', -order.heldMicros],
    [order.organizationId, 'held', order.heldMicros],
  ];
  return mustMove(write(stamp, orderEvent('hold_order', 'hold', order, {}), lines), 'M-5');
}

/** An order closed without a trade gives its whole hold back; key `release:<order>`. */
export function releaseHold(stamp: Stamp, order: OrderHold, because: string): Posting {
  assert(order.heldMicros > 0n, 'M-5', { order: order.orderId });
  const lines: Line[] = [
    [order.organizationId, 'held', -order.heldMicros],
    [order.organizationId, 'available', order.heldMicros],
  ];
  const event = orderEvent('release_hold', 'release', order, { because });
  return mustMove(write(stamp, event, lines), 'M-5');
}

/**
 * A filled order keeps what its leases cost on hold and gets the rest of its limit back (M-11); key `trade:<order>`.
 * From the order's hold to the leases' holds nothing moves between accounts, so an exact fill has no posting.
 */
export function tradeOrder(stamp: Stamp, order: OrderHold, payMicros: Micros): Posting | null {
  assert(payMicros > 0n && payMicros <= order.heldMicros, 'M-11', { order: order.orderId, payMicros });
  const restMicros = order.heldMicros - payMicros;
  const lines: Line[] = [
    [order.organizationId, 'held', -restMicros],
    [order.organizationId, 'available', restMicros],
  ];
  return write(stamp, orderEvent('trade_order', 'trade', order, { paid: payMicros.toString() }), lines);
}

/** The two sides of a lease. */
export interface LeaseParties {
  readonly leaseId: string;
  readonly buyerOrganizationId: string;
  readonly providerOrganizationId: string;
}

/** What one event moves on a lease, in micros; the five changes cancel out (S-2). */
export interface LeaseMove {
  /** Change of the lease's held money (mostly ≤ 0). */
  readonly heldMicros: Micros;
  /** Change of the lease's disputed money. */
  readonly disputedMicros: Micros;
  /** Newly earned, fee included: what leaves the buyer for good. */
  readonly earnedMicros: Micros;
  /** The exchange's part of what was newly earned. */
  readonly feeMicros: Micros;
  /** Back to the buyer's available balance. */
  readonly refundedMicros: Micros;
}

function moveLease(
  stamp: Stamp,
  parties: LeaseParties,
  move: LeaseMove,
  event: Pick<Event, 'recipe' | 'requestKey'> & { readonly facts?: Facts },
): Posting | null {
  assert(move.earnedMicros >= 0n && move.refundedMicros >= 0n, 'S-2', { lease: parties.leaseId });
  assert(move.feeMicros >= 0n && move.feeMicros <= move.earnedMicros, 'S-2', { lease: parties.leaseId });
  const { buyerOrganizationId, providerOrganizationId } = parties;
  // A provider's own entry is net: what was earned and the fee in it are said beside it.
  const facts = { ...event.facts, earned: move.earnedMicros.toString(), fee: move.feeMicros.toString() };
  return write(stamp, { ...event, facts, subjectType: 'lease', subjectId: parties.leaseId }, [
    [buyerOrganizationId, 'held', move.heldMicros],
    [buyerOrganizationId, 'disputed', move.disputedMicros],
    [providerOrganizationId, 'payable', move.earnedMicros - move.feeMicros],
    [null, 'fees', move.feeMicros],
    [buyerOrganizationId, 'available', move.refundedMicros],
  ]);
}

/** Accepted units turn held money into earnings and fee (S-2), and at the lease's end the rest into a refund; key `settle:<lease>:<sequence>`. */
export const settleLeasePosting = (
  stamp: Stamp,
  parties: LeaseParties,
  sequence: number,
  move: LeaseMove,
): Posting | null =>
  moveLease(stamp, parties, move, {
    recipe: 'settle_lease',
    requestKey: `settle:${parties.leaseId}:${sequence}`,
    facts: { sequence },
  });

/** A rejected delivery's money moves from held to disputed (S-3); key `freeze:<lease>:<sequence>`. */
export const freezeDisputePosting = (
  stamp: Stamp,
  parties: LeaseParties,
  sequence: number,
  move: LeaseMove,
): Posting | null =>
  moveLease(stamp, parties, move, {
    recipe: 'freeze_dispute',
    requestKey: `freeze:${parties.leaseId}:${sequence}`,
    facts: { sequence },
  });

/** A decided dispute's money goes to the provider and the fee, or back to the buyer (S-3); key `decide:<lease>:<sequence>`. */
export const decideDisputePosting = (
  stamp: Stamp,
  parties: LeaseParties,
  sequence: number,
  outcome: 'for_buyer' | 'for_provider',
  move: LeaseMove,
): Posting | null =>
  moveLease(stamp, parties, move, {
    recipe: 'decide_dispute',
    requestKey: `decide:${parties.leaseId}:${sequence}`,
    facts: { sequence, outcome },
  });

/** When nothing more may be delivered, what nobody delivered returns to the buyer (S-2); key `close:<lease>`. */
export const closeLeasePosting = (stamp: Stamp, parties: LeaseParties, move: LeaseMove): Posting | null =>
  moveLease(stamp, parties, move, { recipe: 'close_lease', requestKey: `close:${parties.leaseId}` });

/** A cancelled lease pays its charge and returns the rest (S-8); key `cancel:<lease>`. */
export const cancelLeasePosting = (stamp: Stamp, parties: LeaseParties, move: LeaseMove): Posting | null =>
  moveLease(stamp, parties, move, { recipe: 'cancel_lease', requestKey: `cancel:${parties.leaseId}` });
