import { compareIds } from '@/lib/core/ids';
import { atHour, type Book, type BookOrder } from '../book';
import { cheapestFill, costOfLots, type PoolSheet } from '../cheapest-fill';
import { type Lot, OUTCOME_FORMAT, type Outcome, type UnfilledReason } from '../outcome';
import { relaxedCost } from '../relaxed-cost';
import { everyFill, type PossibleFill } from './every-fill';

/**
 * The slow obvious engine for tiny books: tries every fill of every order (exponential), keeps the greatest welfare,
 * then the most trades, then the earliest arrivals; prices at the asks, certificate at the asks.
 */
export function referenceOutcome(book: Book): Outcome {
  const orders = [...book.orders].sort((a, b) => compareIds(a.id, b.id));
  const best = bestFills(book, orders);
  const askOf = (pool: string, hour: number) =>
    atHour(book.pools.find(({ id }) => id === pool)?.ask ?? 0, hour);
  const sheets = (free: ReadonlyMap<string, readonly number[]>) =>
    new Map<string, PoolSheet>(
      book.pools.map(({ id, lotCards = 1, ask }) => [
        id,
        { lotCards, prices: free.get(id)!.map((_, h) => atHour(ask, h)), freeCards: free.get(id)! },
      ]),
    );
  const empty = sheets(cardsLeft(book, []));
  let lostValue = 0n;
  let regret = 0n;
  let bound = 0n;
  const outcome = {
    trades: [] as Outcome['trades'][number][],
    unfilled: [] as Outcome['unfilled'][number][],
  };
  orders.forEach((order, j) => {
    bound += surplusAtAsks(book, order);
    const fill = best.fills[j];
    if (fill) {
      const others = cardsLeft(
        book,
        best.fills.map((other, k) => (k === j ? null : other)),
      );
      const cheapest = cheapestFill(order, sheets(others));
      regret += BigInt(fill.askCost) - BigInt(cheapest?.cost ?? fill.askCost);
      outcome.trades.push({ order: order.id, pay: costOfLots(fill.lots, askOf), lots: fill.lots });
      return;
    }
    const cost = cheapestFill(order, empty)?.cost ?? null;
    if (cost !== null && cost < order.limit) lostValue += BigInt(order.limit - cost);
    outcome.unfilled.push({ order: order.id, reason: reasonAtAsks(order.limit, cost) });
  });
  return {
    format: OUTCOME_FORMAT,
    engine: 'reference',
    ...outcome,
    prices: [],
    welfare: best.welfare.toString(),
    bound: bound.toString(),
    lostValue: lostValue.toString(),
    regret: regret.toString(),
    certificate: [],
    elapsedMs: 0,
  };
}

function reasonAtAsks(limit: number, cost: number | null): UnfilledReason {
  if (cost === null) return 'no_option';
  if (limit < cost) return 'below_ask';
  return limit > cost ? 'paradoxical' : 'outbid';
}

function surplusAtAsks(book: Book, order: BookOrder): bigint {
  let cost: bigint | null = null;
  if (order.shape === 'block')
    for (const { askCost } of everyFill(book, order))
      cost =
        cost === null || askCost < Number(cost) ? BigInt(Math.min(askCost, Number.MAX_SAFE_INTEGER)) : cost;
  else
    cost = relaxedCost(
      order.options.flatMap(({ pool, cardHours, maxCards }) => {
        const row = book.pools.find(({ id }) => id === pool)!;
        return Array.from({ length: order.deadline - order.earliest }, (_, h) => ({
          price: atHour(row.ask, order.earliest + h),
          cardHours,
          most: Math.min(maxCards, atHour(row.cards, order.earliest + h)),
        }));
      }),
    );
  const surplus = cost === null ? 0n : BigInt(order.limit) - cost;
  return surplus > 0n ? surplus : 0n;
}

interface Best {
  readonly welfare: bigint;
  readonly trades: number;
  readonly seqs: number;
  readonly fills: readonly (PossibleFill | null)[];
}

function bestFills(book: Book, orders: readonly BookOrder[]): Best {
  const left = cardsLeft(book, []);
  const choices = orders.map((order) =>
    everyFill(book, order).filter(({ askCost }) => askCost <= order.limit),
  );
  const mostFrom = mostWelfareFrom(orders, choices);
  let best: Best = { welfare: -1n, trades: 0, seqs: 0, fills: [] };
  const tryFrom = (j: number, so: Best): void => {
    const order = orders[j];
    if (so.welfare + mostFrom[j]! < best.welfare) return;
    if (!order) {
      if (comesBefore(so, best)) best = so;
      return;
    }
    for (const fill of choices[j]!) {
      if (!take(left, fill.lots, 1)) continue;
      const welfare = so.welfare + BigInt(order.limit - fill.askCost);
      tryFrom(j + 1, {
        welfare,
        trades: so.trades + 1,
        seqs: so.seqs + order.seq,
        fills: [...so.fills, fill],
      });
      take(left, fill.lots, -1);
    }
    tryFrom(j + 1, { ...so, fills: [...so.fills, null] });
  };
  tryFrom(0, { welfare: 0n, trades: 0, seqs: 0, fills: [] });
  return best;
}

/** The most welfare orders j, j + 1 … could add if each had the market to itself. */
function mostWelfareFrom(orders: readonly BookOrder[], choices: readonly PossibleFill[][]): bigint[] {
  const most = orders.map(() => 0n).concat(0n);
  for (let j = orders.length - 1; j >= 0; j--) {
    const surpluses = choices[j]!.map(({ askCost }) => orders[j]!.limit - askCost);
    most[j] = most[j + 1]! + BigInt(Math.max(0, ...surpluses));
  }
  return most;
}

const comesBefore = (a: Best, b: Best): boolean => {
  if (a.welfare !== b.welfare) return a.welfare > b.welfare;
  return a.trades !== b.trades ? a.trades > b.trades : a.seqs < b.seqs;
};

function cardsLeft(book: Book, fills: readonly (PossibleFill | null)[]): Map<string, number[]> {
  const left = new Map(
    book.pools.map(({ id, cards }) => [id, Array.from({ length: book.hours }, (_, h) => atHour(cards, h))]),
  );
  for (const fill of fills) if (fill) take(left, fill.lots, 1);
  return left;
}

function take(left: Map<string, number[]>, lots: readonly Lot[], sign: 1 | -1): boolean {
  const each = (visit: (row: number[], hour: number, cards: number) => boolean) =>
    lots.every(({ pool, hour, hours, cards }) =>
      Array.from({ length: hours }, (_, h) => visit(left.get(pool)!, hour + h, cards)).every(Boolean),
    );
  if (sign === 1 && !each((row, hour, cards) => row[hour]! >= cards)) return false;
  return each((row, hour, cards) => {
    row[hour]! -= sign * cards;
    return true;
  });
}
