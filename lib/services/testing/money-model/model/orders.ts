import type { MoneyModel } from './money-model';
import type { ModelLease, ModelOrder } from './rows';

export function orderPlaced(model: MoneyModel, order: ModelOrder): void {
  model.orders.push(order);
  model.books.between(order.buyer, 'available', 'held', order.limit);
}

export function orderClosed(model: MoneyModel, order: ModelOrder): void {
  order.open = false;
  model.books.between(order.buyer, 'held', 'available', order.limit);
}

export function orderFilled(model: MoneyModel, order: ModelOrder, leases: readonly ModelLease[]): void {
  order.open = false;
  order.filled = true;
  const paid = leases.reduce((all, { price }) => all + price, 0n);
  if (paid > order.limit) throw new Error(`order ${order.id} pays ${paid} over its limit ${order.limit}`);
  model.books.between(order.buyer, 'held', 'available', order.limit - paid);
  model.leases.push(...leases);
}

/** What counts against a buyer's budget: open limits, and what leases cost or may still cost. */
export function committed(model: MoneyModel, buyer: string): bigint {
  const open = model.orders.filter((one) => one.open && one.buyer === buyer);
  const own = model.leases.filter((one) => one.buyer === buyer);
  return (
    open.reduce((all, { limit }) => all + limit, 0n) +
    own.reduce((all, one) => all + one.price - one.refunded - one.credit - one.charged, 0n)
  );
}

/** Whether an order of this much would pass its buyer's budget. */
export function passesBudget(model: MoneyModel, buyer: string, micros: bigint): boolean {
  const cap = model.budgets.get(buyer);
  return cap !== undefined && committed(model, buyer) + micros > cap;
}
