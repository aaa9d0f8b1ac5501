import { mulberry32 } from '@/lib/core/prng';
import { type Allocation, place, withdraw } from './allocation';
import { cutHour, type Ground, type LaneMoves, type LaneTask } from './lane';
import type { Market } from './market';

/** The most lanes of one request: more threads would stand idle. */
export const LANES_MOST = 2;

/** Lanes that may run at the same time, in threads or one after the other. */
export interface LaneRequest {
  readonly ground: Ground;
  readonly tasks: readonly LaneTask[];
}

/** How much an improvement may do, counted in pool-hours looked at (M-13), and how boldly it begins. */
export interface Improvement {
  readonly work: number;
  /** Welfare beyond which there is nothing to find: the bound. */
  readonly enough: number;
  /** 1: worse results are kept at first as often as they ever are; 0: never. */
  readonly boldness: number;
  /** How often the hours are cut in two lanes before one lane looks at everything. */
  readonly cuts: number;
}

/** The share of the work left for a last epoch over everything. */
const WHOLE_SHARE = 0.3;
/** Under this many orders a cut leaves too little on its sides. */
const CUT_ORDERS_LEAST = 200;
const SMALLEST_SIDE = 0.3;

/**
 * Improves an allocation in place by ruin and recreate: epochs cut the grid's hours in two lanes, each at another hour,
 * and the last one looks at everything. Yields the lanes to run and is given their moves.
 */
export function* improveAllocation(
  ground: Ground,
  allocation: Allocation,
  { work, enough, boldness, cuts }: Improvement,
): Generator<LaneRequest, void, readonly LaneMoves[]> {
  const { market } = ground;
  const random = mulberry32(1);
  const epochs = market.orderIds.length < CUT_ORDERS_LEAST ? 0 : cuts;
  const wholeWork = epochs === 0 ? work : work * WHOLE_SHARE;
  let left = boldness;
  for (let epoch = 0; epoch <= epochs && allocation.welfare < enough; epoch++) {
    const share = SMALLEST_SIDE + (1 - 2 * SMALLEST_SIDE) * random();
    const cut = epoch < epochs ? cutHour(market, allocation, share) : null;
    const epochWork = epoch < epochs ? (work - wholeWork) / epochs : wholeWork;
    const leftTo = epoch < epochs ? left - (boldness * (work - wholeWork)) / work / epochs : 0;
    const sides: readonly (readonly [number, number, number])[] =
      cut === null
        ? [[0, market.hours, 1]]
        : [
            [0, cut, share],
            [cut, market.hours, 1 - share],
          ];
    const tasks = sides.map(
      ([fromHour, toHour, part], side): LaneTask => ({
        fromHour,
        toHour,
        seed: 1 + 2 * epoch + side,
        work: epochWork * part,
        leftFrom: left,
        leftTo,
        free: allocation.free.slice(),
        placements: allocation.placements.slice(),
      }),
    );
    for (const moves of yield { ground, tasks }) applyMoves(market, allocation, moves);
    left = leftTo;
  }
}

/** Moves of different lanes touch different orders and cards: they may be applied one after the other. */
function applyMoves(market: Market, allocation: Allocation, moves: LaneMoves): void {
  for (const [j] of moves) withdraw(market, allocation, j);
  for (const [j, placement] of moves) if (placement) place(market, allocation, j, placement);
}
