import type Stripe from 'stripe';
import type { Form } from './form';
import { move } from './movements';
import { chargeOf } from './payments';
import { invalid, missing, refused } from './problem';
import type { World } from './world';

interface Wanted {
  readonly amount: number | null;
  readonly reason: string | null;
  readonly metadata: Record<string, string>;
}

export function createRefund(world: World, form: Form): Stripe.Refund {
  form.allow('payment_intent', 'charge', 'amount', 'currency', 'reason', 'metadata');
  const [intent, charge] = [form.text('payment_intent'), form.text('charge')];
  if (!intent && !charge)
    throw invalid(
      'One of the following params should be provided for this request: payment_intent or charge.',
      {
        code: 'parameter_missing',
      },
    );
  const of = intent ? chargeOf(world, intent) : chargeOf(world, charge ?? '', 'charge');
  return refundCharge(world, of, {
    amount: form.whole('amount'),
    reason: form.text('reason'),
    metadata: form.map('metadata'),
  });
}

/** Gives a charge back, all that is left of it or a part; what was disputed can't be given back. */
export function refundCharge(world: World, charge: Stripe.Charge, wanted: Wanted): Stripe.Refund {
  const left = charge.amount - charge.amount_refunded;
  const amount = wanted.amount ?? left;
  if (charge.disputed)
    throw refused(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    });
  if (left === 0)
    throw refused(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  if (amount <= 0) throw invalid('Invalid positive integer', { param: 'amount' });
  if (amount > left)
    throw refused(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, {
      param: 'amount',
    });
  const method = charge.payment_method_details?.type ?? 'card';
  const slow = world.house.slowRefunds.includes(method);
  const refund: Stripe.Refund = {
    id: world.nextId('re'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: world.clock.seconds(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: { type: method },
    metadata: wanted.metadata,
    payment_intent: typeof charge.payment_intent === 'string' ? charge.payment_intent : null,
    payment_method: charge.payment_method,
    ...(slow ? { pending_reason: 'processing' } : {}),
    reason: wanted.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: slow ? 'pending' : 'succeeded',
    transfer_reversal: null,
  };
  const line = move(world, {
    type: 'refund',
    amount: -amount,
    currency: charge.currency,
    source: refund.id,
  });
  refund.balance_transaction = line.id;
  world.refunds.set(refund.id, refund);
  countRefunded(charge, amount);
  world.emit('refund.created', refund);
  world.emit('charge.refunded', charge);
  return refund;
}

function countRefunded(charge: Stripe.Charge, amount: number): void {
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
}

/** A refund that was pending ends, or one that had succeeded comes back from the payer's bank. */
export function settleRefund(world: World, id: string, how: 'succeeded' | 'failed'): Stripe.Refund {
  const refund = findRefund(world, id);
  if (refund.status === 'failed' || (refund.status === 'succeeded' && how === 'succeeded'))
    throw refused(`This refund is ${refund.status}.`);
  delete refund.pending_reason;
  refund.status = how;
  if (how === 'failed') {
    const line = move(world, {
      type: 'refund_failure',
      amount: refund.amount,
      currency: refund.currency,
      source: refund.id,
    });
    refund.failure_balance_transaction = line.id;
    refund.failure_reason = 'expired_or_canceled_card';
    countRefunded(chargeOf(world, String(refund.charge), 'charge'), -refund.amount);
    world.emit('refund.failed', refund);
  }
  world.emit('refund.updated', refund);
  world.emit('charge.refund.updated', refund);
  return refund;
}

export function findRefund(world: World, id: string): Stripe.Refund {
  const refund = world.refunds.get(id);
  if (!refund) throw missing('refund', id, 'id');
  return refund;
}
