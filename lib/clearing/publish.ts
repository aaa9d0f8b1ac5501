import type { Allocation } from './allocation';
import type { MultiplierRow } from './book';
import type { BookModel } from './book-model';
import { rectangles } from './cheapest-fill';
import type { Market } from './market';
import {
  ENGINE,
  OUTCOME_FORMAT,
  type Outcome,
  type OutcomeTrade,
  type PriceRow,
  type UnfilledOrder,
  type UnfilledReason,
} from './outcome';
import { findPlacement, type Placement, type PlacementRoom } from './placement';
import { costAt } from './placement-cost';
import { rationingSums } from './rationing';

/** What clearing decided: who runs where, at which prices, and what proves the quality. */
export interface Decision {
  readonly allocation: Allocation;
  readonly prices: Float64Array;
  readonly multipliers: Float64Array;
  readonly bound: bigint;
}

/** Writes a decision as an outcome file, sorted and complete; the caller fills in `elapsedMs`. */
export function publishOutcome(market: Market, decision: Decision, room: PlacementRoom): Outcome {
  const { allocation, prices, multipliers, bound } = decision;
  const trades: OutcomeTrade[] = [];
  const unfilled: UnfilledOrder[] = [];
  let welfare = 0n;
  const sums = rationingSums(market, allocation, prices, room);
  market.orderIds.forEach((order, j) => {
    const placement = allocation.placements[j];
    if (!placement) {
      unfilled.push({ order, reason: unfilledReason(market, j, sums.costs[j]!, room) });
      return;
    }
    welfare += BigInt(market.limits[j]! - placement.askCost);
    trades.push({ order, pay: costAt(placement, prices), lots: rectangles(cellsOf(market, placement)) });
  });
  return {
    format: OUTCOME_FORMAT,
    engine: ENGINE,
    trades,
    unfilled,
    prices: rowsAbove(market, prices, (pool, hour, price): PriceRow => ({ pool, hour, price })),
    welfare: welfare.toString(),
    bound: bound.toString(),
    lostValue: sums.lostValue.toString(),
    regret: sums.regret.toString(),
    certificate: rowsAbove(
      market,
      multipliers,
      (pool, hour, multiplier): MultiplierRow => ({ pool, hour, multiplier }),
    ),
    elapsedMs: 0,
  };
}

function unfilledReason(market: Market, j: number, cost: number, room: PlacementRoom): UnfilledReason {
  const limit = market.limits[j]!;
  const asks = { prices: market.asks, sums: market.askSums };
  if (market.isSpread[j] === 1) {
    const cheapest = findPlacement(market, asks, market.cards, j, Number.POSITIVE_INFINITY, room);
    if (!cheapest) return 'no_option';
    if (limit < cheapest.askCost) return 'below_ask';
  } else if (market.routeFirst[j] === market.routeFirst[j + 1])
    return blockFits(market, j) ? 'below_ask' : 'no_option';
  return limit > cost ? 'paradoxical' : 'outbid';
}

/** Whether any option of block `j` fits its window in an empty market, whatever it costs. */
function blockFits(model: BookModel, j: number): boolean {
  for (let o = model.optionFirst[j]!; o < model.optionFirst[j + 1]!; o++) {
    const base = model.optionPool[o]! * model.hours;
    let run = 0;
    for (let hour = model.earliest[j]!; hour < model.deadline[j]!; hour++) {
      run = model.cards[base + hour]! >= model.optionCards[o]! ? run + 1 : 0;
      if (run >= model.optionHours[o]!) return true;
    }
  }
  return false;
}

const cellsOf = (market: Market, { cells, cards }: Placement) =>
  Array.from(cells, (cell, i) => ({
    pool: market.poolIds[Math.floor(cell / market.hours)]!,
    hour: cell % market.hours,
    cards: cards[i]!,
  }));

function rowsAbove<Row>(
  market: Market,
  values: Float64Array,
  row: (pool: string, hour: number, value: number) => Row,
): Row[] {
  const rows: Row[] = [];
  for (let at = 0; at < values.length; at++)
    if (values[at]! > market.asks[at]!)
      rows.push(row(market.poolIds[Math.floor(at / market.hours)]!, at % market.hours, values[at]!));
  return rows;
}
