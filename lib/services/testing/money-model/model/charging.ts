import { payableNow } from './card-money';
import type { MoneyModel } from './money-model';
import type { ModelDelivery, ModelFound, ModelLease } from './rows';
import { type Charges, settle, spend } from './settling';
import { least, most, WINDOW_MS } from './terms';

/** What settling a lease left to charge: credit that earnings of before owe, and what failing costs. */
function charge(model: MoneyModel, lease: ModelLease, { owed, failure }: Charges): void {
  lease.credit += chargeProvider(model, lease, owed, lease.earned - lease.fee - lease.credit);
  lease.charged += chargeProvider(model, lease, failure, 0n);
}

/**
 * The buyer gets what its provider has and needn't wait for, and what the provider netted on this lease; the rest is owed
 * and reaches nobody (S-5). Promises what the buyer got.
 */
export function chargeProvider(model: MoneyModel, lease: ModelLease, micros: bigint, netted: bigint): bigint {
  if (micros === 0n) return 0n;
  const { books } = model;
  const { provider, buyer } = lease;
  const payable = books.of(provider, 'payable');
  const unowed = most(0n, least(payableNow(model, provider), payable + books.of(provider, 'receivable')));
  const taken = least(micros, most(unowed, least(netted, payable)));
  const got = least(micros, most(netted, taken));
  books.move(provider, 'payable', -taken);
  books.owe(provider, got - taken);
  books.move(buyer, 'available', got);
  books.oweNobody(provider, micros - got);
  spend(model, lease, -got, -taken);
  if (micros > taken) books.recover(provider);
  return got;
}

export function giveUp(model: MoneyModel, lease: ModelLease): void {
  charge(model, lease, settle(model, lease, true));
}

export function accept(model: MoneyModel, lease: ModelLease, delivery: ModelDelivery): void {
  delivery.state = 'accepted';
  delivery.paid = delivery.units;
  charge(model, lease, settle(model, lease));
}

/** A dispute ended with so many of its units paid; promises what was left to charge. */
export function decide(model: MoneyModel, lease: ModelLease, delivery: ModelDelivery, paid: bigint): Charges {
  delivery.state = 'decided';
  delivery.paid = paid;
  const charges = settle(model, lease);
  charge(model, lease, charges);
  return charges;
}

/** Time passed: leases move, in the order in which providers were charged. */
export function leasesMove(model: MoneyModel, charged: readonly string[]): void {
  const turn = ({ id }: ModelLease) => (charged.includes(id) ? charged.indexOf(id) : charged.length);
  const moved = model.live().map((lease) => [lease, settle(model, lease)] as const);
  for (const [lease, charges] of moved.toSorted(([a], [b]) => turn(a) - turn(b)))
    charge(model, lease, charges);
}

/**
 * Deliveries nobody answered in time are accepted, of every lease one at a time: first those that charge nobody, then the
 * last ones of failed leases, in the order in which their providers were charged. Promises which.
 */
export function silenceAccepts(model: MoneyModel, charged: readonly string[]): readonly ModelFound[] {
  const isDue = ({ state, at }: ModelDelivery) => state === 'reported' && at + WINDOW_MS <= model.now;
  const silent = model
    .live()
    .flatMap((lease) => lease.deliveries.filter(isDue).map((delivery, nth) => ({ lease, delivery, nth })));
  const turn = ({ id }: ModelLease) => charged.lastIndexOf(id);
  const inOrder = (a: ModelLease, b: ModelLease) => turn(a) - turn(b) || (a.id < b.id ? -1 : 1);
  silent.sort((a, b) => a.nth - b.nth || inOrder(a.lease, b.lease));
  for (const { lease, delivery } of silent) accept(model, lease, delivery);
  return silent;
}
