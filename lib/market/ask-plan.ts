import type { Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { type Hour, localHour } from '@/lib/core/hours';

/** Hours [from, to) in which a pool offers other than all of its cards. */
export interface CalendarInterval {
  readonly fromHour: Hour;
  /** Exclusive. */
  readonly toHour: Hour;
  readonly cards: number;
}

/** What a pool offers by the clock: asks by local hour of day, cards by calendar. */
export interface PoolPlan {
  readonly cards: number;
  readonly timeZone: string;
  /** 24 asks in micros per card-hour, by the local hour of day. */
  readonly asksMicros: readonly Micros[];
  /** In the order they were made; of those that cover an hour the last counts. */
  readonly intervals: readonly CalendarInterval[];
}

export interface PlannedHour {
  readonly hour: Hour;
  readonly offeredCards: number;
  readonly askMicros: Micros;
}

/** The ask of a UTC hour: the one of the local hour of day at which it starts (M-17). */
export function askAt(asksMicros: readonly Micros[], hour: Hour, timeZone: string): Micros {
  const ask = asksMicros[localHour(hour, timeZone).hourOfDay];
  assert(asksMicros.length === 24 && ask !== undefined, 'M-17', { asks: asksMicros.length, hour });
  return ask;
}

/** The cards a calendar wants offered in an hour, at most all the pool has: the last interval that covers it counts. */
export function wantedCards(cards: number, intervals: readonly CalendarInterval[], hour: Hour): number {
  const interval = intervals.findLast((one) => one.fromHour <= hour && hour < one.toHour);
  return interval ? Math.min(interval.cards, cards) : cards;
}

/** Expands a plan into one pool-hour for every UTC hour in [from, to), on days of 23 and 25 hours too (M-17). */
export function planHours(plan: PoolPlan, from: Hour, to: Hour): PlannedHour[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => {
    const hour = from + at;
    return {
      hour,
      offeredCards: wantedCards(plan.cards, plan.intervals, hour),
      askMicros: askAt(plan.asksMicros, hour, plan.timeZone),
    };
  });
}
