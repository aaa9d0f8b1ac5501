import { alias } from 'drizzle-orm/pg-core';
import { disputes, organizations } from '@/db/schema';

export const buyer = alias(organizations, 'buyer');
export const provider = alias(organizations, 'provider');

/** What everybody who sees a dispute sees of its row: no ids of persons, no request ids. */
export const disputeColumns = {
  id: disputes.id,
  deliveryId: disputes.deliveryId,
  leaseId: disputes.leaseId,
  buyerOrganizationId: disputes.buyerOrganizationId,
  providerOrganizationId: disputes.providerOrganizationId,
  disputedMicros: disputes.disputedMicros,
  reason: disputes.reason,
  statement: disputes.statement,
  evidence: disputes.evidence,
  state: disputes.state,
  statementsUntil: disputes.statementsUntil,
  outcome: disputes.outcome,
  decisionReason: disputes.decisionReason,
  providerUnits: disputes.providerUnits,
  decisionNote: disputes.decisionNote,
  decidedBy: disputes.decidedBy,
  earnedMicros: disputes.earnedMicros,
  feeMicros: disputes.feeMicros,
  creditMicros: disputes.creditMicros,
  refundedMicros: disputes.refundedMicros,
  decidedAt: disputes.decidedAt,
  eventAt: disputes.eventAt,
} as const;
