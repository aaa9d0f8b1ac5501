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

/** Cards used in one pool-hour. */
export interface Cell {
  readonly poolId: string;
  readonly hour: Hour;
  readonly cards: number;
  readonly price: number;
  /** The part of the whole job done here: cards ÷ the pool's card-hours. */
  readonly work: number;
}

export interface SpreadPlace {
  /** In the order of the greedy rule: cheapest part of the job first. */
  readonly cells: readonly Cell[];
  readonly costMicros: bigint;
  /** Exclusive. */
  readonly endHour: Hour;
}

/** Usable pool-hours as parallel arrays: where, how many lots, and what the whole job would cost there. */
interface Cells {
  readonly count: number;
  readonly source: Int32Array;
  readonly at: Int32Array;
  readonly lots: Int32Array;
  readonly keys: Float64Array;
}

function usableCells(sources: readonly SpreadSource[], toHour: Hour): Cells {
  const size = sources.reduce((sum, { sheet }) => sum + sheet.freeCards.length, 0);
  const source = new Int32Array(size);
  const at = new Int32Array(size);
  const lots = new Int32Array(size);
  const keys = new Float64Array(size);
  let count = 0;
  sources.forEach(({ option, sheet, readyHour }, s) => {
    const end = Math.min(sheet.freeCards.length, toHour - sheet.fromHour);
    for (let i = Math.max(0, readyHour - sheet.fromHour); i < end; i++) {
      const whole = Math.floor(Math.min(option.maxCards, sheet.freeCards[i] ?? 0) / sheet.lotCards);
      if (whole < 1) continue;
      source[count] = s;
      at[count] = i;
      lots[count] = whole;
      keys[count] = (sheet.prices[i] ?? 0) * option.cardHours;
      count++;
    }
  });
  return { count, source, at, lots, keys };
}

const workOf = (sources: readonly SpreadSource[], cells: Cells, cell: number, lots: number): number => {
  const source = sources[cells.source[cell] ?? 0];
  return source ? (lots * source.sheet.lotCards) / source.option.cardHours : 0;
};

/** Work gathered past this is certainly whole whatever the order of summing. */
const ENOUGH_WORK = 1 + 1e-6;

/**
 * The cells of smallest key that together do the whole job, unsorted: a selection by work that looks at each cell a
 * few times instead of sorting them all. Null where all together don't suffice.
 */
function cheapestCells(sources: readonly SpreadSource[], cells: Cells): number[] | null {
  let rest = Array.from({ length: cells.count }, (_, cell) => cell);
  let total = 0;
  for (const cell of rest) total += workOf(sources, cells, cell, cells.lots[cell] ?? 0);
  if (!reachesWhole(total)) return null;
  const taken: number[] = [];
  let work = 0;
  while (rest.length > 64) {
    const pivot = medianKey(cells, rest);
    const below = rest.filter((cell) => (cells.keys[cell] ?? 0) < pivot);
    const level = rest.filter((cell) => cells.keys[cell] === pivot);
    const belowWork = sumWork(sources, cells, below);
    if (work + belowWork >= ENOUGH_WORK) {
      rest = below;
      continue;
    }
    const levelWork = sumWork(sources, cells, level);
    taken.push(...below, ...level);
    work += belowWork + levelWork;
    if (work >= ENOUGH_WORK) return taken;
    rest = rest.filter((cell) => (cells.keys[cell] ?? 0) > pivot);
  }
  taken.push(...rest);
  return taken;
}

function sumWork(sources: readonly SpreadSource[], cells: Cells, chosen: readonly number[]): number {
  let work = 0;
  for (const cell of chosen) work += workOf(sources, cells, cell, cells.lots[cell] ?? 0);
  return work;
}

/** The middle of nine keys taken at even distances: near enough to the median to halve what is left. */
function medianKey(cells: Cells, rest: readonly number[]): number {
  const step = Math.max(1, Math.floor(rest.length / 9));
  const sample: number[] = [];
  for (let i = Math.floor(step / 2); i < rest.length; i += step) sample.push(cells.keys[rest[i] ?? 0] ?? 0);
  sample.sort((a, b) => a - b);
  return sample[sample.length >> 1] ?? 0;
}

function greedyOrder(sources: readonly SpreadSource[], cells: Cells, chosen: readonly number[]): number[] {
  return [...chosen].sort((a, b) => {
    const first = sources[cells.source[a] ?? 0];
    const second = sources[cells.source[b] ?? 0];
    if (!first || !second) return 0;
    const priceA = first.sheet.prices[cells.at[a] ?? 0] ?? 0;
    const priceB = second.sheet.prices[cells.at[b] ?? 0] ?? 0;
    return (
      compareProducts(priceA, first.option.cardHours, priceB, second.option.cardHours) ||
      compareIds(first.option.poolId, second.option.poolId) ||
      (cells.at[a] ?? 0) + first.sheet.fromHour - (cells.at[b] ?? 0) - second.sheet.fromHour
    );
  });
}

/**
 * The cheapest fill of a spread by the greedy rule of the book format: pool-hours by price × cardHours, ties by pool id
 * then hour, whole lots until the work is whole, then lots dropped from the last back while it stays whole; null where
 * the free cards don't suffice.
 */
export function placeSpread(sources: readonly SpreadSource[], toHour: Hour): SpreadPlace | null {
  const cells = usableCells(sources, toHour);
  const chosen = cheapestCells(sources, cells);
  if (!chosen) return null;
  const taken: { cell: number; lots: number }[] = [];
  let work = 0;
  for (const cell of greedyOrder(sources, cells, chosen)) {
    const source = sources[cells.source[cell] ?? 0];
    if (!source) continue;
    const lots = lotsToWhole(work, source.sheet.lotCards, source.option.cardHours, cells.lots[cell] ?? 0);
    work += workOf(sources, cells, cell, lots);
    taken.push({ cell, lots });
    if (reachesWhole(work)) break;
  }
  if (!reachesWhole(work)) return null;
  for (const step of taken.toReversed()) {
    const source = sources[cells.source[step.cell] ?? 0];
    if (!source) continue;
    const spare = lotsToSpare(work, source.sheet.lotCards, source.option.cardHours, step.lots);
    step.lots -= spare;
    work -= workOf(sources, cells, step.cell, spare);
  }
  return placeOf(sources, cells, taken);
}

function placeOf(
  sources: readonly SpreadSource[],
  cells: Cells,
  taken: readonly { readonly cell: number; readonly lots: number }[],
): SpreadPlace {
  const used: Cell[] = [];
  let costMicros = 0n;
  let endHour = 0;
  for (const { cell, lots } of taken) {
    const source = sources[cells.source[cell] ?? 0];
    if (!source || lots < 1) continue;
    const { sheet, option } = source;
    const at = cells.at[cell] ?? 0;
    const cards = lots * sheet.lotCards;
    const price = sheet.prices[at] ?? 0;
    used.push({
      poolId: option.poolId,
      hour: sheet.fromHour + at,
      cards,
      price,
      work: cards / option.cardHours,
    });
    costMicros += BigInt(cards) * BigInt(price);
    endHour = Math.max(endHour, sheet.fromHour + at + 1);
  }
  return { cells: used, costMicros, endHour };
}

/** The earliest hour by which a spread can be done, and its cheapest fill up to then; null where it can't be. */
export function placeSpreadFast(sources: readonly SpreadSource[], toHour: Hour): SpreadPlace | null {
  const cells = usableCells(sources, toHour);
  const workOfHour = new Map<Hour, number>();
  for (let cell = 0; cell < cells.count; cell++) {
    const source = sources[cells.source[cell] ?? 0];
    if (!source) continue;
    const hour = source.sheet.fromHour + (cells.at[cell] ?? 0);
    workOfHour.set(hour, (workOfHour.get(hour) ?? 0) + workOf(sources, cells, cell, cells.lots[cell] ?? 0));
  }
  let work = 0;
  for (const [hour, added] of [...workOfHour].sort(([a], [b]) => a - b)) {
    work += added;
    // Another order of summing may fall short by a rounding: then the next hour is tried.
    const place = reachesWhole(work) ? placeSpread(sources, hour + 1) : null;
    if (place) return place;
  }
  return null;
}
