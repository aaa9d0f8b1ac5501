import type { Tx } from '@/db/client';
import { type orders, organizations } from '@/db/schema';
import type { BookOrder } from '@/lib/clearing/book';
import { assert } from '@/lib/core/assert';
import { isBlockOption, type OrderOption } from '@/lib/market/order';
import type { Grid } from './load-book';

type OrderRow = Pick<
  typeof orders.$inferSelect,
  'id' | 'seq' | 'limitMicros' | 'earliestHour' | 'deadlineHour' | 'shape' | 'options'
>;

/** A count or an amount as a book carries it. */
export const bookNumber = (value: bigint): number => {
  assert(value <= BigInt(Number.MAX_SAFE_INTEGER), 'book: micros past 2^53', { value });
  return Number(value);
};

/** An order on the book's grid, without the options it may not use (M-5). */
export function bookOrder(order: OrderRow, grid: Grid, allowed: (option: OrderOption) => boolean): BookOrder {
  const terms = {
    id: order.id,
    seq: bookNumber(order.seq),
    limit: bookNumber(order.limitMicros),
    earliest: Math.max(0, order.earliestHour - grid.startHour),
    deadline: Math.min(order.deadlineHour, grid.endHour) - grid.startHour,
  };
  const block = [];
  const spread = [];
  for (const option of order.options.filter(allowed))
    if (isBlockOption(option)) block.push({ pool: option.poolId, cards: option.cards, hours: option.hours });
    else spread.push({ pool: option.poolId, cardHours: option.cardHours, maxCards: option.maxCards });
  return order.shape === 'block'
    ? { ...terms, shape: 'block', options: block }
    : { ...terms, shape: 'spread', options: spread };
}

/** Pools by organization and controlling group, to keep a buyer from pools under the same control (M-5). */
export async function controlOf(tx: Tx): Promise<(organizationId: string) => string> {
  const rows = await tx
    .select({ id: organizations.id, group: organizations.controllingGroup })
    .from(organizations);
  const groups = new Map(rows.map((row) => [row.id, row.group ?? row.id]));
  return (organizationId) => groups.get(organizationId) ?? organizationId;
}
