import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { medianAsk, planOrders } from './buyers-side';
import type { Offer } from './read-offer';
import type { Task } from './read-task';

const offer = (chip: string, cards: number, askMicros: bigint): Offer => ({
  instanceType: chip,
  chip,
  chipAmbiguous: false,
  cards,
  askMicros,
  region: 'DE',
  regionExact: true,
  place: 'Germany',
});
const OFFERS = [
  offer('l40s', 1, 400_000n),
  offer('l40s', 3, 800_000n),
  offer('h100-sxm-80gb', 8, 2_000_000n),
];

const task = (changes: Partial<Task> = {}): Task => ({
  name: 'a',
  cards: 1,
  wasFraction: false,
  hours: 1,
  chips: [],
  createdAtS: 0,
  ...changes,
});
const RULE = { seed: 7, buyers: 5, hours: 96 };
const HOUR_MS = 3_600_000;

const anyTasks = fc.array(
  fc.record({
    name: fc.constant('t'),
    cards: fc.integer({ min: 1, max: 8 }),
    wasFraction: fc.boolean(),
    hours: fc.integer({ min: 1, max: 336 }),
    chips: fc.constantFrom([], ['l40s'], ['t4']),
    createdAtS: fc.integer({ min: 0, max: 13_000_000 }),
  }),
  { minLength: 1, maxLength: 50 },
);

describe('the buyers’ side of a replay', () => {
  it('the reference is the median ask over cards: of 1 at 0.40 and 3 at 0.80 it is 0.80', () => {
    expect(medianAsk(OFFERS.slice(0, 2))).toBe(800_000n);
    expect(medianAsk(OFFERS)).toBe(2_000_000n);
    expect(medianAsk([])).toBeNull();
  });

  it('the first task arrives at the start, the last in the last hour, one halfway after 48 h', () => {
    const tasks = [task({ createdAtS: 1000 }), task({ createdAtS: 3000 }), task({ createdAtS: 2000 })];
    const at = planOrders(tasks, OFFERS, RULE).map((one) => one.arrivesAtMs);
    expect(at).toEqual([0, 48 * HOUR_MS - 1, 96 * HOUR_MS - 1]);
  });

  it('limits are 40 % to 200 % of card-hours × reference, in whole cents, and deadlines leave room to run', () => {
    fc.assert(
      fc.property(anyTasks, fc.integer({ min: 0, max: 1000 }), (tasks, seed) => {
        for (const one of planOrders(tasks, OFFERS, { ...RULE, seed })) {
          const reference = one.task.chips[0] === 'l40s' ? 800_000n : 2_000_000n;
          const value = BigInt(one.task.cards * one.task.hours) * reference;
          expect(one.limitMicros % 10_000n).toBe(0n);
          expect(one.limitMicros * 10n).toBeGreaterThanOrEqual(value * 4n);
          expect(one.limitMicros).toBeLessThan(value * 2n + 10_000n);
          const arrivalHour = Math.floor(one.arrivesAtMs / HOUR_MS);
          const patience = one.deadlineHours - arrivalHour - 2 - one.task.hours;
          expect(patience).toBeGreaterThanOrEqual(0);
          expect(patience).toBeLessThanOrEqual(72);
          expect(one.buyer).toBeGreaterThanOrEqual(0);
          expect(one.buyer).toBeLessThan(RULE.buyers);
        }
      }),
    );
  });

  it('the same seed gives the same orders, another seed others', () => {
    const tasks = Array.from({ length: 20 }, (_, at) => task({ createdAtS: at }));
    expect(planOrders(tasks, OFFERS, RULE)).toEqual(planOrders(tasks, OFFERS, RULE));
    expect(planOrders(tasks, OFFERS, RULE)).not.toEqual(planOrders(tasks, OFFERS, { ...RULE, seed: 8 }));
  });
});
