import type { Market } from './market';
import { relaxedCost } from './relaxed-cost';
import type { SpreadCells } from './spread-cells';
import { selectWhole } from './spread-response';

/** The greatest relative error of one operation on doubles. */
const ROUNDING = 2 ** -53;

/**
 * The relaxed cost of the gathered pool-hours at whole prices, rounded down to whole micros: exactly what `relaxedCost`
 * says. In doubles with a bound on their error; only where the rounding is in doubt by that bound, in exact fractions.
 * Null where all pool-hours together don't do the work.
 */
export function roundedRelaxedCost(market: Market, prices: Float64Array, room: SpreadCells): bigint | null {
  const { keys, cells, routes, amounts } = room;
  const chosen = selectWhole(market, room);
  const last = chosen - 1;
  if (last >= 0 && keys[last]! <= Number.MAX_SAFE_INTEGER) {
    const cardHours = market.routeHours[routes[last]!]!;
    let whole = 0;
    let done = 0;
    for (let i = 0; i < last; i++) {
      whole += amounts[i]! * prices[cells[i]!]!;
      done += (amounts[i]! * cardHours) / market.routeHours[routes[i]!]!;
    }
    const part = (cardHours - done) * prices[cells[last]!]!;
    const error = 4 * (chosen + 4) * ROUNDING * keys[last]!;
    const floor = Math.floor(part);
    const within = part - floor > error && floor + 1 - part > error;
    const most = amounts[last]! * prices[cells[last]!]!;
    if (within && part < most && whole + floor < Number.MAX_SAFE_INTEGER) return BigInt(whole + floor);
  }
  return relaxedCost(
    Array.from({ length: room.count }, (_, i) => ({
      price: prices[cells[i]!]!,
      cardHours: market.routeHours[routes[i]!]!,
      most: amounts[i]!,
    })),
  );
}
