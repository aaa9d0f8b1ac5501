import type { BookOrder } from './book';
import { cheapestFill } from './cheapest-fill';
import { type Breach, breach, exactCost, sheetsOf, type VerifyCase, withOwnCards } from './verify-case';

/** Prices stand above the ask, at most at a cap (S-5), only where the book had a lot and none is left; noted in the pools (M-10). */
export function checkPrices({ outcome, pools }: VerifyCase): Breach | null {
  for (const { pool: id, hour, price } of outcome.prices) {
    const pool = pools.get(id)!;
    const ask = pool.asks[hour]!;
    const row = { pool: id, hour, price, ask };
    if (price < ask) return breach('M-10', { ...row, reason: 'below the ask' });
    if (price === ask) return breach('format', { ...row, reason: 'a price at the ask has no row' });
    if (price > pool.caps[hour]!)
      return breach('M-10', { ...row, cap: pool.caps[hour]!, reason: 'above the cap of a failed lease' });
    if (pool.cards[hour]! < pool.lotCards)
      return breach('M-10', { ...row, reason: 'sold out before, so it has no price' });
    if (pool.left[hour]! >= pool.lotCards)
      return breach('M-10', {
        ...row,
        left: pool.left[hour]!,
        reason: 'a lot is left, so its price is the ask',
      });
    pool.prices[hour] = price;
  }
  return null;
}

/** Everyone pays exactly Σ cards × price, within the limit (M-9, M-11). */
export function checkPayments(facts: VerifyCase): Breach | null {
  for (const { order, trade } of facts.filled) {
    const due = exactCost(facts, trade.lots, 'prices');
    if (BigInt(trade.pay) !== due) return breach('M-11', { order: order.id, pay: trade.pay, due });
    if (trade.pay > order.limit)
      return breach('M-11', { order: order.id, pay: trade.pay, limit: order.limit });
  }
  return null;
}

/** No unfilled order fits the cards left within its limit (M-12). */
export function checkMissedTrades(facts: VerifyCase): Breach | null {
  const sheets = sheetsOf(facts, 'left', 'prices');
  for (const { order } of facts.unfilled) {
    const fill = cheapestFill(order, sheets);
    if (fill && fill.cost <= order.limit)
      return breach('M-12', { order: order.id, cost: fill.cost, limit: order.limit });
  }
  return null;
}

/** No filled order could move into the cards left and its own at a lower cost at the asks (M-12c). */
export function checkCheaperMoves(facts: VerifyCase): Breach | null {
  const sheets = sheetsOf(facts, 'left', 'asks');
  for (const { order, trade } of facts.filled) {
    const cost = exactCost(facts, trade.lots, 'asks');
    const fill = withOwnCards(facts, trade.lots, () => cheapestFill(order, sheets));
    if (fill && fill.cost < cost) return breach('M-12c', { order: order.id, cost, cheaper: fill.cost });
  }
  return null;
}

/** Of orders alike, the higher limit, then the earlier seq, is filled first (M-12d). */
export function checkPrecedence({ filled, unfilled }: VerifyCase): Breach | null {
  const waiting = new Map<string, BookOrder[]>();
  for (const { order } of unfilled) {
    const key = terms(order);
    waiting.set(key, [...(waiting.get(key) ?? []), order]);
  }
  for (const { order } of filled) {
    const others = waiting.get(terms(order)) ?? [];
    const options = others.length > 0 ? optionsOf(order) : '';
    for (const first of others)
      if (first.limit > order.limit || (first.limit === order.limit && first.seq < order.seq))
        if (optionsOf(first) === options) return breach('M-12d', { filled: order.id, passedOver: first.id });
  }
  return null;
}

const terms = ({ shape, earliest, deadline, options }: BookOrder): string =>
  [shape, earliest, deadline, options.length].join(' ');

const optionsOf = (order: BookOrder): string =>
  order.options
    .map((option) =>
      'hours' in option
        ? JSON.stringify([option.pool, option.cards, option.hours])
        : JSON.stringify([option.pool, option.cardHours, option.maxCards]),
    )
    .sort()
    .join(' ');

/** Lost value and regret are what the published prices make them (M-12b). */
export function checkRationing(facts: VerifyCase): Breach | null {
  let lostValue = 0n;
  const empty = sheetsOf(facts, 'cards', 'prices');
  for (const { order } of facts.unfilled) {
    const fill = cheapestFill(order, empty);
    facts.pricedCosts.set(order.id, fill?.cost ?? Number.POSITIVE_INFINITY);
    if (fill && fill.cost < order.limit) lostValue += BigInt(order.limit) - BigInt(fill.cost);
  }
  if (facts.outcome.lostValue !== lostValue.toString())
    return breach('M-12b', { lostValue: facts.outcome.lostValue, recomputed: lostValue });
  let regret = 0n;
  const left = sheetsOf(facts, 'left', 'prices');
  for (const { order, trade } of facts.filled) {
    const fill = withOwnCards(facts, trade.lots, () => cheapestFill(order, left));
    if (fill) regret += BigInt(trade.pay) - exactCost(facts, fill.lots, 'prices');
  }
  if (facts.outcome.regret !== regret.toString())
    return breach('M-12b', { regret: facts.outcome.regret, recomputed: regret });
  return null;
}
