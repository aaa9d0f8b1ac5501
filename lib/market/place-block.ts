import type { Hour } from '@/lib/core/hours';
import type { BlockOption } from './order';
import type { PoolSheet } from './price-sheet';

/** A block's place: its cards in [hour, hour + hours) of a pool, and the exact cost in micros before tax. */
export interface BlockPlace {
  readonly option: BlockOption;
  readonly hour: Hour;
  readonly costMicros: bigint;
}

export interface BlockPlaces {
  readonly cheapest: BlockPlace;
  /** Earliest finish, then lowest cost. */
  readonly fastest: BlockPlace;
}

/** The exact cheapest and fastest place of one block in one pool within [fromHour, toHour); null where it doesn't fit (M-4). */
export function placeBlock(
  option: BlockOption,
  sheet: PoolSheet,
  fromHour: Hour,
  toHour: Hour,
): BlockPlaces | null {
  const { cards, hours } = option;
  if (cards % sheet.lotCards !== 0 || cards < 1 || hours < 1) return null;
  const first = Math.max(0, fromHour - sheet.fromHour);
  const end = Math.min(sheet.freeCards.length, toHour - sheet.fromHour);
  let free = 0;
  let sum = 0;
  let cheapestSum = Number.POSITIVE_INFINITY;
  let cheapestAt = -1;
  let fastestSum = 0;
  let fastestAt = -1;
  for (let at = first; at < end; at++) {
    if ((sheet.freeCards[at] ?? 0) < cards) {
      free = 0;
      sum = 0;
      continue;
    }
    free++;
    sum += sheet.prices[at] ?? 0;
    if (free > hours) sum -= sheet.prices[at - hours] ?? 0;
    if (free < hours) continue;
    if (fastestAt < 0) {
      fastestAt = at - hours + 1;
      fastestSum = sum;
    }
    if (sum < cheapestSum) {
      cheapestSum = sum;
      cheapestAt = at - hours + 1;
    }
  }
  if (cheapestAt < 0) return null;
  const place = (at: number, total: number): BlockPlace => ({
    option,
    hour: sheet.fromHour + at,
    costMicros: BigInt(cards) * BigInt(total),
  });
  return { cheapest: place(cheapestAt, cheapestSum), fastest: place(fastestAt, fastestSum) };
}
