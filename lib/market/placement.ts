import type { Hour } from '@/lib/core/hours';
import { compareIds } from '@/lib/core/ids';
import type { JobOption } from './job-option';
import type { PricedLot } from './order';
import type { BlockPlace } from './place-block';
import type { Cell, SpreadPlace } from './place-spread';
import type { PoolSheet } from './price-sheet';

/** Where and when a job would run on a price sheet, in exact micros before tax. */
export interface Placement {
  /** The options it uses: one for a block, one per pool for a spread. */
  readonly options: readonly JobOption[];
  readonly lots: readonly PricedLot[];
  readonly costMicros: bigint;
  readonly startHour: Hour;
  /** Exclusive. */
  readonly endHour: Hour;
}

/** Cells as rectangles: by pool id then hour, adjacent hours of equal cards joined, each hour with its price. */
export function pricedLots(cells: readonly Cell[]): PricedLot[] {
  const sorted = [...cells].sort((a, b) => compareIds(a.poolId, b.poolId) || a.hour - b.hour);
  const lots: (Omit<PricedLot, 'pricesMicros'> & { pricesMicros: string[] })[] = [];
  for (const { poolId, hour, cards, price } of sorted) {
    const last = lots.at(-1);
    if (last && last.poolId === poolId && last.cards === cards && last.hour + last.hours === hour) {
      last.pricesMicros.push(String(price));
      lots[lots.length - 1] = { ...last, hours: last.hours + 1 };
    } else lots.push({ poolId, hour, hours: 1, cards, pricesMicros: [String(price)] });
  }
  return lots;
}

/** A block's place with its prices read from the sheet. */
export function blockLots(place: BlockPlace, sheet: PoolSheet): PricedLot[] {
  const { poolId, cards, hours } = place.option;
  const first = place.hour - sheet.fromHour;
  const pricesMicros = Array.from(sheet.prices.subarray(first, first + hours), String);
  return [{ poolId, hour: place.hour, hours, cards, pricesMicros }];
}

/** A block's place as a placement. */
export const blockPlacement = (option: JobOption, place: BlockPlace, sheet: PoolSheet): Placement => ({
  options: [option],
  lots: blockLots(place, sheet),
  costMicros: place.costMicros,
  startHour: place.hour,
  endHour: place.hour + place.option.hours,
});

/** A spread's place as a placement: only the options it uses. */
export function spreadPlacement(options: readonly JobOption[], place: SpreadPlace): Placement {
  const used = new Set(place.cells.map(({ poolId }) => poolId));
  return {
    options: options
      .filter(({ option }) => used.has(option.poolId))
      .sort((a, b) => compareIds(a.option.poolId, b.option.poolId)),
    lots: pricedLots(place.cells),
    costMicros: place.costMicros,
    startHour: Math.min(...place.cells.map(({ hour }) => hour)),
    endHour: place.endHour,
  };
}

/** Exact cost of lots at their own prices, micros (M-11). */
export function lotsCostMicros(lots: readonly PricedLot[]): bigint {
  let cost = 0n;
  for (const { cards, pricesMicros } of lots)
    for (const price of pricesMicros) cost += BigInt(cards) * BigInt(price);
  return cost;
}
