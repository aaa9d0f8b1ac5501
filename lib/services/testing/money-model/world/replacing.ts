import { buyAgainDue } from '../../../orders/buy-again';
import type { Fault } from '../faulty-database';
import { orderPlaced } from '../model/orders';
import { mostForMissing, orderOf, replacementOf } from '../model/replacing';
import type { ModelLease } from '../model/rows';
import { count } from './seen';
import type { World } from './world';

interface Decided {
  readonly lease: string;
  readonly state: string;
  readonly order: string | null;
  readonly because: string | null;
  readonly limit: string | null;
}

/** Counts a failed lease, by what was paid and credited on it before its end. */
function failed({ deliveries, credit }: ModelLease): void {
  const isInPart = deliveries.some(({ kind, paid }) => kind === 'result' && paid > 0n);
  if (isInPart) count('failed in part');
  else if (deliveries.some(({ paid }) => paid > 0n)) count('failed with late input paid');
  if (!isInPart && credit > 0n) count('failed after a credit');
}

/** Failed work is bought again, or isn't, as the model expects (S-10). */
export async function buyAgain(world: World, fault: Fault): Promise<void> {
  const due = world.model.leases.filter(({ isDue }) => isDue);
  if (due.length === 0) return;
  for (const lease of due) failed(lease);
  await world.call(fault, (db) => buyAgainDue(world.engine(db)), [], 2);
  const ids = due.map(({ id }) => id);
  const rows = await world.test.ownerSql<Decided[]>`
    select r.lease_id as lease, r.state, r.order_id as "order", r.because, o.limit_micros::text as "limit"
    from replacements r left join orders o on o.id = r.order_id where r.lease_id = any(${ids}) order by o.seq nulls last`;
  if (rows.length !== due.length) throw new Error(`${due.length} leases failed, ${rows.length} are noted`);
  for (const row of rows) {
    const lease = due.find(({ id }) => id === row.lease);
    if (!lease) throw new Error(`lease ${row.lease} didn't fail`);
    // Two at once of one buyer share what it has, whoever comes first.
    const isAlone = due.filter(({ buyer }) => buyer === lease.buyer).length === 1;
    decided(world, lease, row, isAlone);
  }
}

function decided({ model }: World, lease: ModelLease, row: Decided, isAlone: boolean): void {
  const { id, buyer, failedUnits } = lease;
  const expected = replacementOf(model, lease);
  const became = row.limit === null ? (row.because ?? row.state) : BigInt(row.limit);
  if (isAlone && became !== expected)
    throw new Error(`lease ${id} bought again: ${became}, expected ${expected}`);
  const wanted = mostForMissing(model, lease);
  lease.isDue = false;
  if (typeof became === 'string' || row.order === null) {
    count(`not bought again ${became}`);
    return;
  }
  if (became > wanted) throw new Error(`lease ${id} bought again for ${became}`);
  count('failed work bought again');
  const { deadlineHour, buyAgain: always } = orderOf(model, lease);
  orderPlaced(model, {
    id: row.order,
    buyer,
    limit: became,
    units: failedUnits,
    deadlineHour,
    buyAgain: always,
    replaces: id,
    open: true,
    filled: false,
  });
}
