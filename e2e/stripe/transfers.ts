import type Stripe from 'stripe';
import type { Form } from './form';
import { move, needAvailable } from './movements';
import { findAccount } from './parties';
import { invalid, missing, refused } from './problem';
import type { World } from './world';

export function createTransfer(world: World, form: Form): Stripe.Transfer {
  form.allow('amount', 'currency', 'destination', 'description', 'metadata', 'transfer_group');
  const amount = form.whole('amount') ?? Number(form.need('amount'));
  const currency = form.need('currency').toLowerCase();
  const account = findAccount(world, form.need('destination'), 'destination');
  if (amount <= 0) throw invalid('Invalid positive integer', { param: 'amount' });
  if (account.capabilities?.transfers !== 'active')
    throw refused(
      'Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments',
      { code: 'insufficient_capabilities_for_transfer' },
    );
  if (currency !== world.house.currency)
    throw refused(`Your balance has no ${currency}.`, { code: 'balance_insufficient' });
  needAvailable(world, amount);
  const id = world.nextId('tr');
  const line = move(world, { type: 'transfer', amount: -amount, currency, source: id });
  const transfer: Stripe.Transfer = {
    id,
    object: 'transfer',
    amount,
    amount_reversed: 0,
    balance_transaction: line.id,
    created: world.clock.seconds(),
    currency,
    description: form.text('description'),
    destination: account.id,
    destination_payment: world.nextId('py'),
    livemode: false,
    metadata: form.map('metadata'),
    reversals: { object: 'list', data: [], has_more: false, url: `/v1/transfers/${id}/reversals` },
    reversed: false,
    source_transaction: null,
    source_type: 'card',
    transfer_group: form.text('transfer_group'),
  };
  world.transfers.set(id, transfer);
  world.emit('transfer.created', transfer);
  return transfer;
}

export function findTransfer(world: World, id: string): Stripe.Transfer {
  const transfer = world.transfers.get(id);
  if (!transfer) throw missing('transfer', id, 'id');
  return transfer;
}

/** Takes a transfer back, all that is left of it or a part. */
export function reverseTransfer(
  world: World,
  id: string,
  wanted: { readonly amount?: number | null; readonly metadata?: Record<string, string> } = {},
): Stripe.TransferReversal {
  const transfer = findTransfer(world, id);
  const left = transfer.amount - transfer.amount_reversed;
  const amount = wanted.amount ?? left;
  if (amount <= 0 || amount > left)
    throw refused(`Transfer reversal amount (${amount}) is greater than unreversed amount (${left})`, {
      param: 'amount',
    });
  const reversal: Stripe.TransferReversal = {
    id: world.nextId('trr'),
    object: 'transfer_reversal',
    amount,
    balance_transaction: null,
    created: world.clock.seconds(),
    currency: transfer.currency,
    destination_payment_refund: world.nextId('pyr'),
    metadata: wanted.metadata ?? {},
    source_refund: null,
    transfer: id,
  };
  reversal.balance_transaction = move(world, {
    type: 'transfer_refund',
    amount,
    currency: transfer.currency,
    source: reversal.id,
  }).id;
  transfer.reversals.data.unshift(reversal);
  transfer.amount_reversed += amount;
  transfer.reversed = transfer.amount_reversed === transfer.amount;
  world.emit('transfer.reversed', transfer);
  return reversal;
}
