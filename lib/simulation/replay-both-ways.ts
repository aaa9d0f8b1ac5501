import { BOOK_FORMAT, type BookOrder, type BookPool } from '@/lib/clearing/book';
import type { BothWays, WayFigures } from '@/lib/replay/both-ways';
import type { PlannedOrder } from '@/lib/replay/buyers-side';
import type { Offer } from '@/lib/replay/read-offer';
import { comparePolicies } from './compare-policies';
import { type Arrival, type Day, firstSellable } from './day';
import type { DayMeasure } from './measure-day';
import { UNPROTECTED } from './policy';

const MINUTE_MS = 60_000;

/** Public offers and orders cleared in hourly rounds, and first come, first served at the asks. */
export function replayBothWays(
  offers: readonly Offer[],
  planned: readonly PlannedOrder[],
  hours: number,
): BothWays {
  const day = replayDay(offers, planned, hours);
  const { boundMicros, measures } = comparePolicies(day, [
    { kind: 'rounds', everyMinutes: 60, protections: UNPROTECTED },
    { kind: 'first_come' },
  ]);
  const [inRounds, firstCome] = measures.map(figuresOf);
  if (!inRounds || !firstCome) throw new RangeError('two ways make two measures');
  return { orders: day.arrivals.length, rounds: hours, boundMicros, inRounds, firstCome };
}

const figuresOf = (measure: DayMeasure): WayFigures => ({
  welfareMicros: measure.welfareMicros,
  filled: measure.limitBuyers.filled,
  cardHours: measure.cardHours,
  paidMicros: measure.revenueMicros,
});

/** A replay as a day as long as its arrivals: every offer a pool at one ask, every order a limit order, nothing moves. */
export function replayDay(offers: readonly Offer[], planned: readonly PlannedOrder[], hours: number): Day {
  const pools = offers.map(
    ({ cards, askMicros }, at): BookPool => ({ id: poolId(at), cards, ask: Number(askMicros) }),
  );
  const arrivals = planned.map((one, at) => arrivalOf(one, at, offers));
  const end = arrivals.reduce((most, { order }) => Math.max(most, order.deadline), hours);
  return {
    book: {
      format: BOOK_FORMAT,
      startsAt: '2026-01-05T00:00:00Z',
      hours: end,
      currency: 'USD',
      pools,
      orders: arrivals.map(({ order }) => order),
    },
    lengthMinutes: hours * 60,
    arrivals,
    moves: [],
  };
}

const poolId = (at: number): string => `pol_${String(at).padStart(6, '0')}`;

function arrivalOf({ task, ...planned }: PlannedOrder, at: number, offers: readonly Offer[]): Arrival {
  const minute = planned.arrivesAtMs / MINUTE_MS;
  const options = offers.flatMap(({ chip, cards }, pool) =>
    cards >= task.cards && (task.chips.length === 0 || task.chips.includes(chip))
      ? [{ pool: poolId(pool), cards: task.cards, hours: task.hours }]
      : [],
  );
  const order: BookOrder = {
    id: `ord_${String(at).padStart(6, '0')}`,
    seq: at + 1,
    limit: Number(planned.limitMicros),
    earliest: firstSellable(minute),
    deadline: planned.deadlineHours,
    shape: 'block',
    options,
  };
  return { minute, order, isInstant: false, waits: true };
}
