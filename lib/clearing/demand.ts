import { type BlockResponse, cheapestBlock } from './block-response';
import { type Market, prefixSums } from './market';
import type { SpreadCells } from './spread-cells';
import { relaxedSpread } from './spread-response';

const NONE_CELLS = new Int32Array(0);
const NONE_AMOUNTS = new Float64Array(0);

/** What every order last answered to prices, and the cards asked for in each pool-hour in total. */
export interface Demand {
  readonly usage: Float64Array;
  readonly cells: Int32Array[];
  readonly amounts: Float64Array[];
  /** An order's surplus at the prices it last answered: limit − least cost, 0 where it stays away. */
  readonly surplus: Float64Array;
  readonly priceSums: Float64Array;
  readonly block: BlockResponse;
  readonly spread: SpreadCells;
}

/** Nobody has answered yet. */
export const makeDemand = (market: Market, spread: SpreadCells): Demand => ({
  usage: new Float64Array(market.cards.length),
  cells: market.orderIds.map(() => NONE_CELLS),
  amounts: market.orderIds.map(() => NONE_AMOUNTS),
  surplus: new Float64Array(market.orderIds.length),
  priceSums: prefixSums(market.asks, market.hours),
  block: { route: -1, start: 0, cost: 0 },
  spread,
});

/** Lets order `j` answer the prices (their sums in `demand.priceSums`) and replaces its part of the usage. */
export function answer(market: Market, prices: Float64Array, demand: Demand, j: number): void {
  const { usage } = demand;
  const before = demand.cells[j]!;
  const amountsBefore = demand.amounts[j]!;
  for (let i = 0; i < before.length; i++) usage[before[i]!]! -= amountsBefore[i]!;
  demand.surplus[j] = 0;
  demand.cells[j] = NONE_CELLS;
  demand.amounts[j] = NONE_AMOUNTS;
  if (market.routeFirst[j] === market.routeFirst[j + 1]) return;
  if (market.isSpread[j] === 1) answerSpread(market, prices, demand, j);
  else answerBlock(market, demand, j);
  const cells = demand.cells[j]!;
  const amounts = demand.amounts[j]!;
  for (let i = 0; i < cells.length; i++) usage[cells[i]!]! += amounts[i]!;
}

function answerSpread(market: Market, prices: Float64Array, demand: Demand, j: number): void {
  const cost = relaxedSpread(market, prices, j, demand.spread);
  if (cost >= market.limits[j]!) return;
  const { cells, amounts, count } = demand.spread;
  demand.surplus[j] = market.limits[j]! - cost;
  demand.cells[j] = cells.slice(0, count);
  demand.amounts[j] = amounts.slice(0, count);
}

function answerBlock(market: Market, demand: Demand, j: number): void {
  const { block } = demand;
  cheapestBlock(market, demand.priceSums, j, market.limits[j]!, block);
  if (block.route < 0) return;
  const hours = market.routeHours[block.route]!;
  const first = market.routePool[block.route]! * market.hours + block.start;
  const cells = new Int32Array(hours);
  for (let i = 0; i < hours; i++) cells[i] = first + i;
  demand.surplus[j] = market.limits[j]! - block.cost;
  demand.cells[j] = cells;
  demand.amounts[j] = new Float64Array(hours).fill(market.routeCards[block.route]!);
}
