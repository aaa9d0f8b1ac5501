import type { Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import type { Posting, Recipe, Stamp } from '../posting';
import { type Event, type Facts, type Line, write, writeSome } from './write';

/** The buyer's side of an order's hold, in micros. */
export interface OrderHold {
  readonly orderId: string;
  readonly organizationId: string;
  readonly heldMicros: Micros;
}

const orderEvent = (recipe: Recipe, prefix: string, order: OrderHold, facts: Facts): Event => ({
  recipe,
  requestKey: `${prefix}:${order.orderId}`,
  subjectType: 'order',
  subjectId: order.orderId,
  facts,
});

/** An order's limit is set aside before it enters the book (M-5); key `hold:<order>`. */
export function holdOrder(stamp: Stamp, order: OrderHold): Posting {
  assert(order.heldMicros > 0n, 'M-5', { order: order.orderId });
  const lines: Line[] = [
    [order.organizationId, 'available', -order.heldMicros],
    [order.organizationId, 'held', order.heldMicros],
  ];
  return write(stamp, orderEvent('hold_order', 'hold', order, {}), lines, 'M-5');
}

/** An order closed without a trade gives its whole hold back; key `release:<order>`. */
export function releaseHold(stamp: Stamp, order: OrderHold, because: string): Posting {
  assert(order.heldMicros > 0n, 'M-5', { order: order.orderId });
  const lines: Line[] = [
    [order.organizationId, 'held', -order.heldMicros],
    [order.organizationId, 'available', order.heldMicros],
  ];
  const event = orderEvent('release_hold', 'release', order, { because });
  return write(stamp, event, lines, 'M-5');
}

/**
 * A filled order keeps what its leases cost on hold and gets the rest of its limit back (M-11); key `trade:<order>`.
 * From the order's hold to the leases' holds nothing moves between accounts, so an exact fill has no posting.
 */
export function tradeOrder(stamp: Stamp, order: OrderHold, payMicros: Micros): Posting | null {
  assert(payMicros > 0n && payMicros <= order.heldMicros, 'M-11', { order: order.orderId, payMicros });
  const restMicros = order.heldMicros - payMicros;
  const lines: Line[] = [
    [order.organizationId, 'held', -restMicros],
    [order.organizationId, 'available', restMicros],
  ];
  return writeSome(stamp, orderEvent('trade_order', 'trade', order, { paid: payMicros.toString() }), lines);
}
