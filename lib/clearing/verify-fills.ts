import { compareIds } from '@/lib/core/ids';
import { reachesWhole } from '@/lib/market/work-share';
import type { SpreadOrder } from './book';
import type { Lot } from './outcome';
import { type Breach, breach, type FilledOrder, type VerifyCase } from './verify-case';

const increasing = <T>(rows: readonly T[], compare: (a: T, b: T) => number): number =>
  rows.findIndex((row, i) => i > 0 && compare(rows[i - 1]!, row) >= 0);

/** Rows are sorted and unique, name things of the book, and lots are canonical. */
export function checkFormat({ book, outcome, pools }: VerifyCase): Breach | null {
  const orders = new Set(book.orders.map(({ id }) => id));
  for (const list of ['trades', 'unfilled'] as const) {
    const rows: readonly { order: string }[] = outcome[list];
    for (const { order } of rows)
      if (!orders.has(order)) return breach('format', { list, order, reason: 'no order of the book' });
    const at = increasing(rows, (a, b) => compareIds(a.order, b.order));
    if (at >= 0) return breach('format', { list, order: rows[at]!.order, reason: 'not sorted or twice' });
  }
  for (const list of ['prices', 'certificate'] as const) {
    const rows: readonly { pool: string; hour: number }[] = outcome[list];
    for (const { pool, hour } of rows)
      if (!pools.has(pool) || hour >= book.hours)
        return breach('format', { list, pool, hour, reason: 'no pool-hour of the book' });
    const at = increasing(rows, (a, b) => compareIds(a.pool, b.pool) || a.hour - b.hour);
    if (at >= 0) {
      const { pool, hour } = rows[at]!;
      const twice = rows[at - 1]!.pool === pool && rows[at - 1]!.hour === hour;
      const rule = twice && list === 'prices' ? 'M-9' : 'format';
      return breach(rule, { list, pool, hour, reason: twice ? 'twice' : 'not sorted' });
    }
  }
  for (const { order, lots } of outcome.trades) {
    const reason = uncanonical(lots, (pool, end) => pools.has(pool) && end <= book.hours);
    if (reason) return breach('format', { list: 'trades', order, reason });
  }
  return null;
}

function uncanonical(lots: readonly Lot[], exists: (pool: string, end: number) => boolean): string | null {
  for (const [i, { pool, hour, hours, cards }] of lots.entries()) {
    if (!exists(pool, hour + hours)) return `lot ${i} is outside the book`;
    const last = lots[i - 1];
    if (!last) continue;
    const end = last.hour + last.hours;
    if (compareIds(last.pool, pool) > 0 || (last.pool === pool && last.hour >= hour))
      return `lots aren't sorted at ${i}`;
    if (last.pool === pool && end > hour) return `lot ${i} overlaps the one before`;
    if (last.pool === pool && end === hour && last.cards === cards)
      return `lot ${i} continues the one before`;
  }
  return null;
}

/** Every order of the book stands exactly once, in trades or in unfilled (M-15). */
export function checkComplete({ book, outcome }: VerifyCase): Breach | null {
  const times = new Map(book.orders.map(({ id }) => [id, 0]));
  for (const { order } of [...outcome.trades, ...outcome.unfilled])
    times.set(order, (times.get(order) ?? 0) + 1);
  for (const [order, count] of times) if (count !== 1) return breach('M-15', { order, times: count });
  return null;
}

/** Every fill is one its order asked for: a block's option in its window, a spread's minimal whole work (M-4). */
export function checkShapes(facts: VerifyCase): Breach | null {
  for (const fill of facts.filled) {
    const reason =
      fill.order.shape === 'block' ? blockFault(fill) : spreadFault(facts, fill.order, fill.trade.lots);
    if (reason) return breach('M-4', { order: fill.order.id, reason });
  }
  return null;
}

function blockFault({ order, trade }: FilledOrder): string | null {
  const [lot] = trade.lots;
  if (order.shape !== 'block' || !lot || trade.lots.length !== 1) return 'a block has exactly one lot';
  if (lot.hour < order.earliest || lot.hour + lot.hours > order.deadline) return 'outside its window';
  const asked = order.options.some(
    ({ pool, cards, hours }) => pool === lot.pool && cards === lot.cards && hours === lot.hours,
  );
  return asked ? null : 'no option of the order';
}

function spreadFault({ pools }: VerifyCase, order: SpreadOrder, lots: readonly Lot[]): string | null {
  const options = new Map(order.options.map((option) => [option.pool, option]));
  let work = 0;
  for (const { pool, hour, hours, cards } of lots) {
    const option = options.get(pool);
    if (!option) return `pool ${pool} is no option of the order`;
    if (hour < order.earliest || hour + hours > order.deadline) return 'outside its window';
    if (cards > option.maxCards) return `${cards} cards at once in ${pool}, at most ${option.maxCards}`;
    work += (cards * hours) / option.cardHours;
  }
  if (!reachesWhole(work)) return `does only ${work} of the work`;
  for (const { pool } of lots) {
    const spare = pools.get(pool)!.lotCards / options.get(pool)!.cardHours;
    if (reachesWhole(work - spare)) return `not minimal: a lot less in ${pool} would do`;
  }
  return null;
}

/** Fills take whole lots and together at most the cards of each pool-hour; what is left is noted (M-1). */
export function checkCapacity(facts: VerifyCase): Breach | null {
  for (const { order, trade } of facts.filled)
    for (const { pool: id, hour, hours, cards } of trade.lots) {
      const pool = facts.pools.get(id)!;
      if (cards % pool.lotCards !== 0)
        return breach('M-1', { order: order.id, pool: id, cards, lotCards: pool.lotCards });
      for (let h = hour; h < hour + hours; h++) pool.left[h]! -= cards;
    }
  for (const pool of facts.pools.values()) {
    const hour = pool.left.findIndex((left) => left < 0);
    if (hour >= 0) {
      const offered = pool.cards[hour]!;
      return breach('M-1', { pool: pool.id, hour, offered, used: offered - pool.left[hour]! });
    }
  }
  return null;
}
