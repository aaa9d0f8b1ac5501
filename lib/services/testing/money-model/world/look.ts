import { orderClosed, orderFilled } from '../model/orders';
import { paymentStands, recoverDebtors } from '../model/payments';
import type { ModelLease, PaymentSeen } from '../model/rows';
import { count } from './seen';
import type { World } from './world';

interface PaymentRow extends Omit<PaymentSeen, 'amount' | 'settledAt'> {
  readonly amount: string;
  readonly settled_at: Date | null;
}

interface LeaseRow {
  readonly id: string;
  readonly order_id: string;
  readonly buyer: string;
  readonly provider: string;
  readonly price: string;
  readonly units: string;
  readonly start_hour: number;
  readonly end_hour: number;
  readonly made_at: Date;
  readonly hours: readonly { pool: string; hour: number; cards: number; price: string }[];
}

/** Tells the model what orders and payments became, as the database has it. */
export async function look(world: World): Promise<void> {
  await lookAtPayments(world);
  await lookAtOrders(world);
  recoverDebtors(world.model);
}

async function lookAtPayments({ model, test }: World): Promise<void> {
  const rows = await test.ownerSql<PaymentRow[]>`
    select id, organization_id as organization, kind, channel, amount_micros::text as amount, source_payment_id as source, state,
      method, settled_at
    from payments where organization_id = any(${[...model.organizations]}) order by id`;
  for (const { amount, settled_at, ...row } of rows) {
    const before = model.payments.find(({ id }) => id === row.id)?.state ?? 'pending';
    if (before !== row.state)
      count(`${row.kind} by ${row.channel} ${before === 'failed' ? 'happened after all' : row.state}`);
    paymentStands(model, { ...row, amount: BigInt(amount), settledAt: settled_at?.getTime() ?? 0 });
  }
}

async function lookAtOrders({ model, test }: World): Promise<void> {
  const ids = model.orders.filter(({ open }) => open).map(({ id }) => id);
  if (ids.length === 0) return;
  const orders = await test.ownerSql<{ id: string; state: string }[]>`
    select id, state from orders where id = any(${ids}) and state <> 'open' order by id`;
  const filled = orders.filter(({ state }) => state === 'filled').map(({ id }) => id);
  const leases = filled.length > 0 ? await leasesOf(test.ownerSql, filled) : [];
  for (const { id, state } of orders) {
    const order = model.orders.find((one) => one.id === id);
    if (!order) continue;
    count(`order ${state}`);
    if (state !== 'filled') orderClosed(model, order);
    else orderFilled(model, order, leases.filter((row) => row.order_id === id).map(leaseOf));
  }
}

const leasesOf = (sql: World['test']['ownerSql'], orderIds: readonly string[]) => sql<LeaseRow[]>`
  select id, order_id, buyer_organization_id as buyer, provider_organization_id as provider, price_micros::text as price,
    units::text as units, start_hour, end_hour, event_at as made_at,
    (select jsonb_agg(jsonb_build_object('pool', h.pool_id, 'hour', h.hour, 'cards', h.cards, 'price', h.price_micros::text))
      from lease_hours h where h.lease_id = leases.id) as hours
  from leases where order_id = any(${[...orderIds]}) order by id`;

const leaseOf = (row: LeaseRow): ModelLease => ({
  id: row.id,
  orderId: row.order_id,
  buyer: row.buyer,
  provider: row.provider,
  price: BigInt(row.price),
  units: BigInt(row.units),
  startHour: row.start_hour,
  endHour: row.end_hour,
  madeAt: row.made_at.getTime(),
  hours: row.hours.map((own) => ({ ...own, cards: BigInt(own.cards), price: BigInt(own.price) })),
  deliveries: [],
  started: false,
  ended: false,
  held: BigInt(row.price),
  disputed: 0n,
  earned: 0n,
  fee: 0n,
  refunded: 0n,
  credit: 0n,
  charged: 0n,
  endedAt: 0,
  left: false,
  inputAt: null,
  workRunsAt: null,
  failedUnits: 0n,
  isDue: false,
});
