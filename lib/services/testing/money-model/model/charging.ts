import { payableNow } from './card-money';
import type { MoneyModel } from './money-model';
import type { ModelDelivery, ModelLease } from './rows';
import { accept, settle, spend } from './settling';
import { BPS, FAILURE_BPS, least, most, WINDOW_MS } from './terms';

/** Credit that earnings of before owe, and the charge for failing, when reporting closed or the provider gave up. */
function charge(model: MoneyModel, lease: ModelLease, owed: bigint, givenUp: boolean): void {
  const accepted = lease.deliveries.some(({ paid }) => paid > 0n);
  const refused = lease.deliveries.some((d) => d.state === 'decided' && d.paid < d.units);
  const undelivered = lease.units - model.reported(lease);
  const fails = lease.ended && undelivered > 0n && (givenUp || (!refused && !accepted && lease.started));
  if (fails) {
    lease.failedUnits = lease.units - lease.deliveries.reduce((all, { paid }) => all + paid, 0n);
    lease.isDue = true;
  }
  const failure = fails ? (lease.price * undelivered * FAILURE_BPS) / (lease.units * BPS) : 0n;
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
  charge(model, lease, settle(model, lease, true), true);
}

/** Time passed: leases move, in the order in which providers were charged. */
export function leasesMove(model: MoneyModel, charged: readonly string[]): void {
  const turn = ({ id }: ModelLease) => (charged.includes(id) ? charged.indexOf(id) : charged.length);
  const moved = model.live().map((lease) => [lease, settle(model, lease)] as const);
  for (const [lease, owed] of moved.toSorted(([a], [b]) => turn(a) - turn(b)))
    charge(model, lease, owed, false);
}

/** Deliveries nobody answered in time are accepted, of every lease one at a time; promises how many. */
export function silenceAccepts(model: MoneyModel): number {
  const isDue = ({ state, at }: ModelDelivery) => state === 'reported' && at + WINDOW_MS <= model.now;
  const silent = model
    .live()
    .flatMap((lease) => lease.deliveries.filter(isDue).map((delivery, nth) => ({ lease, delivery, nth })));
  silent.sort((a, b) => a.nth - b.nth || (a.lease.id < b.lease.id ? -1 : 1));
  for (const { lease, delivery } of silent) accept(model, lease, delivery);
  return silent.length;
}
