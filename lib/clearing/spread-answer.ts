import type { Market } from './market';
import type { PricedHours } from './priced-hours';
import type { SpreadCells } from './spread-cells';

/** Where a search by key begins, and by what share it widens, doubled each time it must. */
export interface KeyAim {
  reach: number;
  widening: number;
}

/** What a spread answered last, and what its next answer is foreseen from. */
export interface SpreadAnswer extends KeyAim {
  cells: Int32Array;
  amounts: Float64Array;
  count: number;
  cost: number;
  marginalKey: number;
  /** The marginal key, were every pool-hour dearer by as much as those of the last answer together. */
  foreseen: number;
  /** The marginal key found over the one foreseen, and how much that share moves between answers. */
  share: number;
  doubt: number;
}

/** No answer yet: looks first a quarter above the least key at the asks. */
export const noAnswer = (market: Market, j: number): SpreadAnswer => ({
  reach: (market.routeLeast[market.routeFirst[j]!] ?? 0) * 1.25,
  widening: 0.02,
  cells: new Int32Array(0),
  amounts: new Float64Array(0),
  count: 0,
  cost: 0,
  marginalKey: 0,
  foreseen: 0,
  share: 1,
  doubt: 0.02,
});

/** Foresees where the marginal key lies at the prices. Too near costs another look, too far many pool-hours. */
export function foresee({ prices }: PricedHours, answer: SpreadAnswer): KeyAim {
  if (answer.count === 0) return answer;
  const { cells, amounts, count } = answer;
  let cost = 0;
  for (let i = 0; i < count; i++) cost += prices[cells[i]!]! * amounts[i]!;
  answer.foreseen = answer.marginalKey * (cost / answer.cost);
  answer.reach = answer.foreseen * answer.share;
  answer.widening = answer.doubt / 2;
  return answer;
}

/** Keeps the answer in the room, which costs `cost`. */
export function keepAnswer(
  answer: SpreadAnswer,
  { keys, cells, amounts, count }: SpreadCells,
  cost: number,
): void {
  if (count > answer.cells.length) {
    answer.cells = new Int32Array(count + (count >> 1));
    answer.amounts = new Float64Array(count + (count >> 1));
  }
  for (let i = 0; i < count; i++) {
    answer.cells[i] = cells[i]!;
    answer.amounts[i] = amounts[i]!;
  }
  answer.count = count;
  answer.cost = cost;
  if (count === 0) return;
  answer.marginalKey = keys[count - 1]!;
  if (answer.foreseen === 0) return;
  const share = Math.min(1, answer.marginalKey / answer.foreseen);
  const error = Math.abs(share - answer.share) / answer.share;
  answer.doubt = Math.min(0.3, 0.001 + 0.5 * (answer.doubt + error));
  answer.share = share;
}
