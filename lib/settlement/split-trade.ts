import type { Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { compareIds } from '@/lib/core/ids';
import { splitUnits, type WorkShare } from './split-units';

/** `cards` cards in each of `hours` hours from `hour`, with one price per card-hour per hour as decimal strings of micros. */
export interface TradedLot {
  readonly poolId: string;
  readonly hour: number;
  readonly hours: number;
  readonly cards: number;
  readonly pricesMicros: readonly string[];
}

/** The cards one lease takes in one hour and their price per card-hour. */
export interface LeaseHour {
  readonly hour: number;
  readonly cards: number;
  readonly priceMicros: Micros;
}

/** One lease of a trade: a pool's hours, their price Σ cards × price, and its share of the units (S-2). */
export interface LeasePlan {
  readonly poolId: string;
  readonly priceMicros: Micros;
  readonly units: bigint;
  readonly cardHours: number;
  readonly startHour: number;
  /** Exclusive. */
  readonly endHour: number;
  readonly hours: readonly LeaseHour[];
}

export interface TradePlan {
  /** Exactly Σ cards × price over the hours used (M-11). */
  readonly payMicros: Micros;
  readonly cardHours: number;
  /** One lease per pool, in pool order. */
  readonly leases: readonly LeasePlan[];
}

function hoursOf(lots: readonly TradedLot[]): LeaseHour[] {
  const hours = new Map<number, LeaseHour>();
  for (const lot of lots) {
    assert(lot.pricesMicros.length === lot.hours && lot.cards > 0 && lot.hours > 0, 'S-2', {
      pool: lot.poolId,
      hour: lot.hour,
    });
    lot.pricesMicros.forEach((price, i) => {
      const hour = lot.hour + i;
      const priceMicros = BigInt(price);
      const known = hours.get(hour);
      assert(priceMicros > 0n && (!known || known.priceMicros === priceMicros), 'M-9', {
        pool: lot.poolId,
        hour,
      });
      hours.set(hour, { hour, cards: (known?.cards ?? 0) + lot.cards, priceMicros });
    });
  }
  return [...hours.values()].sort((a, b) => a.hour - b.hour);
}

function planPool(poolId: string, lots: readonly TradedLot[]): Omit<LeasePlan, 'units'> {
  const hours = hoursOf(lots);
  const [first, last] = [hours[0], hours[hours.length - 1]];
  assert(first && last, 'S-2', { pool: poolId });
  let priceMicros = 0n;
  let cardHours = 0;
  for (const { cards, priceMicros: price } of hours) {
    priceMicros += BigInt(cards) * price;
    cardHours += cards;
  }
  return { poolId, priceMicros, cardHours, startHour: first.hour, endHour: last.hour + 1, hours };
}

/**
 * Turns the lots of one fill into its leases, one per pool; Σ leases = the trade, in units and in micros (S-2).
 * `jobCardHours` says what the whole job would take in a pool: an option's `cardHours`, or its cards × hours.
 */
export function splitTrade(
  units: bigint,
  lots: readonly TradedLot[],
  jobCardHours: (poolId: string) => number,
): TradePlan {
  const byPool = new Map<string, TradedLot[]>();
  for (const lot of lots) byPool.set(lot.poolId, [...(byPool.get(lot.poolId) ?? []), lot]);
  const plans = [...byPool.keys()].sort(compareIds).map((id) => planPool(id, byPool.get(id) ?? []));
  const shares: WorkShare[] = plans.map((plan) => ({
    poolId: plan.poolId,
    usedCardHours: plan.cardHours,
    jobCardHours: plans.length === 1 ? plan.cardHours : jobCardHours(plan.poolId),
  }));
  const split = splitUnits(units, shares);
  return {
    payMicros: plans.reduce((sum, plan) => sum + plan.priceMicros, 0n),
    cardHours: plans.reduce((sum, plan) => sum + plan.cardHours, 0),
    leases: plans.map((plan) => ({ ...plan, units: split.get(plan.poolId) ?? 0n })),
  };
}
