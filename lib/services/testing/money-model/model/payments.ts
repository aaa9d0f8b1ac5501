import type { MoneyModel } from './money-model';
import type { ModelPayment, PaymentSeen } from './rows';
import { DAY_MS } from './terms';

/** A payment came to stand in a state, whichever way it got there. */
export function paymentStands(model: MoneyModel, seen: PaymentSeen): void {
  const own = model.payments.find(({ id }) => id === seen.id) ?? paymentMade(model, seen);
  if (own.state === seen.state) return;
  const before = own.state;
  if (before === 'succeeded') throw new Error(`${seen.kind} ${seen.id}: ${before} became ${seen.state}`);
  own.state = seen.state;
  own.method = seen.method;
  own.settledAt = seen.settledAt;
  own.finalAt = seen.settledAt + (seen.method === 'card' ? model.card.finalDays * DAY_MS : 0);
  if (before === 'failed') afterAll(model, own);
  else if (seen.state === 'succeeded') happened(model, own);
  else if (seen.state === 'failed') gaveUp(model, own);
}

function paymentMade(model: MoneyModel, seen: PaymentSeen): ModelPayment {
  const own = {
    ...seen,
    finalAt: 0,
    state: 'pending',
    chargeback: 'none' as const,
    charged: 0n,
    returned: 0n,
  };
  model.payments.push(own);
  if (seen.kind === 'refund') model.books.between(seen.organization, 'available', 'in_payout', seen.amount);
  if (seen.kind === 'payout') model.books.between(seen.organization, 'payable', 'in_payout', seen.amount);
  return own;
}

function happened({ books }: MoneyModel, { kind, organization, amount, channel }: ModelPayment): void {
  if (kind === 'top_up') books.outside(organization, 'available', amount, channel);
  else books.outside(organization, 'in_payout', -amount, channel);
  books.recover(organization);
}

function gaveUp({ books }: MoneyModel, { kind, organization, amount }: ModelPayment): void {
  if (kind === 'refund') books.between(organization, 'in_payout', 'available', amount);
  if (kind === 'payout') books.between(organization, 'in_payout', 'payable', amount);
  books.recover(organization);
}

/** It had been given up, and what was set aside for it given back: now it is taken from there, the rest is owed. */
function afterAll(model: MoneyModel, payment: ModelPayment): void {
  const { kind, organization, amount, channel, state } = payment;
  if (state !== 'succeeded') throw new Error(`${kind} ${payment.id} failed, then became ${state}`);
  if (kind === 'top_up') {
    happened(model, payment);
    return;
  }
  model.books.move('platform', `external:${channel}`, amount);
  const short = model.books.take(organization, kind === 'refund' ? 'available' : 'payable', amount);
  if (short > 0n || kind === 'payout') model.debtors.add(organization);
}

/** The payer's bank takes a top-up back; orders that leave the book because of it are told afterwards. */
export function chargedBack(model: MoneyModel, topUp: ModelPayment, micros: bigint): void {
  topUp.chargeback = 'open';
  topUp.charged = micros;
  model.books.move('platform', 'external:stripe', micros);
  if (model.books.take(topUp.organization, 'available', micros) > 0n) model.debtors.add(topUp.organization);
}

export function chargebackWon({ books }: MoneyModel, topUp: ModelPayment): void {
  topUp.chargeback = 'won';
  books.outside(topUp.organization, 'available', topUp.charged);
  books.recover(topUp.organization);
}

/** Who came to owe: once its orders have left the book, what they held goes towards it. */
export function recoverDebtors(model: MoneyModel): void {
  const stands = model.orders.find(({ open, buyer }) => open && model.debtors.has(buyer));
  if (stands) throw new Error(`order ${stands.id} of a debtor stays in the book`);
  for (const id of model.debtors) model.books.recover(id);
  model.debtors.clear();
}

/** This much of a payout, or all of a refund, came back after it had been made. */
export function cameBack({ books }: MoneyModel, payment: ModelPayment, cumulative: bigint): void {
  const { kind, organization, channel, returned } = payment;
  books.outside(organization, kind === 'payout' ? 'payable' : 'available', cumulative - returned, channel);
  payment.returned = cumulative;
  books.recover(organization);
}

/** The exchange puts its own money beside its clients'. */
export function ownMoneyCame({ books }: MoneyModel, micros: bigint): void {
  books.outside('platform', 'guarantee', micros, 'bank');
}

/** What banks on the way kept of a transfer that came back is the exchange's cost. */
export function bankKept({ books }: MoneyModel, micros: bigint): void {
  books.outside('platform', 'costs', -micros, 'bank');
}
