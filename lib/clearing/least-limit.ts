import { type Book, MICROS_MAX } from './book';
import type { Outcome } from './outcome';
import { unfilledFigures } from './unfilled-figures';

/** What the book of a round says about the limit an unfilled order would have needed. */
export type LeastLimit =
  | {
      readonly found: true;
      /** Clearing the round's book with this limit in place of the order's own fills it; micros. */
      readonly limitMicros: number;
      /** At most 1 % less: clearing with this limit leaves it unfilled. */
      readonly notAtMicros: number;
      /** What the order pays in that clearing. */
      readonly payMicros: number;
      /** Orders the round filled that this clearing doesn't. */
      readonly displaced: number;
      /** Clearings it took. */
      readonly clearings: number;
    }
  | {
      readonly found: false;
      /** `no_option`: nothing runs it, whatever it pays; `too_large`: no limit a book can hold filled it. */
      readonly why: 'no_option' | 'too_large';
      readonly clearings: number;
    };

export interface LeastLimitQuestion {
  readonly book: Book;
  readonly outcome: Outcome;
  readonly orderId: string;
  readonly clear: (book: Book) => Outcome;
  /** Hears after each clearing how many there were. */
  readonly onClearing?: (clearings: number) => void;
}

/** A limit that leaves the order unfilled and one that fills it. */
interface Bracket {
  readonly below: number;
  readonly at: number;
}

interface Tried {
  readonly payMicros: number;
  readonly displaced: number;
}

const ONE_PERCENT = 0.01;
/** Where nothing is known yet, the first step from the guess. */
const FIRST_STEP = 0.1;

/**
 * The least limit, to 1 %, at which clearing the round's book with only this order's limit changed fills the order. A
 * search that begins at the outcome's multipliers finds it; clearings like the round's own confirm it on both sides.
 */
export function leastLimit(question: LeastLimitQuestion): LeastLimit {
  const { book, outcome, orderId } = question;
  const figures = unfilledFigures(book, outcome, orderId);
  const { leastAtAsksMicros, limitMicros } = figures;
  if (leastAtAsksMicros === null) return { found: false, why: 'no_option', clearings: 0 };
  const count = { clearings: 0 };
  const own = tries(question, count, book);
  const warm = book.start ? own : tries(question, count, { ...book, start: outcome.certificate });
  const range = {
    least: Math.max(leastAtAsksMicros, limitMicros + 1),
    most: mostUseful(book, leastAtAsksMicros),
  };
  const guess = Math.max(range.least, likelyLimit(leastAtAsksMicros, figures.leastAtPricesMicros));
  const first = bracket((limit) => warm(limit) !== null, range, guess, FIRST_STEP);
  const sure = bracket(
    (limit) => own(limit) !== null,
    range,
    first?.at ?? guess,
    first ? ONE_PERCENT : FIRST_STEP,
  );
  const filled = sure && own(sure.at);
  if (!sure || !filled) return { found: false, why: 'too_large', clearings: count.clearings };
  return { found: true, limitMicros: sure.at, notAtMicros: sure.below, ...filled, ...count };
}

/** Just over what the job costs at the published prices; at the asks, where it costs no more than that. */
const likelyLimit = (atAsksMicros: number, atPricesMicros: number | null): number =>
  atPricesMicros === null || atPricesMicros <= atAsksMicros ? atAsksMicros : atPricesMicros + 1;

/** Outbids every other order of the book together: more changes nothing. */
function mostUseful({ orders }: Book, leastAtAsksMicros: number): number {
  let most = leastAtAsksMicros;
  for (const { limit } of orders) most = Math.min(MICROS_MAX, most + limit);
  return most;
}

/** Clears the book with another limit for the order; null where that leaves it unfilled. Each limit is cleared once. */
function tries(
  { outcome, orderId, clear, onClearing }: LeastLimitQuestion,
  count: { clearings: number },
  book: Book,
): (limit: number) => Tried | null {
  const known = new Map<number, Tried | null>();
  return (limit) => {
    const before = known.get(limit);
    if (before !== undefined) return before;
    const orders = book.orders.map((order) => (order.id === orderId ? { ...order, limit } : order));
    const cleared = clear({ ...book, orders });
    onClearing?.(++count.clearings);
    const trade = cleared.trades.find(({ order }) => order === orderId);
    const filled = new Set(cleared.trades.map(({ order }) => order));
    const displaced = outcome.trades.filter(({ order }) => !filled.has(order)).length;
    const tried = trade ? { payMicros: trade.pay, displaced } : null;
    known.set(limit, tried);
    return tried;
  };
}

/**
 * Two limits at most 1 % apart, the higher of which fills: from the guess in doubling steps up or down, then by
 * halves. Under `least` nothing fills; null if nothing up to `most` does.
 */
function bracket(
  fills: (limit: number) => boolean,
  range: { readonly least: number; readonly most: number },
  guess: number,
  firstStep: number,
): Bracket | null {
  let limit = Math.min(range.most, guess);
  let step = firstStep;
  if (fills(limit))
    for (;;) {
      const lower = Math.max(range.least - 1, limit - Math.ceil(limit * Math.min(0.5, step)));
      if (lower < range.least || !fills(lower)) return narrow(fills, { below: lower, at: limit });
      limit = lower;
      step *= 2;
    }
  while (limit < range.most) {
    const higher = Math.min(range.most, limit + Math.ceil(limit * step));
    if (fills(higher)) return narrow(fills, { below: limit, at: higher });
    limit = higher;
    step *= 2;
  }
  return null;
}

function narrow(fills: (limit: number) => boolean, wide: Bracket): Bracket {
  let { below, at } = wide;
  while (at - below > Math.max(1, at * ONE_PERCENT)) {
    const middle = below + Math.ceil((at - below) / 2);
    if (fills(middle)) at = middle;
    else below = middle;
  }
  return { below, at };
}
