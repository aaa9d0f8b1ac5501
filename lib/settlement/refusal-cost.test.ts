import { describe, expect, it } from 'vitest';
import { type RefusedLease, refusalCost } from './refusal-cost';

/** 100 units for 100.00, of which 60 wait for a dispute's end; late units cost 1 % an hour, 10 % at most. */
const lease = (given: Partial<RefusedLease['counts']> = {}, hasPaidResult = false): RefusedLease => ({
  priceMicros: 100_000_000n,
  feeBps: 200,
  lateTerms: { lateCreditBpsPerHour: 100, lateCreditCapBps: 1000 },
  counts: { units: 100n, reported: 60n, accepted: 0n, disputed: 60n, lost: 0n, ...given },
  hasPaidResult,
});
const disputed = { kind: 'result', units: 60n } as const;

describe('what conceding 60 of 100 units at 100.00 may cost beside the 60.00 that return', () => {
  it('is up to 6.00 of credit, 10 % of their price, where a result is paid: the 60 are missing', () => {
    const cost = { kind: 'missing', creditMostMicros: 6_000_000n, chargeMostMicros: 0n };
    expect(refusalCost(lease({ reported: 100n, accepted: 40n }, true), disputed, 0n)).toEqual(cost);
  });
  it('is up to 20.00 for failing, 20 % of all 100 units, where the other 40 were never reported', () => {
    const cost = { kind: 'fails', creditMostMicros: 0n, chargeMostMicros: 20_000_000n };
    expect(refusalCost(lease({ lost: 40n }), disputed, 0n)).toEqual(cost);
  });
  it('is one or the other while 40 units may still be reported or answered', () => {
    const cost = { kind: 'may_fail', creditMostMicros: 6_000_000n, chargeMostMicros: 20_000_000n };
    expect(refusalCost(lease(), disputed, 0n)).toEqual(cost);
  });
  it('is up to 12.00 where 40 units of late input are paid: those are no result, and no failure', () => {
    const late = lease({ reported: 100n, accepted: 40n });
    expect(refusalCost(late, disputed, 0n)).toMatchObject({ kind: 'fails', chargeMostMicros: 12_000_000n });
  });
});

describe('what a decision over 60 units may cost', () => {
  it('is nothing where all are paid', () => {
    expect(refusalCost(lease(), disputed, 60n)).toBeNull();
  });
  it('is credit for the 20 unpaid ones where 40 are: that is a result paid', () => {
    const cost = { kind: 'missing', creditMostMicros: 2_000_000n, chargeMostMicros: 0n };
    expect(refusalCost(lease({ lost: 40n }), disputed, 40n)).toEqual(cost);
  });
  it('is failing where 40 of 60 units of late input are, and nothing else can come', () => {
    const claim = { kind: 'late_input', units: 60n } as const;
    expect(refusalCost(lease({ lost: 40n }), claim, 40n)).toMatchObject({
      kind: 'fails',
      chargeMostMicros: 12_000_000n,
    });
  });
});
