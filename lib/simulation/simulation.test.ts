import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atHour, type BookOrder } from '@/lib/clearing/book';
import { clearBook } from '@/lib/clearing/clear';
import { firstCome } from '@/lib/clearing/first-come';
import { sampleBook } from '@/lib/clearing/sample-book';
import { comparePolicies } from './compare-policies';
import { type Day, firstSellable } from './day';
import type { DayTrade } from './day-trade';
import { type DaySettings, makeDay, USUAL_DAYS } from './make-day';
import { measureDay } from './measure-day';
import { type Policy, type Protections, UNPROTECTED } from './policy';
import { ALL_PROTECTIONS } from './round-length-policies';
import { runFirstCome } from './run-first-come';
import { type RoundEfforts, runRounds } from './run-rounds';

const EFFORTS: RoundEfforts = {
  main: { improvementWork: 20_000, pricingRounds: 4 },
  indicative: { improvementWork: 0, pricingRounds: 2 },
};
const LIMIT_ORDERS = { instantShare: 0, hurryHours: 0 };
const STILL = { cancelShare: 0, cutShare: 0, newShare: 0 };

const dayOf = (seed: number, changes: Partial<DaySettings> = {}, lots = false): Day =>
  makeDay(sampleBook({ pools: 4, orders: 40, hours: 48, load: 1.5, spread: 0.25, seed, lots }), {
    ...USUAL_DAYS,
    lengthHours: 24,
    ...changes,
    seed,
  });

const rounds = (day: Day, perDay: number, protections: Protections): readonly DayTrade[] =>
  runRounds(day, { kind: 'rounds', everyMinutes: 1440 / perDay, protections }, EFFORTS);

const anyProtections: fc.Arbitrary<Protections> = fc.record({
  indicativeMinutes: fc.constantFrom(null, 1, 60),
  freedCardsPassRound: fc.boolean(),
  instantReserveBps: fc.constantFrom(0, 3000, 10_000),
  instantReserveHours: fc.constantFrom(0, 6, 24),
});
const anyRun = fc.record({
  seed: fc.integer({ min: 1, max: 100_000 }),
  lots: fc.boolean(),
  perDay: fc.constantFrom(0, 1, 4, 24, 1440),
  protections: anyProtections,
});
/** No rounds a day stands for first come, first served. */
const play = (day: Day, perDay: number, protections: Protections) =>
  perDay === 0 ? runFirstCome(day) : rounds(day, perDay, protections);

describe('a simulated day', () => {
  it('never sells more cards than a pool-hour has, and fills an order once, in its window, after its arrival, between ask and limit', () => {
    fc.assert(
      fc.property(anyRun, ({ seed, lots, perDay, protections }) => {
        const day = dayOf(seed, {}, lots);
        const trades = play(day, perDay, protections);
        expect(new Set(trades.map(({ arrival }) => arrival.order.id)).size).toBe(trades.length);
        expectCapacity(day, trades);
        for (const trade of trades) expectSound(day, trade);
      }),
      { numRuns: 40 },
    );
  });

  it('no policy passes the bound on the day’s whole book', () => {
    fc.assert(
      fc.property(anyRun, ({ seed, perDay, protections }) => {
        const day = dayOf(seed);
        const bound = BigInt(clearBook(day.book, EFFORTS.main).bound);
        expect(measureDay(day, play(day, perDay, protections)).welfareMicros).toBeLessThanOrEqual(bound);
      }),
      { numRuns: 25 },
    );
  });

  it('without instant orders protections change nothing', () => {
    fc.assert(
      fc.property(anyRun, ({ seed, perDay, protections }) => {
        const day = dayOf(seed, LIMIT_ORDERS);
        expect(play(day, perDay, protections)).toEqual(play(day, perDay, UNPROTECTED));
      }),
      { numRuns: 20 },
    );
  });

  it('one round at the day’s end is one clearing of the whole book, its windows cut to the hours left', () => {
    const day = dayOf(5, { ...STILL, ...LIMIT_ORDERS });
    const orders = day.book.orders
      .filter(({ deadline }) => deadline > 25)
      .map((order): BookOrder => ({ ...order, earliest: Math.max(25, order.earliest) }));
    const { trades } = clearBook({ ...day.book, orders }, EFFORTS.main);
    const played = rounds(day, 1, UNPROTECTED);
    expect(played.length).toBeGreaterThan(5);
    expect(
      new Map(played.map(({ arrival, lots, payMicros }) => [arrival.order.id, { lots, pay: payMicros }])),
    ).toEqual(new Map(trades.map(({ order, lots, pay }) => [order, { lots, pay }])));
  });

  it('first come, first served on a day without moves is the engine’s yardstick on the day’s book', () => {
    const day = dayOf(6, STILL);
    const { welfareMicros, cardHours } = measureDay(day, runFirstCome(day));
    const yardstick = firstCome(day.book);
    expect({ welfareMicros, cardHours }).toEqual({
      welfareMicros: yardstick.welfareMicros,
      cardHours: yardstick.cardHours,
    });
  });

  it('what limit buyers, instant buyers and providers got adds up to the welfare', () => {
    const policies: Policy[] = [
      { kind: 'rounds', everyMinutes: 60, protections: ALL_PROTECTIONS },
      { kind: 'first_come' },
    ];
    const { measures } = comparePolicies(dayOf(7), [{ kind: 'hindsight' }, ...policies]);
    for (const one of measures)
      expect(
        one.limitBuyers.surplusMicros + one.instantBuyers.surplusMicros + one.providersSurplusMicros,
      ).toBe(one.welfareMicros);
    expect(measures).toHaveLength(3);
  });

  it('buyers whose window lets them wait less than 24 hours come to buy at once, at the first hour for sale', () => {
    const inHurry = dayOf(9, { instantShare: 0, hurryHours: 24 });
    const limits = new Map(dayOf(9, LIMIT_ORDERS).arrivals.map((one) => [one.order.id, one]));
    const instant = inHurry.arrivals.filter(({ isInstant }) => isInstant);
    expect(instant.length).toBeGreaterThan(3);
    expect(instant.length).toBeLessThan(inHurry.arrivals.length);
    for (const { order, minute } of instant) {
      expect(limits.get(order.id)?.isInstant).toBe(false);
      expect(order.earliest).toBe(firstSellable(minute));
    }
  });

  it('the same book and settings make the same day', () => {
    expect(dayOf(8)).toEqual(dayOf(8));
  });
});

function expectCapacity(day: Day, trades: readonly DayTrade[]): void {
  const sold = new Map<string, number>();
  for (const { lots } of trades)
    for (const { pool, hour, hours, cards } of lots)
      for (let h = hour; h < hour + hours; h++)
        sold.set(`${pool} ${h}`, (sold.get(`${pool} ${h}`) ?? 0) + cards);
  for (const { id, cards } of day.book.pools)
    for (let h = 0; h < day.book.hours; h++)
      expect(sold.get(`${id} ${h}`) ?? 0).toBeLessThanOrEqual(atHour(cards, h));
}

function expectSound(day: Day, { arrival, minute, payMicros, lots }: DayTrade): void {
  const pools = new Map(day.book.pools.map((pool) => [pool.id, pool]));
  let lastAsks = 0;
  for (const { pool, hour, hours, cards } of lots) {
    expect(hour).toBeGreaterThanOrEqual(Math.max(arrival.order.earliest, firstSellable(minute)));
    expect(hour + hours).toBeLessThanOrEqual(arrival.order.deadline);
    for (let h = hour; h < hour + hours; h++) lastAsks += cards * atHour(pools.get(pool)?.ask ?? 0, h);
  }
  expect(minute).toBeGreaterThanOrEqual(arrival.minute);
  expect(payMicros).toBeGreaterThanOrEqual(lastAsks);
  expect(payMicros).toBeLessThanOrEqual(arrival.order.limit);
}
