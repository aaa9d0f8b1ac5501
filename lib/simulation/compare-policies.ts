import { clearBook, type Effort } from '@/lib/clearing/clear';
import type { Day } from './day';
import type { DayTrade } from './day-trade';
import { type DayMeasure, measureDay } from './measure-day';
import type { Policy } from './policy';
import { runFirstCome } from './run-first-come';
import { type RoundEfforts, runRounds } from './run-rounds';

/** Hindsight: one clearing of the day's whole book, as if everybody had come before its first hour. */
export type ComparedPolicy = Policy | { readonly kind: 'hindsight' };

/** What each policy made of one day, in the order asked for, and the certified bound on what any could, micros. */
export interface DayComparison {
  readonly boundMicros: bigint;
  readonly measures: readonly DayMeasure[];
}

export const HINDSIGHT_EFFORT: Effort = { improvementWork: 8_000_000, pricingRounds: 10 };
export const USUAL_EFFORTS: RoundEfforts = {
  main: { improvementWork: 500_000, pricingRounds: 20 },
  indicative: { improvementWork: 0, pricingRounds: 10 },
};
/** Rounds every few minutes hold one new order each: there is nothing to improve. */
export const FREQUENT_EFFORTS: RoundEfforts = {
  main: USUAL_EFFORTS.indicative,
  indicative: USUAL_EFFORTS.indicative,
};
const FREQUENT_MINUTES = 15;

/** Clears one day by every policy. */
export function comparePolicies(day: Day, policies: readonly ComparedPolicy[]): DayComparison {
  const outcome = clearBook(day.book, HINDSIGHT_EFFORT);
  const hindsight = (): readonly DayTrade[] => {
    const arrivals = new Map(day.arrivals.map((arrival) => [arrival.order.id, arrival]));
    return outcome.trades.flatMap(({ order, pay, lots }) => {
      const arrival = arrivals.get(order);
      return arrival ? [{ arrival, minute: day.lengthMinutes, payMicros: pay, lots, isInstant: false }] : [];
    });
  };
  const play = (policy: ComparedPolicy): readonly DayTrade[] => {
    if (policy.kind === 'hindsight') return hindsight();
    if (policy.kind === 'first_come') return runFirstCome(day);
    return runRounds(day, policy, policy.everyMinutes < FREQUENT_MINUTES ? FREQUENT_EFFORTS : USUAL_EFFORTS);
  };
  return {
    boundMicros: BigInt(outcome.bound),
    measures: policies.map((policy) => measureDay(day, play(policy))),
  };
}
