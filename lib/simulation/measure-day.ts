import { atHour, type Book } from '@/lib/clearing/book';
import { costOfLots } from '@/lib/clearing/cheapest-fill';
import { assert } from '@/lib/core/assert';
import type { Day } from './day';
import type { DayTrade } from './day-trade';

/** What one kind of buyer got of a day. */
export interface BuyersGot {
  readonly orders: number;
  readonly filled: number;
  /** Σ (limit − payment), micros. */
  readonly surplusMicros: bigint;
}

/** What a policy made of a day. Costs are at the day's last asks, so that every policy is measured by one yardstick. */
export interface DayMeasure {
  /** Σ (limit − cost at the day's last asks), micros: what buyers and providers got together. */
  readonly welfareMicros: bigint;
  readonly cardHours: number;
  readonly limitBuyers: BuyersGot;
  readonly instantBuyers: BuyersGot;
  /** Σ payments, micros. */
  readonly revenueMicros: bigint;
  /** Σ (payment − cost at the day's last asks), micros. */
  readonly providersSurplusMicros: bigint;
}

/** Measures a day's trades. */
export function measureDay(day: Day, trades: readonly DayTrade[]): DayMeasure {
  const askOf = lastAsks(day.book);
  let costMicros = 0n;
  let revenueMicros = 0n;
  let limitsMicros = 0n;
  let cardHours = 0;
  for (const { arrival, payMicros, lots } of trades) {
    costMicros += BigInt(costOfLots(lots, askOf));
    revenueMicros += BigInt(payMicros);
    limitsMicros += BigInt(arrival.order.limit);
    cardHours += lots.reduce((sum, { cards, hours }) => sum + cards * hours, 0);
  }
  return {
    welfareMicros: limitsMicros - costMicros,
    cardHours,
    limitBuyers: buyersGot(day, trades, false),
    instantBuyers: buyersGot(day, trades, true),
    revenueMicros,
    providersSurplusMicros: revenueMicros - costMicros,
  };
}

function lastAsks({ pools }: Book): (pool: string, hour: number) => number {
  const byId = new Map(pools.map((pool) => [pool.id, pool]));
  return (id, hour) => {
    const pool = byId.get(id);
    assert(pool, 'simulation: unknown pool', { id });
    return atHour(pool.ask, hour);
  };
}

function buyersGot({ arrivals }: Day, trades: readonly DayTrade[], isInstant: boolean): BuyersGot {
  const own = trades.filter(({ arrival }) => arrival.isInstant === isInstant);
  return {
    orders: arrivals.filter((arrival) => arrival.isInstant === isInstant).length,
    filled: own.length,
    surplusMicros: own.reduce(
      (sum, { arrival, payMicros }) => sum + BigInt(arrival.order.limit - payMicros),
      0n,
    ),
  };
}
