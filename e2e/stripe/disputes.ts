import type Stripe from 'stripe';
import { move } from './movements';
import { chargeOf } from './payments';
import { missing, refused } from './problem';
import type { World } from './world';

export interface Disputing {
  readonly amount?: number;
  readonly reason?: string;
  /** An inquiry: nothing is withdrawn yet. */
  readonly inquiry?: boolean;
}

/** A payer disputes a charge at their bank, named by its session, payment intent or charge. */
export function openDispute(world: World, paymentId: string, how: Disputing = {}): Stripe.Dispute {
  const charge = chargeOf(world, paymentId);
  const dispute = newDispute(world, charge, how);
  world.disputes.set(dispute.id, dispute);
  charge.disputed = true;
  world.emit('charge.dispute.created', dispute);
  if (!how.inquiry) withdraw(world, dispute);
  return dispute;
}

function newDispute(world: World, charge: Stripe.Charge, how: Disputing): Stripe.Dispute {
  return {
    id: world.nextId('du'),
    object: 'dispute',
    amount: how.amount ?? charge.amount - charge.amount_refunded,
    balance_transactions: [],
    charge: charge.id,
    created: world.clock.seconds(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: world.clock.seconds() + 7 * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: how.inquiry === true,
    livemode: false,
    metadata: {},
    payment_intent: typeof charge.payment_intent === 'string' ? charge.payment_intent : null,
    reason: how.reason ?? 'fraudulent',
    status: how.inquiry ? 'warning_needs_response' : 'needs_response',
  };
}

const NO_EVIDENCE: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};

/** The bank takes the money, with its fee. */
function withdraw(world: World, dispute: Stripe.Dispute): void {
  const line = move(world, {
    type: 'adjustment',
    amount: -dispute.amount,
    currency: dispute.currency,
    source: dispute.id,
    fee: world.house.disputeFee,
    description: `Chargeback withdrawal for ${dispute.charge}`,
  });
  dispute.balance_transactions.push(line);
  world.emit('charge.dispute.funds_withdrawn', dispute);
}

/** An inquiry becomes a chargeback. */
export function escalateDispute(world: World, id: string): Stripe.Dispute {
  const dispute = findDispute(world, id);
  if (dispute.status !== 'warning_needs_response') throw refused(`This dispute is ${dispute.status}.`);
  dispute.status = 'needs_response';
  dispute.is_charge_refundable = false;
  withdraw(world, dispute);
  world.emit('charge.dispute.updated', dispute);
  return dispute;
}

export function closeDispute(world: World, id: string, how: 'won' | 'lost'): Stripe.Dispute {
  const dispute = findDispute(world, id);
  if (dispute.status === 'won' || dispute.status === 'lost')
    throw refused(`This dispute is ${dispute.status}.`);
  const inquiry = dispute.status === 'warning_needs_response';
  dispute.status = inquiry ? 'warning_closed' : how;
  if (inquiry || how === 'won') chargeOf(world, String(dispute.charge), 'charge').disputed = false;
  if (!inquiry && how === 'won') {
    const line = move(world, {
      type: 'adjustment',
      amount: dispute.amount,
      currency: dispute.currency,
      source: dispute.id,
      category: 'dispute_reversal',
      description: `Chargeback reversal for ${dispute.charge}`,
    });
    dispute.balance_transactions.push(line);
    world.emit('charge.dispute.funds_reinstated', dispute);
  }
  world.emit('charge.dispute.closed', dispute);
  return dispute;
}

export function findDispute(world: World, id: string): Stripe.Dispute {
  const dispute = world.disputes.get(id);
  if (!dispute) throw missing('dispute', id, 'id');
  return dispute;
}
