import { type BlockResponse, cheapestBlock, cheapestBlockLazily } from './block-response';
import type { Market } from './market';
import { FALL_CARE, makePricedHours, type PricedHours } from './priced-hours';
import { foresee, keepAnswer, noAnswer, type SpreadAnswer } from './spread-answer';
import type { SpreadCells } from './spread-cells';
import { foreseenSpread } from './spread-response';

/** What every order last answered to prices, and the cards asked for in each pool-hour in total. */
export interface Demand {
  readonly priced: PricedHours;
  readonly usage: Float64Array;
  /** An order's surplus at the prices it last answered: limit − least cost, 0 where it stays away. */
  readonly surplus: Float64Array;
  /** 1 where the order's answer is part of the usage. */
  readonly asking: Uint8Array;
  /** The route and start a block last asked for, −1 before. */
  readonly route: Int32Array;
  readonly start: Int32Array;
  /** Per route of a block, what `cheapestBlockLazily` has seen. */
  readonly seen: Float64Array;
  /** A spread's last answer, kept also where it stays away; null for blocks. */
  readonly answers: readonly (SpreadAnswer | null)[];
  /** A spread's cost ÷ the deepest fall then: it stays away while that × the deepest fall is over its limit. */
  readonly away: Float64Array;
  readonly block: BlockResponse;
  readonly spread: SpreadCells;
}

/** Nobody has answered yet; prices stand at the asks. */
export const makeDemand = (market: Market, spread: SpreadCells): Demand => ({
  priced: makePricedHours(market),
  usage: new Float64Array(market.cards.length),
  surplus: new Float64Array(market.orderIds.length),
  asking: new Uint8Array(market.orderIds.length),
  route: new Int32Array(market.orderIds.length).fill(-1),
  start: new Int32Array(market.orderIds.length),
  seen: new Float64Array(market.routePool.length),
  answers: market.orderIds.map((_, j) => (market.isSpread[j] === 1 ? noAnswer(market, j) : null)),
  away: new Float64Array(market.orderIds.length),
  block: { route: -1, start: 0, cost: 0 },
  spread,
});

/** Lets order `j` answer the prices and replaces its part of the usage. */
export function answer(market: Market, demand: Demand, j: number): void {
  if (market.routeFirst[j] === market.routeFirst[j + 1]) return;
  const spread = demand.answers[j];
  if (spread) answerSpread(market, demand, j, spread);
  else answerBlock(market, demand, j);
}

/** The least cost of order `j` in an empty market, at any price; Infinity where it has none. A spread's pool-hours are left in the room. */
export function leastCost(market: Market, { priced, answers, spread, block }: Demand, j: number): number {
  if (market.routeFirst[j] === market.routeFirst[j + 1]) return Number.POSITIVE_INFINITY;
  const last = answers[j];
  if (last) return foreseenSpread(market, priced, j, foresee(priced, last), spread);
  cheapestBlock(market, priced.sums, j, Number.POSITIVE_INFINITY, block);
  return block.cost;
}

function answerSpread(market: Market, demand: Demand, j: number, last: SpreadAnswer): void {
  const { asking, away, priced } = demand;
  const limit = market.limits[j]!;
  if (asking[j] === 0 && away[j]! * priced.deepest * FALL_CARE > limit) return;
  const cost = foreseenSpread(market, priced, j, foresee(priced, last), demand.spread);
  if (asking[j] === 1) addSpread(demand, last, -1);
  keepAnswer(last, demand.spread, cost);
  asking[j] = cost < limit ? 1 : 0;
  away[j] = cost / priced.deepest;
  demand.surplus[j] = asking[j] === 1 ? limit - cost : 0;
  if (asking[j] === 1) addSpread(demand, last, 1);
}

function addSpread({ usage }: Demand, { cells, amounts, count }: SpreadAnswer, sign: number): void {
  for (let i = 0; i < count; i++) usage[cells[i]!]! += sign * amounts[i]!;
}

function answerBlock(market: Market, demand: Demand, j: number): void {
  const { block, route, start, asking } = demand;
  cheapestBlockLazily(market, demand.priced, demand.seen, j, market.limits[j]!, route[j]!, block);
  const asks = block.route < 0 ? 0 : 1;
  demand.surplus[j] = asks === 1 ? market.limits[j]! - block.cost : 0;
  if (asks === asking[j] && (asks === 0 || (block.route === route[j] && block.start === start[j]))) return;
  if (asking[j] === 1) addBlock(market, demand, j, -1);
  asking[j] = asks;
  if (asks === 0) return;
  route[j] = block.route;
  start[j] = block.start;
  addBlock(market, demand, j, 1);
}

function addBlock(market: Market, { usage, route, start }: Demand, j: number, sign: number): void {
  const r = route[j]!;
  const cards = sign * market.routeCards[r]!;
  const first = market.routePool[r]! * market.hours + start[j]!;
  const end = first + market.routeHours[r]!;
  for (let at = first; at < end; at++) usage[at]! += cards;
}
