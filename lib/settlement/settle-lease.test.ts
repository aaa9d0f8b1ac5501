import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourStart } from '@/lib/core/hours';
import { isBalanced } from '@/lib/ledger/posting';
import { settleLeasePosting } from '@/lib/ledger/recipes';
import type { DeliveryStanding } from './delivery';
import { feeOf, leaseMoney, netOf, standingMoney } from './lease-money';
import { type SettlingLease, settleLease } from './settle-lease';

const START = 490_000;
const END = START + 10;
const at = (hour: number) => hourStart(hour);
const CLOSED = at(END + 24);

const lease = (over: Partial<SettlingLease> = {}): SettlingLease => {
  const priceMicros = over.priceMicros ?? 150_000_000n;
  return {
    startHour: START,
    endHour: END,
    units: 100n,
    state: 'running',
    startedAt: at(START),
    feeBps: 200,
    lateTerms: { lateCreditBpsPerHour: 100, lateCreditCapBps: 2000 },
    heldMicros: priceMicros,
    disputedMicros: 0n,
    earnedMicros: 0n,
    feeMicros: 0n,
    refundedMicros: 0n,
    creditMicros: 0n,
    reportingClosedAt: null,
    ...over,
    priceMicros,
  };
};
const INTIME = at(START + 1);
const undecided = { kind: 'result' as const, providerUnits: null, reportedAt: INTIME };
const accepted = (units: bigint): DeliveryStanding => ({ units, state: 'accepted', ...undecided });
const rejected = (units: bigint): DeliveryStanding => ({ units, state: 'rejected', ...undecided });
const reported = (units: bigint): DeliveryStanding => ({ units, state: 'reported', ...undecided });
const decided = (units: bigint, outcome: 'for_buyer' | 'for_provider'): DeliveryStanding => ({
  units,
  state: 'decided',
  providerUnits: outcome === 'for_provider' ? units : 0n,
  kind: 'result',
  reportedAt: INTIME,
});

describe('settlement', () => {
  it('all 100 units of a price of 150.00: fee 2 % = 3.00, the provider gets 147.00, the lease is completed', () => {
    const after = settleLease(lease(), [accepted(100n)], at(START + 4));
    expect(after.money).toEqual({
      heldMicros: 0n,
      disputedMicros: 0n,
      earnedMicros: 150_000_000n,
      feeMicros: 3_000_000n,
      refundedMicros: 0n,
      creditMicros: 0n,
    });
    expect(netOf(150_000_000n, 200)).toBe(147_000_000n);
    expect([after.state, after.endReason, after.endedAt]).toEqual(['ended', 'completed', at(START + 4)]);
  });
  it('finished in its fifth hour, it gives back the sixth and later hours (S-7)', () => {
    expect(settleLease(lease(), [accepted(100n)], at(START + 4)).releaseFromHour).toBe(START + 5);
    expect(settleLease(lease({ state: 'delivering' }), [accepted(100n)], at(END)).releaseFromHour).toBeNull();
  });
  it('1 of 3 units of 10 micros earns ⌊10/3⌋ = 3, then 2 of 3 earn ⌊20/3⌋ − 3 = 3, then 4', () => {
    const first = settleLease(lease({ priceMicros: 10n, units: 3n }), [accepted(1n)], at(START + 1));
    expect(first.move.earnedMicros).toBe(3n);
    const second = settleLease(
      lease({ priceMicros: 10n, units: 3n, ...first.money }),
      [accepted(1n), accepted(1n)],
      at(START + 2),
    );
    expect(second.move.earnedMicros).toBe(3n);
    const third = settleLease(
      lease({ priceMicros: 10n, units: 3n, ...second.money }),
      [accepted(1n), accepted(1n), accepted(1n)],
      at(START + 3),
    );
    expect(third.move.earnedMicros).toBe(4n);
    expect(third.money.refundedMicros).toBe(0n);
  });
  it('a price of one micro and half of the units: nothing is earned and the micro returns', () => {
    const after = settleLease(
      lease({ priceMicros: 1n, units: 2n, state: 'delivering' }),
      [accepted(1n)],
      CLOSED,
    );
    expect(after.money).toMatchObject({ earnedMicros: 0n, feeMicros: 0n, refundedMicros: 1n });
    expect(after.endReason).toBe('partially_delivered');
  });
  it('nothing reported by 24 h after the last hour: all 150.00 return, the provider failed', () => {
    const open = settleLease(lease({ state: 'delivering' }), [], new Date(CLOSED.getTime() - 1));
    expect(open.endReason).toBeNull();
    const after = settleLease(lease({ state: 'delivering' }), [], CLOSED);
    expect(after.move).toEqual({
      heldMicros: -150_000_000n,
      disputedMicros: 0n,
      earnedMicros: 0n,
      feeMicros: 0n,
      refundedMicros: 150_000_000n,
      creditMicros: 0n,
    });
    expect(after.endReason).toBe('provider_failed');
  });
  it('a lease the market never saw running expires without anybody at fault', () => {
    const after = settleLease(lease({ state: 'reserved', startedAt: null }), [], CLOSED);
    expect(after.endReason).toBe('expired');
  });
  it('30 of 100 units rejected freeze 45.00, and only those', () => {
    const after = settleLease(lease(), [accepted(50n), rejected(30n)], at(START + 5));
    expect(after.money).toEqual({
      heldMicros: 30_000_000n,
      disputedMicros: 45_000_000n,
      earnedMicros: 75_000_000n,
      feeMicros: 1_500_000n,
      refundedMicros: 0n,
      creditMicros: 0n,
    });
    expect(after.state).toBe('disputed');
  });
  it('what others accept meanwhile does not touch the frozen amount: ⌊5 × 1 ÷ 3⌋ = 1 before and after', () => {
    const small = { priceMicros: 5n, units: 3n };
    const frozen = settleLease(lease(small), [rejected(1n)], at(START + 1));
    const after = settleLease(
      lease({ ...small, state: 'disputed', ...frozen.money }),
      [rejected(1n), accepted(1n), accepted(1n)],
      at(START + 2),
    );
    expect([frozen.money.disputedMicros, after.money.disputedMicros]).toEqual([1n, 1n]);
    expect([after.money.earnedMicros, after.money.heldMicros]).toEqual([3n, 1n]);
  });
  it('when reporting closes, only reported units stay on hold: 20 undelivered of 100 return 30.00, with 20 % credit on them', () => {
    const standing = [accepted(50n), rejected(20n), reported(10n)];
    const after = settleLease(lease({ state: 'disputed' }), standing, CLOSED);
    expect(after.money).toMatchObject({
      earnedMicros: 75_000_000n,
      disputedMicros: 30_000_000n,
      heldMicros: 15_000_000n,
      refundedMicros: 30_000_000n,
      creditMicros: 6_000_000n,
    });
    expect([after.state, after.endReason]).toEqual(['disputed', null]);
  });
  it('a decision for the buyer returns the frozen 45.00 while the rest goes on', () => {
    const frozen = settleLease(lease(), [accepted(50n), rejected(30n)], at(START + 5));
    const before = lease({ state: 'disputed', ...frozen.money });
    const after = settleLease(before, [accepted(50n), decided(30n, 'for_buyer')], at(START + 6));
    expect(after.move).toMatchObject({
      disputedMicros: -45_000_000n,
      refundedMicros: 45_000_000n,
      earnedMicros: 0n,
    });
    expect([after.state, after.endReason]).toEqual(['running', null]);
    const end = settleLease(
      { ...before, ...after.money, state: 'delivering' },
      [accepted(50n), decided(30n, 'for_buyer'), accepted(20n)],
      at(END + 1),
    );
    expect(end.endReason).toBe('disputed_for_buyer');
    expect(end.money).toMatchObject({ earnedMicros: 105_000_000n, refundedMicros: 45_000_000n });
  });
  it('a decision for the provider that completes the units ends the lease disputed_for_provider', () => {
    const after = settleLease(lease(), [accepted(70n), decided(30n, 'for_provider')], at(START + 6));
    expect(after.endReason).toBe('disputed_for_provider');
    expect(after.money.earnedMicros).toBe(150_000_000n);
  });
  it('no result paid is failing, whoever decided it: all 100 units, at the close 60 of them never reported', () => {
    const after = settleLease(lease(), [decided(70n, 'for_buyer'), decided(30n, 'for_buyer')], at(START + 6));
    expect([after.endReason, after.failure]).toEqual([
      'provider_failed',
      { units: 100n, creditedMicros: 0n },
    ]);
    const closed = settleLease(lease({ state: 'delivering' }), [decided(40n, 'for_buyer')], CLOSED);
    expect([closed.endReason, closed.failure?.units]).toEqual(['provider_failed', 100n]);
  });
  it('one unit of a result paid is none; 25 of late input are, for the other 75, less the 1.00 credited for them', () => {
    const half = settleLease(lease(), [decided(99n, 'for_buyer'), accepted(1n)], at(START + 6));
    expect([half.endReason, half.failure]).toEqual(['disputed_for_buyer', null]);
    const lateInput = { ...accepted(25n), kind: 'late_input' as const };
    const before = lease({ state: 'disputed', creditMicros: 1_000_000n });
    const after = settleLease(before, [lateInput, decided(75n, 'for_buyer')], at(START + 6));
    expect([after.endReason, after.failure]).toEqual([
      'provider_failed',
      { units: 75n, creditedMicros: 1_000_000n },
    ]);
    expect([after.money.creditMicros, after.owedCreditMicros]).toEqual([1_000_000n, 0n]);
  });
  it('given up before its start it was not started, after it the provider failed', () => {
    const before = settleLease(lease({ state: 'reserved', startedAt: null }), [], at(START - 1), 'given_up');
    expect([before.endReason, before.releaseFromHour]).toEqual(['not_started', START]);
    expect(settleLease(lease(), [accepted(40n)], at(START + 1), 'given_up').endReason).toBe(
      'provider_failed',
    );
  });
  it('the clock alone starts a lease and moves it to delivering, without money', () => {
    const started = settleLease(lease({ state: 'reserved', startedAt: null }), [], at(START));
    expect([started.state, started.startedAt]).toEqual(['running', at(START)]);
    expect(settleLease(lease(), [], at(END)).state).toBe('delivering');
    expect(started.move.heldMicros).toBe(0n);
  });
});

interface Step {
  readonly share: number;
  readonly fate: 'accept' | 'silence' | 'reject' | 'leave';
  readonly decision: 'for_buyer' | 'for_provider' | null;
}

const steps = fc.array(
  fc.record<Step>({
    share: fc.double({ min: 0.001, max: 1, noNaN: true }),
    fate: fc.constantFrom('accept', 'silence', 'reject', 'leave'),
    decision: fc.option(fc.constantFrom('for_buyer', 'for_provider'), { nil: null }),
  }),
  { maxLength: 14 },
);

const prices = fc.oneof(fc.constant(1n), fc.bigInt(1n, 50n), fc.bigInt(1n, 10n ** 17n));
const unitCounts = fc.oneof(fc.constant(1n), fc.bigInt(1n, 40n), fc.bigInt(1n, 10n ** 15n));

/** Walks a lease through reports, verdicts, late decisions and its close, checking every step. */
function walk(
  start: SettlingLease,
  plan: readonly Step[],
  check: (after: SettlingLease, standing: readonly DeliveryStanding[]) => void,
) {
  let current = start;
  const standing: DeliveryStanding[] = [];
  let earned = 0n;
  let refunded = 0n;
  const settle = (now: Date) => {
    if (current.state === 'ended') return;
    const after = settleLease(current, standing, now);
    earned += after.move.earnedMicros;
    refunded += after.move.refundedMicros;
    const { state, startedAt, reportingClosedAt } = after;
    current = { ...current, ...after.money, state, startedAt, reportingClosedAt };
    check(current, standing);
  };
  const put = (i: number, delivery: DeliveryStanding, now: Date) => {
    standing[i] = delivery;
    settle(now);
  };
  const now = at(START + 1);
  for (const step of plan) {
    const left = current.units - standing.reduce((sum, d) => sum + d.units, 0n);
    const units = (left * BigInt(Math.round(step.share * 1000))) / 1000n;
    if (units <= 0n || current.state === 'ended') continue;
    const i = standing.length;
    put(i, reported(units), now);
    if (step.fate === 'accept') put(i, accepted(units), now);
    if (step.fate === 'silence') put(i, { units, state: 'accepted_by_silence', ...undecided }, now);
    if (step.fate === 'reject') put(i, rejected(units), now);
  }
  settle(at(END));
  settle(CLOSED);
  // The latest disputes are decided first, so that decisions and openings cross.
  for (let i = standing.length - 1; i >= 0; i--) {
    const delivery = standing[i];
    if (delivery?.state === 'reported') put(i, accepted(delivery.units), CLOSED);
    if (delivery?.state === 'rejected')
      put(i, decided(delivery.units, plan[i]?.decision ?? 'for_buyer'), CLOSED);
  }
  settle(CLOSED);
  return { lease: current, standing, earned, refunded };
}

describe('any lease and any deliveries', () => {
  it('Σ earned + Σ refunded = price to the micro, and what is earned is ⌊price × accepted ÷ units⌋ (S-2)', () => {
    fc.assert(
      fc.property(
        prices,
        unitCounts,
        fc.integer({ min: 0, max: 10_000 }),
        steps,
        (price, units, feeBps, plan) => {
          const end = walk(lease({ priceMicros: price, units, feeBps }), plan, () => {});
          const acceptedUnits = end.standing
            .filter((d) => d.state !== 'decided' || d.providerUnits === d.units)
            .reduce((sum, d) => sum + d.units, 0n);
          expect(end.lease.state).toBe('ended');
          expect(end.earned + end.refunded).toBe(price);
          expect(end.earned).toBe((price * acceptedUnits) / units);
          expect(end.lease.feeMicros).toBe((end.earned * BigInt(feeBps)) / 10_000n);
        },
      ),
      { numRuns: 3000 },
    );
  });
  it('at every step the four parts add up to the price, none is negative and the fee is at most feeBps', () => {
    fc.assert(
      fc.property(
        prices,
        unitCounts,
        fc.integer({ min: 0, max: 10_000 }),
        steps,
        (price, units, feeBps, plan) => {
          let last = lease({ priceMicros: price, units, feeBps });
          walk(last, plan, (now) => {
            expect(now.heldMicros + now.disputedMicros + now.earnedMicros + now.refundedMicros).toBe(price);
            expect(now.heldMicros >= 0n && now.disputedMicros >= 0n).toBe(true);
            expect(now.earnedMicros >= last.earnedMicros && now.refundedMicros >= last.refundedMicros).toBe(
              true,
            );
            expect(now.feeMicros * 10_000n <= now.earnedMicros * BigInt(feeBps)).toBe(true);
            last = now;
          });
        },
      ),
      { numRuns: 2000 },
    );
  });
  it('what stands on the row and the disputed units tell where all of the money is, also after the close', () => {
    fc.assert(
      fc.property(prices, unitCounts, steps, (price, units, plan) => {
        walk(lease({ priceMicros: price, units }), plan, (now, standing) => {
          const disputed = standing
            .filter((d) => d.state === 'rejected')
            .reduce((sum, d) => sum + d.units, 0n);
          expect(now).toMatchObject(standingMoney(now, disputed));
        });
      }),
      { numRuns: 1000 },
    );
  });
  it('20 unreported units refunded at the close are not refunded again when the pending ones are accepted', () => {
    const before = lease({ state: 'delivering' });
    const close = settleLease(before, [reported(80n)], CLOSED);
    expect(close.move.refundedMicros).toBe(30_000_000n);
    const accept = settleLease(
      { ...before, ...standingMoney({ ...before, ...close.money }, 0n) },
      [accepted(80n)],
      CLOSED,
    );
    expect(accept.move).toMatchObject({ refundedMicros: 0n, earnedMicros: 120_000_000n });
  });
  it('more accepted units never earn less, and all units earn the whole price', () => {
    fc.assert(
      fc.property(prices, fc.bigInt(1n, 500n), fc.nat(499), (price, units, k) => {
        const counts = (n: bigint) => ({ units, reported: n, accepted: n, disputed: 0n, lost: 0n });
        const some = BigInt(k) % units;
        const less = leaseMoney(price, counts(some), 200).earnedMicros;
        const more = leaseMoney(price, counts(some + 1n), 200).earnedMicros;
        expect(more >= less).toBe(true);
        expect(leaseMoney(price, counts(units), 200).earnedMicros).toBe(price);
        expect(leaseMoney(price, counts(0n), 200).earnedMicros).toBe(0n);
      }),
    );
  });
  it('every posting of a settlement balances', () => {
    fc.assert(
      fc.property(prices, unitCounts, fc.double({ min: 0, max: 1, noNaN: true }), (price, units, share) => {
        const some = (units * BigInt(Math.round(share * 1000))) / 1000n;
        const after = settleLease(
          lease({ priceMicros: price, units }),
          some > 0n ? [accepted(some)] : [],
          at(START + 1),
        );
        const posting = settleLeasePosting(
          { id: 'pst_1', eventAt: at(START + 1), currency: 'CNY' },
          { leaseId: 'lea_1', buyerOrganizationId: 'org_b', providerOrganizationId: 'org_p' },
          1,
          after.move,
        );
        expect(posting === null).toBe(after.move.earnedMicros === 0n);
        if (posting) expect(isBalanced(posting.entries)).toBe(true);
      }),
    );
  });
  it('the fee in parts is the fee of the whole: ⌊·⌋ of all earned so far, less what was taken', () => {
    expect(feeOf(99n, 200)).toBe(1n);
    expect(feeOf(49n, 200)).toBe(0n);
  });
});
