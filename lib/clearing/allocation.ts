import type { Market } from './market';
import type { Placement } from './placement';

/** Who is placed where, the cards left in every pool-hour, and the welfare so far in micros. */
export interface Allocation {
  readonly free: Int32Array;
  readonly placements: (Placement | null)[];
  welfare: number;
}

export const emptyAllocation = (market: Market): Allocation => ({
  free: market.cards.slice(),
  placements: market.orderIds.map(() => null),
  welfare: 0,
});

export const copyAllocation = ({ free, placements, welfare }: Allocation): Allocation => ({
  free: free.slice(),
  placements: placements.slice(),
  welfare,
});

/** Takes the cards of a placement for order `j`, which must be unplaced. */
export function place(market: Market, allocation: Allocation, j: number, placement: Placement): void {
  const { cells, cards } = placement;
  for (let i = 0; i < cells.length; i++) allocation.free[cells[i]!]! -= cards[i]!;
  allocation.placements[j] = placement;
  allocation.welfare += market.limits[j]! - placement.askCost;
}

/** Gives order `j`'s cards back and returns where it stood; null if it wasn't placed. */
export function withdraw(market: Market, allocation: Allocation, j: number): Placement | null {
  const placement = allocation.placements[j] ?? null;
  if (placement === null) return null;
  const { cells, cards } = placement;
  for (let i = 0; i < cells.length; i++) allocation.free[cells[i]!]! += cards[i]!;
  allocation.placements[j] = null;
  allocation.welfare -= market.limits[j]! - placement.askCost;
  return placement;
}
