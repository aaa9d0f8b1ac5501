import type { BookOrder } from './book';
import { blockCheapestFill, cheapestFill, type PoolSheets } from './cheapest-fill';
import { greedyPoolHours } from './greedy-pool-hours';
import type { UnfilledReason } from './outcome';
import { relaxedCost } from './relaxed-cost';
import { type Breach, breach, exactCost, sheetsOf, type VerifyCase } from './verify-case';

/** The published welfare is the trades', the multipliers aren't under the asks, and they prove exactly the bound (M-14). */
export function checkWelfareAndBound(facts: VerifyCase): Breach | null {
  const { outcome, pools } = facts;
  let welfare = 0n;
  for (const { order, trade } of facts.filled)
    welfare += BigInt(order.limit) - exactCost(facts, trade.lots, 'asks');
  if (outcome.welfare !== welfare.toString())
    return breach('M-14', { welfare: outcome.welfare, recomputed: welfare });
  let bound = 0n;
  for (const { pool: id, hour, multiplier } of outcome.certificate) {
    const pool = pools.get(id)!;
    const ask = pool.asks[hour]!;
    const row = { pool: id, hour, multiplier, ask };
    if (multiplier < ask) return breach('M-14', { ...row, reason: 'below the ask' });
    if (multiplier === ask) return breach('format', { ...row, reason: 'a multiplier at the ask has no row' });
    pool.multipliers[hour] = multiplier;
    bound += BigInt(multiplier - ask) * BigInt(pool.cards[hour]!);
  }
  const sheets = sheetsOf(facts, 'cards', 'multipliers');
  for (const order of facts.book.orders) bound += mostSurplus(order, sheets);
  if (outcome.bound !== bound.toString()) return breach('M-14', { bound: outcome.bound, recomputed: bound });
  if (welfare > bound) return breach('M-14', { welfare, bound, reason: 'the bound is under the welfare' });
  return null;
}

/** max(0, limit − least cost), a spread's least cost being its relaxation's rounded down. */
function mostSurplus(order: BookOrder, sheets: PoolSheets): bigint {
  let cost: bigint | null = null;
  if (order.shape === 'spread') cost = relaxedCost(greedyPoolHours(order, sheets, false));
  else {
    const fill = blockCheapestFill(order, sheets);
    if (fill && fill.cost <= order.limit) cost = BigInt(fill.cost);
  }
  const surplus = cost === null ? 0n : BigInt(order.limit) - cost;
  return surplus > 0n ? surplus : 0n;
}

/** Every unfilled order's reason is the first of the four that holds in an empty market (M-15). */
export function checkReasons(facts: VerifyCase): Breach | null {
  const atAsks = sheetsOf(facts, 'cards', 'asks');
  for (const { order, row } of facts.unfilled) {
    const reason = reasonFor(order, atAsks, facts.pricedCosts.get(order.id)!);
    if (row.reason !== reason)
      return breach('M-15', { order: order.id, reason: row.reason, recomputed: reason });
  }
  return null;
}

function reasonFor(order: BookOrder, atAsks: PoolSheets, pricedCost: number): UnfilledReason {
  const fill = cheapestFill(order, atAsks);
  if (!fill) return 'no_option';
  if (order.limit < fill.cost) return 'below_ask';
  return pricedCost < order.limit ? 'paradoxical' : 'outbid';
}
