import type { MoneyModel } from './money-model';
import type { ModelDelivery, ModelLease } from './rows';
import { BPS, FEE_BPS, GRACE_HOURS, HOUR_MS, LATE_BPS_PER_HOUR, LATE_CAP_BPS, least } from './terms';

/** How a lease's units stand, where its reporting has closed and where it hasn't. */
function unitsOf({ deliveries, units }: ModelLease, isOver: boolean) {
  const unreported = units - deliveries.reduce((all, d) => all + d.units, 0n);
  const refused = deliveries.reduce((all, d) => (d.state === 'decided' ? all + d.units - d.paid : all), 0n);
  return {
    unreported,
    accepted: deliveries.reduce((all, d) => all + d.paid, 0n),
    frozen: deliveries.reduce((all, d) => (d.state === 'rejected' ? all + d.units : all), 0n),
    lost: refused + (isOver ? unreported : 0n),
  };
}

/** What lateness is worth: paid units by their hours, and where reporting closed, those that never came. */
function lateWeight({ deliveries, endHour }: ModelLease, missing: bigint): bigint {
  const bps = (hours: number) => least(least(LATE_CAP_BPS, LATE_BPS_PER_HOUR * BigInt(hours)), BPS - FEE_BPS);
  const hoursLate = (at: number) => Math.max(0, Math.floor((at - endHour * HOUR_MS) / HOUR_MS));
  const results = deliveries.filter(({ kind }) => kind === 'result');
  return results.reduce((all, d) => all + d.paid * bps(hoursLate(d.at)), missing * bps(GRACE_HOURS));
}

/** Moves a lease's money to where its deliveries say it belongs; promises how much credit nothing newly earned could pay. */
export function settle(model: MoneyModel, lease: ModelLease, givenUp = false): bigint {
  if (lease.ended) return 0n;
  const { price, units: n, buyer, provider } = lease;
  if (lease.startHour <= model.hour && model.hour < lease.endHour) lease.started = true;
  const closed = model.now >= model.closesAt(lease);
  const { unreported, accepted, frozen, lost } = unitsOf(lease, closed || givenUp);
  const earned = (price * accepted) / n;
  const fee = (earned * FEE_BPS) / BPS;
  const disputed = (price * frozen) / n;
  const reach = (price * (n - lost)) / n;
  const net = earned - fee;
  const weight = lateWeight(lease, closed && !givenUp ? unreported : 0n);
  const due = least((price * weight) / (n * BPS), net);
  const open = due > lease.credit ? due - lease.credit : 0n;
  const newNet = net - (lease.earned - lease.fee);
  const now = least(open, newNet);
  model.books.move(buyer, 'held', reach - earned - disputed - lease.held);
  model.books.move(buyer, 'disputed', disputed - lease.disputed);
  model.books.move(buyer, 'available', price - reach - lease.refunded + now);
  model.books.move(provider, 'payable', newNet - now);
  model.earnFee(fee - lease.fee);
  spend(model, lease, earned - lease.earned - now, newNet - now);
  const held = reach - earned - disputed;
  const credit = lease.credit + now;
  Object.assign(lease, { held, disputed, earned, fee, refunded: price - reach, credit });
  if (accepted + lost === n) end(model, lease);
  return open - now;
}

export function end(model: MoneyModel, lease: ModelLease): void {
  lease.ended = true;
  lease.endedAt = model.now;
}

/** What one posting moved from a lease's buyer to its provider. */
export function spend(model: MoneyModel, lease: ModelLease, spent: bigint, net: bigint): void {
  if (spent !== 0n) model.spendings.push({ lease, spent, net, at: model.now });
}

export function accept(model: MoneyModel, lease: ModelLease, delivery: ModelDelivery): void {
  delivery.state = 'accepted';
  delivery.paid = delivery.units;
  settle(model, lease);
}

/** A dispute ended with so many of its units paid. */
export function decide(model: MoneyModel, lease: ModelLease, delivery: ModelDelivery, paid: bigint): void {
  delivery.state = 'decided';
  delivery.paid = paid;
  settle(model, lease);
}
