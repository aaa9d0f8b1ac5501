import { assert } from '@/lib/core/assert';
import type { Hour } from '@/lib/core/hours';

/** One pool-hour, or many of the same hour added up, in cards. */
export interface CapacityHour {
  readonly hour: Hour;
  readonly offeredCards: number;
  readonly reservedCards: number;
}

/** Card-hours of an interval; reserved, running and idle are distinct and add up to offered (O-3). */
export interface Utilization {
  readonly offeredCardHours: number;
  /** Reserved in hours that have begun. */
  readonly runningCardHours: number;
  /** Reserved in hours still to come. */
  readonly reservedCardHours: number;
  readonly idleCardHours: number;
}

/** Card-hours offered, running, reserved and idle; an hour runs once it has begun, at or before `nowHour` (O-3). */
export function utilization(hours: Iterable<CapacityHour>, nowHour: Hour): Utilization {
  let offeredCardHours = 0;
  let runningCardHours = 0;
  let reservedCardHours = 0;
  for (const { hour, offeredCards, reservedCards } of hours) {
    assert(reservedCards >= 0 && reservedCards <= offeredCards, 'M-1', { hour, offeredCards, reservedCards });
    offeredCardHours += offeredCards;
    if (hour <= nowHour) runningCardHours += reservedCards;
    else reservedCardHours += reservedCards;
  }
  const idleCardHours = offeredCardHours - runningCardHours - reservedCardHours;
  return { offeredCardHours, runningCardHours, reservedCardHours, idleCardHours };
}

/** The share of offered card-hours that are running or reserved, 0 … 1; null when nothing is offered. */
export const usedShare = (use: Utilization): number | null =>
  use.offeredCardHours === 0 ? null : (use.runningCardHours + use.reservedCardHours) / use.offeredCardHours;
