import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourStart } from '@/lib/core/hours';
import { cancelLease, cancellationCharge, type HoursPassed, passHours } from './cancellation';
import type { DeliveryStanding } from './delivery';
import { type BeginningHour, takenMicros } from './given-back';
import { feeOf } from './lease-money';
import type { SettlingLease } from './settle-lease';

const START = 490_000;
const HOURS = 10;
const PRICE = 100_000_020n;
const AN_HOUR = PRICE / BigInt(HOURS);
const hours = Array.from({ length: HOURS }, (_, i) => ({
  hour: START + i,
  cards: 2,
  priceMicros: AN_HOUR / 2n,
}));
const reserved: SettlingLease = {
  startHour: START,
  endHour: START + HOURS,
  priceMicros: PRICE,
  units: 10n,
  state: 'reserved',
  startedAt: null,
  feeBps: 200,
  lateTerms: { lateCreditBpsPerHour: 100, lateCreditCapBps: 2000 },
  heldMicros: PRICE,
  disputedMicros: 0n,
  earnedMicros: 0n,
  feeMicros: 0n,
  refundedMicros: 0n,
  creditMicros: 0n,
  reportingClosedAt: null,
};
const running: SettlingLease = { ...reserved, state: 'running', startedAt: hourStart(START) };
const early = (units: bigint, state: DeliveryStanding['state'] = 'accepted'): DeliveryStanding => ({
  kind: 'result',
  units,
  state,
  providerUnits: null,
  reportedAt: hourStart(START),
});

/** Leaves a lease and lets its hours pass in the steps given, each with the cards others took of its hours. */
function left(
  lease: SettlingLease,
  deliveries: readonly DeliveryStanding[],
  now: Date,
  taken: ReadonlyMap<number, number>,
  stops: readonly number[],
) {
  const takenOf = new Map([...taken].map(([hour, cards]) => [hour, BigInt(cards) * (AN_HOUR / 2n)]));
  const cancelled = cancelLease(lease, deliveries, hours, now);
  if (!cancelled.ok) throw new Error(cancelled.refusal.code);
  const { money, resaleHour, releaseFromHour } = cancelled.value;
  let at: Pick<HoursPassed, 'money' | 'resaleHour' | 'takenMicros'> = { money, resaleHour, takenMicros: 0n };
  const steps = [at];
  const back = hours.filter(({ hour }) => hour >= releaseFromHour);
  for (const hour of stops) {
    if (at.resaleHour === null || hour < at.resaleHour) continue;
    const settling = { ...lease, ...at.money };
    at = passHours(
      { settling, hours: back, resaleHour: at.resaleHour, takenMicros: at.takenMicros },
      deliveries,
      takenOf,
      hour,
    );
    steps.push(at);
  }
  return { steps, end: at, back };
}

describe('leaving a lease (S-8)', () => {
  it('before its start: 5 % of 100.00002 = 5.000001 now, of which 0.10 is fee, 95.000019 on hold until its hours begin', () => {
    const cancelled = cancelLease(reserved, [], hours, hourStart(START - 100));
    expect(cancelled.ok && cancelled.value).toMatchObject({
      money: {
        heldMicros: 95_000_019n,
        disputedMicros: 0n,
        earnedMicros: 5_000_001n,
        feeMicros: 100_000n,
        refundedMicros: 0n,
        creditMicros: 0n,
      },
      startedAt: null,
      releaseFromHour: START,
      resaleHour: START,
    });
  });

  it('in its first hour, 1 of 10 units accepted: 5 and 10 % now, 85 % on hold for nine hours that cost 90 %: at most the price', () => {
    const cancelled = cancelLease(running, [early(1n)], hours, hourStart(START));
    expect(cancelled.ok && cancelled.value).toMatchObject({
      money: { earnedMicros: 15_000_003n, heldMicros: 85_000_017n, refundedMicros: 0n },
      startedAt: running.startedAt,
      releaseFromHour: START + 1,
      resaleHour: START + 1,
    });
  });

  it('in its fifth hour, nothing accepted: 5 % now, 50 % on hold for five hours, 45 % back at once', () => {
    const cancelled = cancelLease(running, [], hours, hourStart(START + 4));
    expect(cancelled.ok && cancelled.value.money).toMatchObject({
      earnedMicros: 5_000_001n,
      heldMicros: 50_000_010n,
      refundedMicros: 45_000_009n,
    });
  });

  it('nothing is on hold, and no hour waited for, where the accepted units use the price up', () => {
    const cancelled = cancelLease(running, [early(10n)].slice(0, 1), hours, hourStart(START));
    expect(cancelled.ok && [cancelled.value.money.heldMicros, cancelled.value.resaleHour]).toEqual([
      0n,
      null,
    ]);
  });

  it('is refused once ended, while a report waits for its answer, and in the last hour', () => {
    const code = (lease: SettlingLease, deliveries: readonly DeliveryStanding[], hour: number) => {
      const asked = cancelLease(lease, deliveries, hours, hourStart(hour));
      return asked.ok ? 'left' : asked.refusal.code;
    };
    expect(code({ ...running, state: 'ended' }, [], START)).toBe('lease_ended');
    expect(code(running, [early(1n, 'reported')], START)).toBe('deliveries_pending');
    expect(code(running, [], START + HOURS - 1)).toBe('hours_begun');
  });

  it('a row that still says reserved when its first hour has begun counts as started', () => {
    const asked = cancelLease(reserved, [], hours, hourStart(START));
    expect(asked.ok && [asked.value.resaleHour, asked.value.startedAt]).toEqual([
      START + 1,
      hourStart(START),
    ]);
  });

  it('a card of the first hour taken of two: 5.000001 of it is earned, 5.000001 returns, both as it begins', () => {
    const { steps } = left(reserved, [], hourStart(START - 1), new Map([[START, 1]]), [START]);
    expect(steps.map(({ money }) => [money.earnedMicros, money.heldMicros, money.refundedMicros])).toEqual([
      [5_000_001n, 95_000_019n, 0n],
      // At most the price: 5 % and ten hours are 105 %, so the first 5 % that others take lower nothing yet.
      [10_000_002n, 90_000_018n, 0n],
    ]);
    expect(steps.at(-1)).toMatchObject({ resaleHour: START + 1, takenMicros: 5_000_001n });
  });

  it('ends at 5 %, the accepted units and the hours nobody took, at most the price, however its hours pass; nothing is taken back on the way', () => {
    const cards = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: HOURS, maxLength: HOURS });
    const stops = fc.array(fc.integer({ min: START, max: START + HOURS }), { maxLength: 8 });
    fc.assert(
      fc.property(
        fc.integer({ min: -3, max: HOURS - 2 }),
        fc.bigInt(0n, 10n),
        cards,
        stops,
        (at, units, takes, some) => {
          const taken = new Map(takes.map((n, i) => [START + i, n]));
          const deliveries = at >= 0 && units > 0n ? [early(units)] : [];
          const lease = at >= 0 ? running : reserved;
          const order = [...some.sort((a, b) => a - b), START + HOURS - 1];
          const { steps, end, back } = left(lease, deliveries, hourStart(START + at), taken, order);
          for (const [i, { money }] of steps.entries()) {
            const before = steps[i - 1]?.money ?? lease;
            expect(money.earnedMicros + money.heldMicros + money.refundedMicros).toBe(PRICE);
            expect(money.feeMicros).toBe(feeOf(money.earnedMicros, 200));
            expect(
              money.earnedMicros >= before.earnedMicros && money.refundedMicros >= before.refundedMicros,
            ).toBe(true);
          }
          const cost = (n: number) => BigInt(n) * (AN_HOUR / 2n);
          const unsold = back.reduce(
            (sum, { hour }) => sum + cost(2 - Math.min(2, taken.get(hour) ?? 0)),
            0n,
          );
          const accepted = deliveries.length > 0 ? (PRICE * units) / 10n : 0n;
          const all = cancellationCharge(PRICE) + accepted + unsold;
          expect(end.money.earnedMicros).toBe(all < PRICE ? all : PRICE);
          expect([end.money.heldMicros, end.resaleHour]).toEqual([0n, null]);
        },
      ),
    );
  });
});

describe('cards given back and taken in one pool-hour (S-8)', () => {
  const time = (minutes: number) => new Date(hourStart(START).getTime() + minutes * 60_000);
  /** At 10 micros a card. */
  const gave = (leaseId: string, minutes: number, cards: number, withheld = false) => ({
    leaseId,
    withheld,
    leftAt: time(minutes),
    cards,
    priceMicros: 10n,
  });
  const sale = (leaseId: string, minutes: number, cards: number, priceMicros = 10n) => ({
    leaseId,
    soldAt: time(minutes),
    cards,
    priceMicros,
  });
  const taken = (hour: BeginningHour) =>
    Object.fromEntries([...takenMicros(hour)].map(([leaseId, micros]) => [leaseId, Number(micros) / 10]));

  it('what was sold before a lease was left took nothing of it, and its own sale never does', () => {
    const hour = { back: [gave('a', 10, 4)], sold: [sale('b', 9, 8), sale('a', 10, 4)], freeCards: 4 };
    expect(taken(hour)).toEqual({ a: 0 });
  });

  it('6 cards sold to two who gave 4 back each: the earlier has 4 taken, the later 2', () => {
    const back = [gave('later', 12, 4), gave('earlier', 10, 4)];
    expect(taken({ back, sold: [sale('c', 13, 6)], freeCards: 2 })).toEqual({ earlier: 4, later: 2 });
  });

  it('who takes 4 and gives them back again pays for them: the first to leave has them taken', () => {
    const back = [gave('first', 10, 4), gave('second', 20, 4)];
    const sold = [sale('second', 15, 4)];
    expect(taken({ back, sold, freeCards: 4 })).toEqual({ first: 4, second: 0 });
  });

  it('who pays 6 for a card that cost 10 has 6 returned for it, who pays 16 the 10: its provider never has less than it sold it for', () => {
    const freed = (...prices: bigint[]) =>
      taken({
        back: [gave('a', 10, 4)],
        sold: prices.map((each, i) => sale(`b${i}`, 11 + i, 4 / prices.length, each)),
        freeCards: 0,
      }).a;
    expect([freed(6n), freed(10n), freed(16n), freed(6n, 16n)]).toEqual([2.4, 4, 4, 3.2]);
  });

  it('of 4 given back 3 aren’t on offer as the hour begins: those are their provider’s own', () => {
    expect(taken({ back: [gave('a', 10, 4)], sold: [], freeCards: 1 })).toEqual({ a: 3 });
    expect(taken({ back: [gave('a', 10, 4)], sold: [], freeCards: 0 })).toEqual({ a: 4 });
  });

  it('cards withheld for a while bring nothing though they wait on offer again: all 4 return, of those left later none, of those sold what they were sold for', () => {
    const back = [gave('a', 10, 4, true), gave('b', 30, 4)];
    expect(taken({ back, sold: [], freeCards: 8 })).toEqual({ a: 4, b: 0 });
    expect(taken({ back, sold: [], freeCards: 2 })).toEqual({ a: 4, b: 2 });
    expect(taken({ back, sold: [sale('c', 40, 3, 5n)], freeCards: 5 })).toEqual({ a: 2.5, b: 0 });
  });

  it('never serves more cards than were sold or withdrawn, nor more of a lease than it gave back', () => {
    const minutes = fc.integer({ min: 0, max: 20 });
    const some = fc.array(fc.tuple(minutes, fc.integer({ min: 1, max: 8 })), { maxLength: 6 });
    fc.assert(
      fc.property(some, some, fc.nat(20), (backs, sales, freeCards) => {
        const back = backs.map(([at, cards], i) => gave(`l${i}`, at, cards));
        const sold = sales.map(([at, cards], i) => sale(`s${i}`, at, cards));
        const served = new Map(Object.entries(taken({ back, sold, freeCards })));
        const all = [...served.values()].reduce((sum, n) => sum + n, 0);
        const gaveAll = back.reduce((sum, { cards }) => sum + cards, 0);
        const soldAll = sold.reduce((sum, { cards }) => sum + cards, 0);
        expect(
          back.every(
            ({ leaseId, cards }) => (served.get(leaseId) ?? -1) >= 0 && (served.get(leaseId) ?? 0) <= cards,
          ),
        ).toBe(true);
        expect(gaveAll - all).toBeLessThanOrEqual(freeCards);
        expect(all).toBeLessThanOrEqual(Math.max(soldAll, gaveAll - freeCards));
      }),
    );
  });

  it('what returns is never more than the takers pay, so their provider never ends below what the cards given back cost', () => {
    const one = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 8 }), fc.bigInt(1n, 30n));
    const some = fc.array(one, { maxLength: 6 });
    fc.assert(
      fc.property(some, some, (backs, sales) => {
        const back = backs.map(([at, cards], i) => gave(`l${i}`, at, cards));
        const sold = sales.map(([at, cards, price], i) => sale(`s${i}`, at, cards, price));
        const returned = [...takenMicros({ back, sold, freeCards: 100 }).values()].reduce(
          (a, b) => a + b,
          0n,
        );
        const paid = sold.reduce((sum, s) => sum + BigInt(s.cards) * s.priceMicros, 0n);
        expect(returned).toBeLessThanOrEqual(paid);
      }),
    );
  });
});
