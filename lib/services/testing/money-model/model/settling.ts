import type { MoneyModel } from './money-model';
import type { ModelDelivery, ModelLease } from './rows';
import {
  BPS,
  FAILURE_BPS,
  FEE_BPS,
  GRACE_HOURS,
  HOUR_MS,
  LATE_BPS_PER_HOUR,
  LATE_CAP_BPS,
  least,
  most,
  sum,
} from './terms';

const unitsOf = (deliveries: readonly ModelDelivery[], units: (d: ModelDelivery) => bigint): bigint =>
  sum(deliveries.map(units));

/** How a lease's units stand, where its reporting has closed and where it hasn't. */
function standOf({ deliveries, units }: ModelLease, isOver: boolean) {
  const unreported = units - unitsOf(deliveries, (d) => d.units);
  const refused = unitsOf(deliveries, (d) => (d.state === 'decided' ? d.units - d.paid : 0n));
  const accepted = unitsOf(deliveries, (d) => d.paid);
  const lost = refused + (isOver ? unreported : 0n);
  const frozen = unitsOf(deliveries, (d) => (d.state === 'rejected' ? d.units : 0n));
  return { unreported, refused, accepted, lost, frozen, isLast: accepted + lost === units };
}

/** What lateness is worth: paid units of results by their hours, missing ones as late as can be. */
function lateWeight({ deliveries, endHour }: ModelLease, missing: bigint): bigint {
  const bps = (hours: number) => least(least(LATE_CAP_BPS, LATE_BPS_PER_HOUR * BigInt(hours)), BPS - FEE_BPS);
  const hoursLate = (at: number) => Math.max(0, Math.floor((at - endHour * HOUR_MS) / HOUR_MS));
  const results = deliveries.filter(({ kind }) => kind === 'result');
  return unitsOf(results, (d) => d.paid * bps(hoursLate(d.at))) + missing * bps(GRACE_HOURS);
}

/** What an event left its provider to be charged for beside the settlement. */
export interface Charges {
  /** Credit that nothing newly earned could pay. */
  readonly owed: bigint;
  /** For failing. */
  readonly failure: bigint;
}

/** How its provider failed a lease that ends so: with nothing of a result paid, or with something; null where it didn't. */
function failed(
  { deliveries, units, started }: ModelLease,
  accepted: bigint,
  givenUp: boolean,
): 'wholly' | 'partly' | null {
  const results = deliveries.filter(({ kind }) => kind === 'result');
  const isPaid = results.some(({ paid }) => paid > 0n);
  if (accepted === units) return null;
  if (givenUp) return isPaid ? 'partly' : 'wholly';
  return !isPaid && (started || results.length > 0) ? 'wholly' : null;
}

/** Moves a lease's money to where its deliveries say it belongs; promises what is left to charge. */
export function settle(model: MoneyModel, lease: ModelLease, givenUp = false): Charges {
  if (lease.ended) return { owed: 0n, failure: 0n };
  const { price, units: n, buyer, provider } = lease;
  if (lease.startHour <= model.hour && model.hour < lease.endHour) lease.started = true;
  const closed = model.now >= model.closesAt(lease);
  const { unreported, refused, accepted, lost, frozen, isLast } = standOf(lease, closed || givenUp);
  const fails = isLast ? failed(lease, accepted, givenUp) : null;
  const earned = (price * accepted) / n;
  const fee = (earned * FEE_BPS) / BPS;
  const disputed = (price * frozen) / n;
  const reach = (price * (n - lost)) / n;
  const net = earned - fee;
  const weight = lateWeight(lease, refused + (closed && !givenUp ? unreported : 0n));
  const due = fails === 'wholly' ? 0n : least((price * weight) / (n * BPS), net);
  const open = most(0n, due - lease.credit);
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
  if (isLast) end(model, lease);
  if (fails) Object.assign(lease, { failedUnits: n - accepted, isDue: true });
  const share = (units: bigint) => (price * units * FAILURE_BPS) / (n * BPS);
  const failure =
    fails === 'wholly' ? most(0n, share(n - accepted) - credit) : fails ? share(unreported) : 0n;
  return { owed: open - now, failure };
}

export function end(model: MoneyModel, lease: ModelLease): void {
  lease.ended = true;
  lease.endedAt = model.now;
}

/** What one posting moved from a lease's buyer to its provider. */
export function spend(model: MoneyModel, lease: ModelLease, spent: bigint, net: bigint): void {
  if (spent !== 0n) model.spendings.push({ lease, spent, net, at: model.now });
}
