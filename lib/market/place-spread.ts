import type { Hour } from '@/lib/core/hours';
import { compareIds } from '@/lib/core/ids';
import type { SpreadOption } from './order';
import type { PoolSheet } from './price-sheet';
import { compareProducts, lotsToSpare, lotsToWhole, reachesWhole } from './work-share';

/** One pool of a spread with the first hour the job may use there. */
export interface SpreadSource {
  readonly option: SpreadOption;
  readonly sheet: PoolSheet;
  readonly readyHour: Hour;
}

/** Cards used in one pool-hour at its price in micros. */
export interface Cell {
  readonly poolId: string;
  readonly hour: Hour;
  readonly cards: number;
  readonly price: number;
}

export interface SpreadPlace {
  /** In the order of the greedy rule: the cheapest part of the job first. */
  readonly cells: readonly Cell[];
  readonly costMicros: bigint;
  /** Exclusive. */
  readonly endHour: Hour;
}

/** A pool-hour the spread may use: its whole lots, and what the whole job would cost there. */
interface Usable {
  readonly source: SpreadSource;
  readonly hour: Hour;
  readonly price: number;
  readonly lots: number;
  /** price × cardHours, rounded past 2^53: keys that differ are in the exact order. */
  readonly key: number;
}

const workOf = ({ sheet, option }: SpreadSource, lots: number): number =>
  (lots * sheet.lotCards) / option.cardHours;

const workOfAll = (cells: readonly Usable[]): number => {
  let work = 0;
  for (const { source, lots } of cells) work += workOf(source, lots);
  return work;
};

function usableCells(sources: readonly SpreadSource[], toHour: Hour): Usable[] {
  const usable: Usable[] = [];
  for (const source of sources) {
    const { option, sheet, readyHour } = source;
    const end = Math.min(sheet.freeCards.length, toHour - sheet.fromHour);
    for (let at = Math.max(0, readyHour - sheet.fromHour); at < end; at++) {
      const lots = Math.floor(Math.min(option.maxCards, sheet.freeCards[at] ?? 0) / sheet.lotCards);
      const price = sheet.prices[at] ?? 0;
      if (lots > 0)
        usable.push({ source, hour: sheet.fromHour + at, price, lots, key: price * option.cardHours });
    }
  }
  return usable;
}

/** Work gathered past this is whole whatever the order of summing. */
const ENOUGH_WORK = 1 + 1e-6;
const FEW_CELLS = 64;

/** The middle of about nine keys at even distances: near enough to the median to halve what is left. */
function middleKey(cells: readonly Usable[]): number {
  const step = Math.max(1, Math.floor(cells.length / 9));
  const keys: number[] = [];
  for (let at = step >> 1; at < cells.length; at += step) keys.push(cells[at]?.key ?? 0);
  keys.sort((a, b) => a - b);
  return keys[keys.length >> 1] ?? 0;
}

/**
 * Cells of the smallest keys that together certainly do the whole job, or all: a selection by work that looks at each
 * cell a few times, so that only the few that matter need sorting.
 */
function cheapestCells(usable: readonly Usable[]): Usable[] {
  const taken: Usable[] = [];
  let rest = usable;
  let work = 0;
  while (rest.length > FEW_CELLS) {
    const pivot = middleKey(rest);
    const below = rest.filter(({ key }) => key < pivot);
    const belowWork = workOfAll(below);
    if (work + belowWork >= ENOUGH_WORK) {
      rest = below;
      continue;
    }
    const level = rest.filter(({ key }) => key === pivot);
    for (const cell of below) taken.push(cell);
    for (const cell of level) taken.push(cell);
    work += belowWork + workOfAll(level);
    if (work >= ENOUGH_WORK) return taken;
    rest = rest.filter(({ key }) => key > pivot);
  }
  return [...taken, ...rest];
}

const byGreedyRule = (a: Usable, b: Usable): number =>
  a.key - b.key ||
  compareProducts(a.price, a.source.option.cardHours, b.price, b.source.option.cardHours) ||
  compareIds(a.source.option.poolId, b.source.option.poolId) ||
  a.hour - b.hour;

/**
 * The cheapest fill of a spread by the greedy rule of the book format: pool-hours by price × cardHours, ties by pool id
 * then hour, whole lots until the work is whole, then lots dropped from the last back while it stays whole; null where
 * the free cards don't suffice.
 */
export function placeSpread(sources: readonly SpreadSource[], toHour: Hour): SpreadPlace | null {
  const usable = usableCells(sources, toHour);
  if (!reachesWhole(workOfAll(usable))) return null;
  const taken: { readonly cell: Usable; lots: number }[] = [];
  let work = 0;
  for (const cell of cheapestCells(usable).sort(byGreedyRule)) {
    const { sheet, option } = cell.source;
    const lots = lotsToWhole(work, sheet.lotCards, option.cardHours, cell.lots);
    work += workOf(cell.source, lots);
    taken.push({ cell, lots });
    if (reachesWhole(work)) break;
  }
  if (!reachesWhole(work)) return null;
  for (const step of taken.toReversed()) {
    const { sheet, option } = step.cell.source;
    const spare = lotsToSpare(work, sheet.lotCards, option.cardHours, step.lots);
    step.lots -= spare;
    work -= workOf(step.cell.source, spare);
  }
  return placeOf(taken);
}

function placeOf(taken: readonly { readonly cell: Usable; readonly lots: number }[]): SpreadPlace {
  const cells: Cell[] = [];
  let costMicros = 0n;
  let endHour = 0;
  for (const { cell, lots } of taken) {
    if (lots < 1) continue;
    const { source, hour, price } = cell;
    const cards = lots * source.sheet.lotCards;
    cells.push({ poolId: source.option.poolId, hour, cards, price });
    costMicros += BigInt(cards) * BigInt(price);
    endHour = Math.max(endHour, hour + 1);
  }
  return { cells, costMicros, endHour };
}

/** The earliest hour by which a spread can be done, and its cheapest fill up to then; null where it can't be. */
export function placeSpreadFast(sources: readonly SpreadSource[], toHour: Hour): SpreadPlace | null {
  const workOfHour = new Map<Hour, number>();
  for (const { source, hour, lots } of usableCells(sources, toHour))
    workOfHour.set(hour, (workOfHour.get(hour) ?? 0) + workOf(source, lots));
  let work = 0;
  for (const [hour, added] of [...workOfHour].sort(([a], [b]) => a - b)) {
    work += added;
    // Another order of summing may fall short by a rounding: then the next hour is tried.
    const place = reachesWhole(work) ? placeSpread(sources, hour + 1) : null;
    if (place) return place;
  }
  return null;
}
