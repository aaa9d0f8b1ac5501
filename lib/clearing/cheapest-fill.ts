import { compareIds } from '@/lib/core/ids';
import { lotsToSpare, lotsToWhole, reachesWhole } from '@/lib/market/work-share';
import { type BlockOrder, MICROS_MAX, type SpreadOrder } from './book';
import { greedyPoolHours, type PoolHour, type SpreadTerms } from './greedy-pool-hours';
import type { Lot } from './outcome';

/** A pool as one order sees it: prices in micros per card-hour and free cards, indexed by hour. */
export interface PoolSheet {
  readonly lotCards: number;
  readonly prices: ArrayLike<number>;
  readonly freeCards: ArrayLike<number>;
}

export type PoolSheets = ReadonlyMap<string, PoolSheet>;

/** Where an order would run and what it costs in micros; a cost past 2^53 − 1 is Infinity, over every limit. */
export interface Fill {
  readonly cost: number;
  readonly lots: readonly Lot[];
}

/** What placing needs to know of an order: its shape, window and options. */
export type Placeable =
  | Pick<BlockOrder, 'shape' | 'earliest' | 'deadline' | 'options'>
  | Pick<SpreadOrder, 'shape' | 'earliest' | 'deadline' | 'options'>;

/** A cost that fits a limit, or Infinity: partial sums under 2^53 are exact, beyond it no limit reaches. */
export const payable = (cost: number): number => (cost > MICROS_MAX ? Number.POSITIVE_INFINITY : cost);

/** The cheapest fill of an order on the given sheets, by its shape's rule; null where none exists (M-4). */
export const cheapestFill = (order: Placeable, sheets: PoolSheets): Fill | null =>
  order.shape === 'block' ? blockCheapestFill(order, sheets) : spreadCheapestFill(order, sheets);

/** The exact cheapest option and start of a block; ties by earlier end, then pool id, then fewer cards. */
export function blockCheapestFill(
  order: Pick<BlockOrder, 'earliest' | 'deadline' | 'options'>,
  sheets: PoolSheets,
): Fill | null {
  let best: { cost: number; end: number; lot: Lot } | null = null;
  for (const { pool, cards, hours } of order.options) {
    const sheet = sheets.get(pool);
    if (!sheet || cards % sheet.lotCards !== 0) continue;
    let free = 0;
    let sum = 0;
    for (let hour = order.earliest; hour < order.deadline; hour++) {
      free = (sheet.freeCards[hour] ?? 0) >= cards ? free + 1 : 0;
      sum += sheet.prices[hour] ?? 0;
      if (hour - hours >= order.earliest) sum -= sheet.prices[hour - hours] ?? 0;
      if (free < hours) continue;
      const end = hour + 1;
      const cost = payable(cards * sum);
      const lot = { pool, hour: end - hours, hours, cards };
      if (best === null || comesFirst(cost, end, lot, best)) best = { cost, end, lot };
    }
  }
  return best && { cost: best.cost, lots: [best.lot] };
}

function comesFirst(cost: number, end: number, lot: Lot, best: { cost: number; end: number; lot: Lot }) {
  if (cost !== best.cost) return cost < best.cost;
  if (end !== best.end) return end < best.end;
  return (compareIds(lot.pool, best.lot.pool) || lot.cards - best.lot.cards) < 0;
}

/**
 * The greedy fill of a spread order: pool-hours by price × cardHours, ties by pool id then hour; whole lots until the
 * work is whole; then lots are dropped from the last pool-hour to the first while it stays whole.
 */
export function spreadCheapestFill(order: SpreadTerms, sheets: PoolSheets): Fill | null {
  const taken: { at: PoolHour; lots: number }[] = [];
  let work = 0;
  for (const at of greedyPoolHours(order, sheets, true)) {
    const lots = lotsToWhole(work, at.lotCards, at.cardHours, at.most / at.lotCards);
    work += (lots * at.lotCards) / at.cardHours;
    taken.push({ at, lots });
    if (reachesWhole(work)) break;
  }
  if (!reachesWhole(work)) return null;
  for (const step of taken.toReversed()) {
    const { lotCards, cardHours } = step.at;
    const spare = lotsToSpare(work, lotCards, cardHours, step.lots);
    step.lots -= spare;
    work -= (spare * lotCards) / cardHours;
  }
  let cost = 0;
  for (const { at, lots } of taken) cost += lots * at.lotCards * at.price;
  return {
    cost: payable(cost),
    lots: rectangles(taken.map(({ at, lots }) => ({ ...at, cards: lots * at.lotCards }))),
  };
}

/** Cards per pool-hour as canonical lots: by pool id then hour, adjacent hours of equal cards joined, none empty. */
export function rectangles(cells: readonly { pool: string; hour: number; cards: number }[]): Lot[] {
  const sorted = cells
    .filter(({ cards }) => cards > 0)
    .sort((a, b) => compareIds(a.pool, b.pool) || a.hour - b.hour);
  const lots: Lot[] = [];
  for (const { pool, hour, cards } of sorted) {
    const last = lots.at(-1);
    if (last && last.pool === pool && last.cards === cards && last.hour + last.hours === hour)
      lots[lots.length - 1] = { ...last, hours: last.hours + 1 };
    else lots.push({ pool, hour, hours: 1, cards });
  }
  return lots;
}

/** What lots cost at a pool's prices in micros; Infinity past 2^53 − 1. */
export function costOfLots(lots: readonly Lot[], priceOf: (pool: string, hour: number) => number): number {
  let cost = 0;
  for (const { pool, hour, hours, cards } of lots)
    for (let h = hour; h < hour + hours; h++) cost += cards * priceOf(pool, h);
  return payable(cost);
}
