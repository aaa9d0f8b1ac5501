import type { Hour } from '@/lib/core/hours';
import { compareIds } from '@/lib/core/ids';
import type { JobOption } from './job-option';
import { isBlockOption } from './order';
import { placeBlock } from './place-block';
import { placeSpread, placeSpreadFast, type SpreadSource } from './place-spread';
import { blockPlacement, type Placement, spreadPlacement } from './placement';
import type { PoolSheet, PriceSheet } from './price-sheet';

/** Compares two amounts. */
export const compareBig = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
const poolsKey = (placement: Placement): string => placement.options.map(({ pool }) => pool.id).join();

const byTotal = (a: Placement, b: Placement): number =>
  compareBig(a.costMicros, b.costMicros) || a.endHour - b.endHour || compareIds(poolsKey(a), poolsKey(b));
const byFinish = (a: Placement, b: Placement): number =>
  a.endHour - b.endHour || compareBig(a.costMicros, b.costMicros) || compareIds(poolsKey(a), poolsKey(b));

/** A pool's cheapest and fastest block. */
function blockPlacements(options: readonly JobOption[], sheet: PoolSheet, lastHour: Hour): Placement[] {
  const placements: Placement[] = [];
  for (const option of options) {
    if (!isBlockOption(option.option)) continue;
    const places = placeBlock(option.option, sheet, option.readyHour, lastHour);
    if (!places) continue;
    placements.push(
      blockPlacement(option, places.cheapest, sheet),
      blockPlacement(option, places.fastest, sheet),
    );
  }
  return bestTwo(placements);
}

function bestTwo(placements: readonly Placement[]): Placement[] {
  const [cheapest] = [...placements].sort(byTotal);
  const [fastest] = [...placements].sort(byFinish);
  return cheapest && fastest ? [cheapest, fastest] : [];
}

function sourcesOf(options: readonly JobOption[], sheet: PriceSheet): SpreadSource[] {
  return options.flatMap(({ option, readyHour }) => {
    const poolSheet = sheet.pools.get(option.poolId);
    return poolSheet && !isBlockOption(option) ? [{ option, sheet: poolSheet, readyHour }] : [];
  });
}

/** The cheapest and the fastest fill of a spread over the given pools together. */
export function spreadPlacements(
  options: readonly JobOption[],
  sheet: PriceSheet,
  lastHour: Hour,
): Placement[] {
  const sources = sourcesOf(options, sheet);
  const places = [placeSpread(sources, lastHour), placeSpreadFast(sources, lastHour)];
  return places.flatMap((place) => (place ? [spreadPlacement(options, place)] : []));
}

/** A job's cheapest and fastest placement in one pool alone. */
export function placementsIn(options: readonly JobOption[], sheet: PoolSheet, lastHour: Hour): Placement[] {
  const isBlock = options.some(({ option }) => isBlockOption(option));
  if (isBlock) return blockPlacements(options, sheet, lastHour);
  return spreadPlacements(options, { roundNumber: null, pools: new Map([[sheet.poolId, sheet]]) }, lastHour);
}

const placementKey = (placement: Placement): string =>
  placement.lots.map(({ poolId, hour, hours, cards }) => `${poolId}/${hour}/${hours}/${cards}`).join();

/** Unlike placements worth showing: half by total, half by finish. */
export function bestPlacements(placements: readonly Placement[], most: number): Placement[] {
  const unlike = [...new Map(placements.map((placement) => [placementKey(placement), placement])).values()];
  const half = Math.ceil(most / 2);
  const kept = new Set([
    ...[...unlike].sort(byTotal).slice(0, half),
    ...[...unlike].sort(byFinish).slice(0, half),
  ]);
  return [...kept];
}
