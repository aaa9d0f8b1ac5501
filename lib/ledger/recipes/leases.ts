import type { Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import type { Hour } from '@/lib/core/hours';
import type { Posting, Stamp } from '../posting';
import { type Event, type Facts, writeSome } from './write';

/** The two sides of a lease. */
export interface LeaseParties {
  readonly leaseId: string;
  readonly buyerOrganizationId: string;
  readonly providerOrganizationId: string;
}

/** What one event moves on a lease, in micros: held, disputed, earned and refunded cancel out (S-2). */
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
  /** Of what was newly earned, credited to the buyer for lateness (S-5). */
  readonly creditMicros: Micros;
}

function moveLease(
  stamp: Stamp,
  parties: LeaseParties,
  move: LeaseMove,
  event: Pick<Event, 'recipe' | 'requestKey'> & { readonly facts?: Facts },
): Posting | null {
  assert(move.earnedMicros >= 0n && move.refundedMicros >= 0n, 'S-2', { lease: parties.leaseId });
  assert(move.feeMicros >= 0n && move.feeMicros <= move.earnedMicros, 'S-2', { lease: parties.leaseId });
  const netMicros = move.earnedMicros - move.feeMicros;
  assert(move.creditMicros >= 0n && move.creditMicros <= netMicros, 'S-5', { lease: parties.leaseId });
  const { buyerOrganizationId, providerOrganizationId } = parties;
  // A provider's own entry is net: what was earned and the fee in it are said beside it.
  const facts = {
    ...event.facts,
    earned: move.earnedMicros.toString(),
    fee: move.feeMicros.toString(),
    ...(move.creditMicros > 0n && { credit: move.creditMicros.toString() }),
  };
  return writeSome(stamp, { ...event, facts, subjectType: 'lease', subjectId: parties.leaseId }, [
    [buyerOrganizationId, 'held', move.heldMicros],
    [buyerOrganizationId, 'disputed', move.disputedMicros],
    [providerOrganizationId, 'payable', netMicros - move.creditMicros],
    [null, 'fees', move.feeMicros],
    [buyerOrganizationId, 'available', move.refundedMicros + move.creditMicros],
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

/** A decided dispute's money goes to the provider and the fee, back to the buyer, or some of it to each (S-3); key `decide:<lease>:<sequence>`. */
export const decideDisputePosting = (
  stamp: Stamp,
  parties: LeaseParties,
  sequence: number,
  decision: {
    readonly outcome: 'for_buyer' | 'for_provider' | 'shared';
    /** Of the delivery's units, those the provider is paid. */
    readonly providerUnits: bigint;
    /** Why: the operator's ground, or that a side gave its claim up. */
    readonly ground: string;
  },
  move: LeaseMove,
): Posting | null =>
  moveLease(stamp, parties, move, {
    recipe: 'decide_dispute',
    requestKey: `decide:${parties.leaseId}:${sequence}`,
    facts: { sequence, ...decision, providerUnits: decision.providerUnits.toString() },
  });

/** When nothing more may be delivered, what nobody delivered returns to the buyer (S-2); key `close:<lease>`. */
export const closeLeasePosting = (stamp: Stamp, parties: LeaseParties, move: LeaseMove): Posting | null =>
  moveLease(stamp, parties, move, { recipe: 'close_lease', requestKey: `close:${parties.leaseId}` });

/** A lease its buyer leaves pays its charge and the accepted units, keeps its given-back hours' cost on hold and returns the rest (S-8); key `cancel:<lease>`. */
export const cancelLeasePosting = (stamp: Stamp, parties: LeaseParties, move: LeaseMove): Posting | null =>
  moveLease(stamp, parties, move, { recipe: 'cancel_lease', requestKey: `cancel:${parties.leaseId}` });

/** Given-back hours have begun: what their takers pay returns, the rest is earned (S-8); key `pass:<lease>:<hour>`. */
export const passHoursPosting = (
  stamp: Stamp,
  parties: LeaseParties,
  /** The last of them. */
  hour: Hour,
  move: LeaseMove,
): Posting | null =>
  moveLease(stamp, parties, move, {
    recipe: 'pass_hours',
    requestKey: `pass:${parties.leaseId}:${hour}`,
    facts: { hour },
  });
