import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdAfter, splitHold } from '../hold';
import { accountIdOf, balanced, type Entry, isBalanced, type Posting, postingsOf } from '../posting';
import {
  cancelLeasePosting,
  closeLeasePosting,
  decideDisputePosting,
  freezeDisputePosting,
  holdOrder,
  releaseHold,
  settleLeasePosting,
  topUp,
  tradeOrder,
} from './index';

const stamp = { id: 'pst_1', eventAt: new Date('2026-11-21T00:00:00Z'), currency: 'CNY' };
const order = { orderId: 'ord_1', organizationId: 'org_b', heldMicros: 200_000_000n };
const parties = { leaseId: 'lea_1', buyerOrganizationId: 'org_b', providerOrganizationId: 'org_p' };
const lines = (posting: Posting | null) =>
  Object.fromEntries((posting?.entries ?? []).map((entry) => [accountIdOf(entry), entry.amountMicros]));

describe('recipes', () => {
  it('a sandbox top-up of 500.00 comes from outside', () => {
    const payment = { id: 'pay_1', organizationId: 'org_b', channel: 'sandbox', amountMicros: 500_000_000n };
    expect(lines(topUp(stamp, payment))).toEqual({
      'org_b/available/CNY': 500_000_000n,
      'platform/external:sandbox/CNY': -500_000_000n,
    });
    expect(() => topUp(stamp, { ...payment, amountMicros: 0n })).toThrow('L-5');
  });
  it('an order holds its limit and gives it all back when it closes unfilled', () => {
    expect(lines(holdOrder(stamp, order))).toEqual({
      'org_b/available/CNY': -200_000_000n,
      'org_b/held/CNY': 200_000_000n,
    });
    expect(lines(releaseHold(stamp, order, 'expired'))).toEqual({
      'org_b/available/CNY': 200_000_000n,
      'org_b/held/CNY': -200_000_000n,
    });
  });
  it('an order of 200.00 filled for 150.00 gets 50.00 back; filled for 200.00 nothing moves', () => {
    expect(lines(tradeOrder(stamp, order, 150_000_000n))).toEqual({
      'org_b/available/CNY': 50_000_000n,
      'org_b/held/CNY': -50_000_000n,
    });
    expect(tradeOrder(stamp, order, 200_000_000n)).toBeNull();
    expect(() => tradeOrder(stamp, order, 200_000_001n)).toThrow('M-11');
  });
  it('150.00 earned at 2 %: 147.00 to the provider, 3.00 fee, and 50.00 refunded', () => {
    const move = {
      heldMicros: -200_000_000n,
      disputedMicros: 0n,
      earnedMicros: 150_000_000n,
      feeMicros: 3_000_000n,
      refundedMicros: 50_000_000n,
      creditMicros: 0n,
    };
    expect(lines(settleLeasePosting(stamp, parties, 1, move))).toEqual({
      'org_b/available/CNY': 50_000_000n,
      'org_b/held/CNY': -200_000_000n,
      'org_p/payable/CNY': 147_000_000n,
      'platform/fees/CNY': 3_000_000n,
    });
    expect(() => settleLeasePosting(stamp, parties, 1, { ...move, refundedMicros: 1n })).toThrow('L-2');
    expect(() => settleLeasePosting(stamp, parties, 1, { ...move, feeMicros: 150_000_001n })).toThrow('S-2');
  });
  it('keys are made of the event alone, so the same event posts once', () => {
    const none = {
      heldMicros: -1n,
      disputedMicros: 0n,
      earnedMicros: 0n,
      feeMicros: 0n,
      refundedMicros: 1n,
      creditMicros: 0n,
    };
    const keys = postingsOf(
      holdOrder(stamp, order),
      releaseHold(stamp, order, 'cancelled'),
      tradeOrder(stamp, order, 1n),
      tradeOrder(stamp, order, order.heldMicros),
      settleLeasePosting(stamp, parties, 3, none),
      freezeDisputePosting(stamp, parties, 3, none),
      decideDisputePosting(
        stamp,
        parties,
        3,
        { outcome: 'for_buyer', providerUnits: 0n, ground: 'conceded' },
        none,
      ),
      closeLeasePosting(stamp, parties, none),
      cancelLeasePosting(stamp, parties, none),
    ).map((posting) => posting.requestKey);
    expect(keys).toEqual([
      'hold:ord_1',
      'release:ord_1',
      'trade:ord_1',
      'settle:lea_1:3',
      'freeze:lea_1:3',
      'decide:lea_1:3',
      'close:lea_1',
      'cancel:lea_1',
    ]);
  });
});

describe('balanced', () => {
  const entry = (kind: Entry['kind'], currency: string, amountMicros: bigint): Entry => ({
    organizationId: 'org_a',
    kind,
    currency,
    amountMicros,
  });
  it('merges lines of one account, drops zeros and sorts by account', () => {
    const kept = balanced([
      entry('held', 'CNY', 3n),
      entry('available', 'CNY', -5n),
      entry('held', 'CNY', 2n),
      entry('payable', 'CNY', 0n),
    ]);
    expect(kept.map((e) => [e.kind, e.amountMicros])).toEqual([
      ['available', -5n],
      ['held', 5n],
    ]);
  });
  it('yuan do not balance dollars', () => {
    expect(isBalanced([entry('held', 'CNY', 1n), entry('available', 'USD', -1n)])).toBe(false);
    expect(() => balanced([entry('held', 'CNY', 1n), entry('available', 'USD', -1n)])).toThrow('L-2');
  });
});

describe('holds', () => {
  const hold = (heldMicros: bigint) => ({ heldMicros, disputedMicros: 0n });
  it('a hold of 200.00 over leases of 90.00 and 60.00 leaves 50.00', () => {
    const split = splitHold(hold(200_000_000n), [{ priceMicros: 90_000_000n }, { priceMicros: 60_000_000n }]);
    expect(split.restMicros).toBe(50_000_000n);
    expect(split.leases.map((l) => l.hold.heldMicros)).toEqual([90_000_000n, 60_000_000n]);
  });
  it('leases never cost more than the hold (M-11), and splitting conserves it', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 15n), fc.array(fc.bigInt(1n, 10n ** 14n)), (limit, prices) => {
        const cost = prices.reduce((a, b) => a + b, 0n);
        const leases = prices.map((priceMicros) => ({ priceMicros }));
        if (cost > limit) expect(() => splitHold(hold(limit), leases)).toThrow('M-11');
        else expect(splitHold(hold(limit), leases).restMicros).toBe(limit - cost);
      }),
    );
  });
  it('a move never takes more than is held', () => {
    const move = {
      heldMicros: -2n,
      disputedMicros: 2n,
      earnedMicros: 0n,
      feeMicros: 0n,
      refundedMicros: 0n,
      creditMicros: 0n,
    };
    expect(holdAfter({ heldMicros: 2n, disputedMicros: 0n }, move)).toEqual({
      heldMicros: 0n,
      disputedMicros: 2n,
    });
    expect(() => holdAfter({ heldMicros: 1n, disputedMicros: 0n }, move)).toThrow('L-3');
  });
});
