import type { MoneyModel } from './money-model';
import { passesBudget } from './orders';
import type { ModelLease, ModelOrder } from './rows';
import { HOUR_MS, least, most, sum } from './terms';

/** A quote or order made now may begin so long after now, at the start of an hour. */
const LEAD_MS = 15 * 60_000 + 15_000;

/** The order a lease is of. */
export function orderOf(model: MoneyModel, lease: ModelLease): ModelOrder {
  const order = model.orders.find(({ id }) => id === lease.orderId);
  if (!order) throw new Error(`lease ${lease.id} of no order`);
  return order;
}

const leasesOf = (model: MoneyModel, order: ModelOrder): readonly ModelLease[] =>
  model.leases.filter(({ orderId }) => orderId === order.id);

/** Who failed some of this order's work, or of the orders whose failed work it buys. */
function failersOf(model: MoneyModel, order: ModelOrder): readonly string[] {
  const own = leasesOf(model, order).filter(({ failedUnits }) => failedUnits > 0n);
  const failed = model.leases.find(({ id }) => id === order.replaces);
  const earlier = failed ? failersOf(model, orderOf(model, failed)) : [];
  return [...own.map(({ provider }) => provider), ...earlier];
}

/** What an order's leases cost or may still cost, and what was ordered again for those that failed, at their limits. */
function spokenFor(model: MoneyModel, order: ModelOrder): bigint {
  const leases = leasesOf(model, order);
  const again = leases.flatMap((lease) =>
    model.orders
      .filter(({ replaces, open, filled }) => replaces === lease.id && (open || filled))
      .map(({ limit }) => most(0n, limit - lease.charged)),
  );
  return sum([...leases.map(({ price, refunded }) => price - refunded), ...again]);
}

/** The most a failed lease's missing units may cost: a share of the limit, and what its provider paid (S-10). */
export function mostForMissing(model: MoneyModel, lease: ModelLease): bigint {
  const order = orderOf(model, lease);
  const due = sum(leasesOf(model, order).map(({ isDue, failedUnits }) => (isDue ? failedUnits : 0n)));
  const left = most(0n, order.limit - spokenFor(model, order));
  const share = least((order.limit * lease.failedUnits) / order.units, (left * lease.failedUnits) / due);
  return share + lease.charged;
}

/** What becomes of a failed lease's missing units now: an order of this limit, or the reason why none. */
export function replacementOf(model: MoneyModel, lease: ModelLease): bigint | string {
  const order = orderOf(model, lease);
  const { buyer } = lease;
  if (!order.buyAgain) return 'not_wanted';
  if (model.books.owes(buyer)) return 'receivable_open';
  if (Math.ceil((model.now + LEAD_MS) / HOUR_MS) >= order.deadlineHour) return 'window_past';
  const failers = failersOf(model, order);
  if (model.providers.every((id) => failers.includes(id))) return 'no_pool';
  const available = model.books.of(buyer, 'available');
  const wanted = mostForMissing(model, lease);
  if (wanted === 0n) return 'limit_too_small';
  if (available <= 0n) return 'insufficient_funds';
  const limit = least(wanted, available);
  return passesBudget(model, buyer, limit) ? 'budget_exceeded' : limit;
}
