import type { Book, BookOrder, MultiplierRow } from '@/lib/clearing/book';
import { clearBook, type Effort } from '@/lib/clearing/clear';
import type { Outcome } from '@/lib/clearing/outcome';
import { assert } from '@/lib/core/assert';
import { type Arrival, type Day, firstSellable } from './day';
import { addLots, cutWindow, type DayMarket, moveSupply, openMarket, takeLots } from './day-market';
import type { DayTrade } from './day-trade';
import { instantFill } from './instant-order';
import type { Policy } from './policy';

/** Where the search begins in one round's book, and how much it may do: counted, so a day is the same everywhere. */
export interface RoundEfforts {
  readonly main: Effort;
  readonly indicative: Effort;
}

type RoundPolicy = Extract<Policy, { kind: 'rounds' }>;

interface Running {
  readonly day: Day;
  readonly policy: RoundPolicy;
  readonly efforts: RoundEfforts;
  readonly market: DayMarket;
  readonly trades: DayTrade[];
  /** Instant trades since the last main round. */
  recent: DayTrade[];
  waiting: Arrival[];
  /** Something came since the last round of each kind that could change its outcome. */
  mainDue: boolean;
  indicativeDue: boolean;
  start: readonly MultiplierRow[] | undefined;
}

/**
 * Plays a day through main rounds, instant orders and indicative rounds (M-6b) and returns its trades. Rounds whose book
 * can't trade or hasn't changed aren't run; an indicative round is run only if an instant order comes before the next.
 */
export function runRounds(day: Day, policy: RoundPolicy, efforts: RoundEfforts): readonly DayTrade[] {
  const running: Running = {
    day,
    policy,
    efforts,
    market: openMarket(day),
    trades: [],
    recent: [],
    waiting: [],
    mainDue: false,
    indicativeDue: false,
    start: undefined,
  };
  const quoted = quotedTicks(day, policy.protections.indicativeMinutes);
  for (const { minute, act } of eventsOf(running, quoted)) act(running, minute);
  return running.trades;
}

interface DayEvent {
  readonly minute: number;
  /** At equal minutes: main round, indicative round, supply, arrival. */
  readonly rank: number;
  readonly act: (running: Running, minute: number) => void;
}

function eventsOf({ day, policy }: Running, quoted: readonly number[]): DayEvent[] {
  const events: DayEvent[] = [
    ...Array.from({ length: Math.floor(day.lengthMinutes / policy.everyMinutes) }, (_, i) => ({
      minute: policy.everyMinutes * (i + 1),
      rank: 0,
      act: mainTick,
    })),
    ...quoted.map((minute) => ({ minute, rank: 1, act: indicativeTick })),
    ...day.moves.map((move) => ({
      minute: move.minute,
      rank: 2,
      act: (running: Running) => {
        moveSupply(running.market, move, day);
        running.mainDue = true;
        running.indicativeDue = true;
      },
    })),
    ...day.arrivals.map((arrival) => ({
      minute: arrival.minute,
      rank: 3,
      act: (running: Running, minute: number) => arrive(running, arrival, minute),
    })),
  ];
  return events.sort((a, b) => a.minute - b.minute || a.rank - b.rank);
}

/** The ticks of indicative rounds after which, before the next, an instant order comes. */
function quotedTicks({ arrivals }: Day, every: number | null): number[] {
  if (every === null) return [];
  const ticks = arrivals.flatMap(({ minute, isInstant }) =>
    isInstant ? [Math.floor(minute / every) * every] : [],
  );
  return [...new Set(ticks)];
}

function arrive(running: Running, arrival: Arrival, minute: number): void {
  const { market, policy } = running;
  running.indicativeDue = true;
  const fill = arrival.isInstant ? instantFill(market, arrival.order, minute, policy.protections) : null;
  if (fill) {
    takeLots(market, fill.lots);
    const trade = { arrival, minute, payMicros: fill.cost, lots: fill.lots, isInstant: true };
    running.trades.push(trade);
    running.recent.push(trade);
  } else if (!arrival.isInstant || arrival.waits) {
    running.waiting.push(arrival);
    running.mainDue = true;
  }
}

function mainTick(running: Running, minute: number): void {
  const { market } = running;
  if (running.mainDue) commitRound(running, minute);
  market.fresh.fill(0);
  market.indicativePrices.fill(0);
  running.recent = [];
  running.mainDue = false;
  running.indicativeDue = false;
}

function commitRound(running: Running, minute: number): void {
  const { market } = running;
  const firstHour = firstSellable(minute);
  const orders = openOrders(running, firstHour);
  if (orders.length === 0) return;
  const outcome = clear(running, market.free, orders, running.efforts.main);
  publish(market, market.free, outcome, firstHour, market.roundPrices);
  const filled = new Map(outcome.trades.map((trade) => [trade.order, trade]));
  running.waiting = running.waiting.filter((arrival) => {
    const trade = filled.get(arrival.order.id);
    if (!trade) return true;
    takeLots(market, trade.lots);
    running.trades.push({ arrival, minute, payMicros: trade.pay, lots: trade.lots, isInstant: false });
    return false;
  });
}

/** Prices the whole open book, with the instant trades since the last main round that haven't begun, their cards given back (M-6b). */
function indicativeTick(running: Running, minute: number): void {
  const { market, recent } = running;
  if (!running.indicativeDue) return;
  running.indicativeDue = false;
  market.indicativePrices.fill(0);
  const firstHour = firstSellable(minute);
  const cards = market.free.slice();
  const orders = openOrders(running, firstHour);
  if (orders.length === 0) return;
  for (const { arrival, payMicros, lots } of recent) {
    if (lots.some(({ hour }) => hour < firstHour)) continue;
    addLots(market, cards, lots, 1);
    orders.push({
      ...arrival.order,
      earliest: Math.max(arrival.order.earliest, firstHour),
      limit: payMicros,
    });
  }
  const outcome = clear(running, cards, orders, running.efforts.indicative);
  publish(market, cards, outcome, firstHour, market.indicativePrices);
}

function openOrders(running: Running, firstHour: number): BookOrder[] {
  running.waiting = running.waiting.filter(({ order }) => order.deadline > firstHour);
  return running.waiting.flatMap(({ order }) => cutWindow(order, firstHour) ?? []);
}

function clear(running: Running, cards: Int32Array, orders: readonly BookOrder[], effort: Effort): Outcome {
  const { market, day } = running;
  const { hours } = market;
  const hourly = (
    values: ArrayLike<number> & { slice(from: number, to: number): Iterable<number> },
    p: number,
  ) => Array.from(values.slice(p * hours, (p + 1) * hours));
  const book: Book = {
    ...day.book,
    pools: market.pools.map((pool, p) => ({ ...pool, cards: hourly(cards, p), ask: hourly(market.asks, p) })),
    orders,
    ...(running.start ? { start: running.start } : {}),
  };
  const outcome = clearBook(book, effort);
  running.start = outcome.certificate;
  return outcome;
}

/** Prices of pool-hours with a lot in the book: the outcome's, else the ask; the others keep their last one (M-10). */
function publish(
  market: DayMarket,
  cards: Int32Array,
  outcome: Outcome,
  firstHour: number,
  prices: Float64Array,
): void {
  const { hours, pools, asks, indexOf } = market;
  for (let at = 0; at < prices.length; at++) {
    const lot = pools[Math.floor(at / hours)]?.lotCards ?? 1;
    if (at % hours >= firstHour && cards[at]! >= lot) prices[at] = asks[at]!;
  }
  for (const { pool, hour, price } of outcome.prices) {
    const index = indexOf.get(pool);
    assert(index !== undefined, 'M-9', { pool });
    prices[index * hours + hour] = price;
  }
}
