import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourStart } from '@/lib/core/hours';
import { settleLeasePosting } from '@/lib/ledger/recipes';
import type { DeliveryStanding } from './delivery';
import { creditDue, lateBps, lateHours, stepCredit } from './lateness';
import { type SettlingLease, settleLease } from './settle-lease';

const START = 490_000;
const END = START + 10;
const at = (hour: number) => new Date(hourStart(0).getTime() + hour * 3_600_000);
const CLOSED = at(END + 24);

const lease = (over: Partial<SettlingLease> = {}): SettlingLease => {
  const priceMicros = over.priceMicros ?? 100_000_000n;
  return {
    startHour: START,
    endHour: END,
    units: 100n,
    state: 'delivering',
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
const accepted = (units: bigint, reportedAt: Date): DeliveryStanding => ({
  units,
  state: 'accepted',
  providerUnits: null,
  kind: 'result',
  reportedAt,
});

describe('lateness', () => {
  it('counts full hours from the end of the last reserved hour: 59 minutes are none, 61 are one', () => {
    expect(lateHours({ startHour: START, endHour: END }, at(END - 3))).toBe(0);
    expect(lateHours({ startHour: START, endHour: END }, at(END + 59 / 60))).toBe(0);
    expect(lateHours({ startHour: START, endHour: END }, at(END + 61 / 60))).toBe(1);
    expect(lateHours({ startHour: START, endHour: END }, at(END + 23.99))).toBe(23);
  });
  it('credits 1 % an hour up to 20 %, and never more than the fee leaves the provider', () => {
    const terms = { lateCreditBpsPerHour: 100, lateCreditCapBps: 2000 };
    expect([0, 3, 20, 23].map((hours) => lateBps(hours, terms, 200))).toEqual([0n, 300n, 2000n, 2000n]);
    const all = { lateCreditBpsPerHour: 10_000, lateCreditCapBps: 10_000 };
    expect(lateBps(1, all, 200)).toBe(9800n);
  });
});

describe('credits', () => {
  it('60 units in time and 40 of 100.00 three hours late: 3 % of 40.00 = 1.20 to the buyer, out of 98.00', () => {
    const after = settleLease(
      lease(),
      [accepted(60n, at(END - 1)), accepted(40n, at(END + 3.5))],
      at(END + 5),
    );
    expect(after.money).toMatchObject({
      earnedMicros: 100_000_000n,
      feeMicros: 2_000_000n,
      creditMicros: 1_200_000n,
    });
    expect(after.owedCreditMicros).toBe(0n);
    const parties = { leaseId: 'lea_1', buyerOrganizationId: 'org_b', providerOrganizationId: 'org_p' };
    const stamp = { id: 'pst_1', eventAt: at(END + 5), currency: 'CNY' };
    const posting = settleLeasePosting(stamp, parties, 2, after.move);
    const amounts = posting?.entries.map((e) => [e.organizationId, e.kind, e.amountMicros]);
    expect(amounts).toEqual([
      ['org_b', 'available', 1_200_000n],
      ['org_b', 'held', -100_000_000n],
      ['org_p', 'payable', 96_800_000n],
      [null, 'fees', 2_000_000n],
    ]);
    expect(posting?.facts).toMatchObject({ earned: '100000000', fee: '2000000', credit: '1200000' });
  });
  it('lateness is the report’s, not the verdict’s: accepted three days later, a report in time costs nothing', () => {
    const after = settleLease(lease(), [accepted(100n, at(END))], at(END + 72));
    expect(after.money.creditMicros).toBe(0n);
  });
  it('of 50 units ten hours late: nothing while rejected; decided 30 : 20, 10 % of 30.00 and, as missing, 20 % of 20.00', () => {
    const late = at(END + 10);
    const rejected: DeliveryStanding = {
      units: 50n,
      state: 'rejected',
      providerUnits: null,
      kind: 'result',
      reportedAt: late,
    };
    expect(creditDue(lease(), [rejected], 0n)).toBe(0n);
    const decided: DeliveryStanding = { ...rejected, state: 'decided', providerUnits: 30n };
    expect(creditDue(lease(), [decided], 0n)).toBe(7_000_000n);
  });
  it('80 of 100 accepted and paid, 20 never reported: at the close 20 % of 20.00 = 4.00 is owed out of what was earned', () => {
    const first = settleLease(lease(), [accepted(80n, at(END))], at(END + 1));
    const close = settleLease({ ...lease(), ...first.money }, [accepted(80n, at(END))], CLOSED);
    expect([close.move.creditMicros, close.owedCreditMicros]).toEqual([0n, 4_000_000n]);
    expect(close.endReason).toBe('partially_delivered');
  });
  it('nothing delivered has no earnings to credit from: that is the charge for failing', () => {
    expect(settleLease(lease(), [], CLOSED).owedCreditMicros).toBe(0n);
  });
});

interface Report {
  readonly units: bigint;
  readonly hour: number;
}
const cases = fc.record({
  price: fc.oneof(fc.constant(1n), fc.bigInt(1n, 60n), fc.bigInt(1n, 10n ** 15n)),
  feeBps: fc.constantFrom(0, 1, 200, 5000, 10_000),
  perHour: fc.constantFrom(0, 1, 100, 333, 10_000),
  cap: fc.constantFrom(0, 500, 2000, 10_000),
  reports: fc.array(
    fc.record<Report>({ units: fc.bigInt(1n, 50n), hour: fc.integer({ min: -3, max: 23 }) }),
    { minLength: 1, maxLength: 8 },
  ),
  order: fc.infiniteStream(fc.nat()),
});

/** Accepts the reports one by one in an order, and promises where the money ends. */
function acceptAll(start: SettlingLease, reports: readonly Report[], order: readonly number[]) {
  const standing: DeliveryStanding[] = reports.map(({ units, hour }) => ({
    units,
    state: 'reported',
    providerUnits: null,
    kind: 'result',
    reportedAt: at(END + hour),
  }));
  let now = start;
  let owed = 0n;
  for (const index of order) {
    const one = standing[index];
    if (!one || now.state === 'ended') continue;
    standing[index] = { ...one, state: 'accepted' };
    const after = settleLease(now, standing, at(END + 23));
    expect(after.move.creditMicros >= 0n).toBe(true);
    expect(after.move.creditMicros <= after.move.earnedMicros - after.move.feeMicros).toBe(true);
    now = { ...now, ...after.money, state: after.state };
    owed = after.owedCreditMicros;
  }
  return { lease: now, standing, owed };
}

describe('any reports, in any order of verdicts', () => {
  it('no verdict takes from the provider, the credit is what is due to within 3 micros, and at most what was earned', () => {
    fc.assert(
      fc.property(cases, ({ price, feeBps, perHour, cap, reports, order }) => {
        const units = reports.reduce((sum, one) => sum + one.units, 0n);
        const lateTerms = { lateCreditBpsPerHour: perHour, lateCreditCapBps: cap };
        const start = lease({ priceMicros: price, units, feeBps, lateTerms });
        const keys = order.take(reports.length);
        const shuffled = [...keys].map((key, i) => [key, i] as const).sort((a, b) => a[0] - b[0]);
        const inOrder = acceptAll(
          start,
          reports,
          reports.map((_, i) => i),
        );
        const turned = acceptAll(
          start,
          reports,
          shuffled.map(([, i]) => i),
        );
        for (const end of [inOrder, turned]) {
          const due = creditDue(start, end.standing, 0n);
          const netMicros = end.lease.earnedMicros - end.lease.feeMicros;
          expect(end.lease.creditMicros + end.owed).toBe(due);
          expect(end.owed <= 3n).toBe(true);
          expect(end.lease.creditMicros <= netMicros).toBe(true);
        }
        expect(inOrder.lease.earnedMicros).toBe(turned.lease.earnedMicros);
      }),
      { numRuns: 3000 },
    );
  });
  it('a later report never lowers the credit, and none in time has any', () => {
    fc.assert(
      fc.property(cases, ({ price, feeBps, perHour, cap, reports }) => {
        const units = reports.reduce((sum, one) => sum + one.units, 0n);
        const lateTerms = { lateCreditBpsPerHour: perHour, lateCreditCapBps: cap };
        const start = lease({ priceMicros: price, units, feeBps, lateTerms });
        const due = (later: number) =>
          creditDue(
            start,
            reports.map((one) => accepted(one.units, at(END + one.hour + later))),
            0n,
          );
        expect(due(0) <= due(1)).toBe(true);
        expect(due(-30)).toBe(0n);
        expect(due(0) * 10_000n <= price * BigInt(Math.min(cap, 10_000 - feeBps))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
  it('a step pays at most what it earns and owes the rest', () => {
    const before = { earnedMicros: 50n, feeMicros: 1n, creditMicros: 5n };
    expect(stepCredit(before, { earnedMicros: 60n, feeMicros: 2n }, 20n)).toEqual({
      creditMicros: 14n,
      owedCreditMicros: 6n,
    });
    expect(stepCredit(before, { earnedMicros: 50n, feeMicros: 1n }, 4n)).toEqual({
      creditMicros: 5n,
      owedCreditMicros: 0n,
    });
  });
});
