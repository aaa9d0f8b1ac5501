import { type Arrival, type Day, firstSellable } from './day';
import { cutWindow, moveSupply, openMarket, takeLots } from './day-market';
import type { DayTrade } from './day-trade';
import { instantFill } from './instant-order';
import { UNPROTECTED } from './policy';

/**
 * Plays a day as a market of posted prices: each order takes its cheapest fill at the asks as it comes, if its limit
 * reaches it; those that wait try again, in order of arrival, whenever supply moves.
 */
export function runFirstCome(day: Day): readonly DayTrade[] {
  const market = openMarket(day);
  market.roundPrices.fill(0);
  const trades: DayTrade[] = [];
  let waiting: Arrival[] = [];
  const tryNow = (arrival: Arrival, minute: number): boolean => {
    const order = cutWindow(arrival.order, firstSellable(minute));
    const fill = order && instantFill(market, order, minute, UNPROTECTED);
    if (!fill) return false;
    takeLots(market, fill.lots);
    trades.push({ arrival, minute, payMicros: fill.cost, lots: fill.lots, isInstant: true });
    return true;
  };
  const moves = [...day.moves];
  const moveUntil = (minute: number) => {
    for (let move = moves[0]; move && move.minute <= minute; move = moves[0]) {
      moves.shift();
      moveSupply(market, move, day);
      const at = move.minute;
      waiting = waiting.filter((arrival) => !tryNow(arrival, at));
    }
  };
  for (const arrival of day.arrivals) {
    moveUntil(arrival.minute);
    if (!tryNow(arrival, arrival.minute) && (!arrival.isInstant || arrival.waits)) waiting.push(arrival);
  }
  moveUntil(day.lengthMinutes);
  return trades;
}
