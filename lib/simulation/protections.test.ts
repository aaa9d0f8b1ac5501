import { describe, expect, it } from 'vitest';
import type { BookOrder } from '@/lib/clearing/book';
import type { Arrival, Day, SupplyMove } from './day';
import { type Protections, UNPROTECTED } from './policy';
import { runRounds } from './run-rounds';

/** Eight cards at 10.00 for hours 0 … 47. */
const ASK = 10_000_000;
const HOUR_30_TO_31 = { earliest: 30, deadline: 31 };

function arrival(
  seq: number,
  minute: number,
  cards: number,
  limit: number,
  isInstant: boolean,
  window = HOUR_30_TO_31,
): Arrival {
  const options = [{ pool: 'pol_a', cards, hours: 1 }];
  const order: BookOrder = { id: `ord_${seq}`, seq, limit: limit * 1e6, ...window, shape: 'block', options };
  return { minute, order, isInstant, waits: false };
}

const dayOf = (arrivals: readonly Arrival[], moves: readonly SupplyMove[] = []): Day => ({
  book: {
    format: 'cardhour.book/1',
    startsAt: '2026-11-20T00:00:00Z',
    hours: 48,
    currency: 'CNY',
    pools: [{ id: 'pol_a', cards: 8, ask: ASK }],
    orders: arrivals.map(({ order }) => order),
  },
  lengthMinutes: 1440,
  arrivals,
  moves,
});

const EFFORT = { improvementWork: 1000, pricingRounds: 4 };

/** Who was filled under protections, in which way and for how much, with one main round a day unless said. */
const play = (day: Day, changes: Partial<Protections>, perDay = 1) =>
  runRounds(
    day,
    { kind: 'rounds', everyMinutes: 1440 / perDay, protections: { ...UNPROTECTED, ...changes } },
    { main: EFFORT, indicative: EFFORT },
  ).map((trade) => `${trade.arrival.order.id} ${trade.isInstant ? 'at once' : 'in a round'}`);

describe('the protections of a round (M-6b)', () => {
  it('an indicative price of at least 12.50 by a limit of 200.00 over 100.00 for 8 cards keeps out an instant buyer who has 90.00', () => {
    const day = dayOf([
      arrival(1, 10, 8, 200, false),
      arrival(2, 11, 8, 100, false),
      arrival(3, 20, 8, 90, true),
    ]);
    expect(play(day, {})).toEqual(['ord_3 at once']);
    expect(play(day, { indicativeMinutes: 1 })).toEqual(['ord_1 in a round']);
  });

  it('gives back what was bought at once: 8 cards wanted for 200.00 and 160.00 price 4 of them over 60.00, though 4 are sold', () => {
    const day = dayOf([
      arrival(1, 10, 4, 50, true),
      arrival(2, 11, 8, 200, false),
      arrival(3, 12, 8, 160, false),
      arrival(4, 20, 4, 60, true),
    ]);
    expect(play(day, {})).toEqual(['ord_1 at once', 'ord_4 at once']);
    expect(play(day, { indicativeMinutes: 1 })).toEqual(['ord_1 at once']);
  });

  it('an indicative round every 30 minutes doesn’t see a limit order of the last 10', () => {
    const day = dayOf([
      arrival(1, 40, 8, 200, false),
      arrival(2, 41, 8, 150, false),
      arrival(3, 50, 8, 90, true),
    ]);
    expect(play(day, { indicativeMinutes: 30 })).toEqual(['ord_3 at once']);
  });

  it('cards of a lease cancelled at minute 100 may be taken at once before the round at 1440 only unprotected', () => {
    const move: SupplyMove = {
      minute: 100,
      cause: 'cancelled_lease',
      pool: 'pol_a',
      fromHour: 30,
      toHour: 31,
      cards: 8,
      askBefore: 1,
    };
    const day = dayOf([arrival(1, 90, 8, 200, true), arrival(2, 110, 8, 200, true)], [move]);
    expect(play(day, {})).toEqual(['ord_2 at once']);
    expect(play(day, { freedCardsPassRound: true })).toEqual([]);
    expect(play(day, { freedCardsPassRound: true }, 1440)).toEqual(['ord_2 at once']);
  });

  it('3000 bps of 8 cards keep 2 from instant orders more than 24 h ahead: 6 may go, 7 may not, and all within 24 h', () => {
    const reserve = { instantReserveBps: 3000, instantReserveHours: 24 };
    const seven = (minute: number) => dayOf([arrival(1, minute, 7, 200, true)]);
    expect(play(dayOf([arrival(1, 10, 6, 200, true)]), reserve)).toEqual(['ord_1 at once']);
    expect(play(seven(10), reserve)).toEqual([]);
    expect(play(seven(6 * 60 + 1), reserve)).toEqual(['ord_1 at once']);
  });

  it('an instant buyer who waits stands as a limit order for the next round', () => {
    const day = dayOf([{ ...arrival(1, 10, 7, 200, true), waits: true }]);
    const reserve = { instantReserveBps: 3000, instantReserveHours: 24 };
    expect(play(day, reserve)).toEqual(['ord_1 in a round']);
  });
});
