import { describe, expect, it } from 'vitest';
import { accountIdOf, type Posting } from '../posting';
import { moveToBank, payoutAfterAll, returnFee, returnRefund } from './index';

const stamp = { id: 'pst_1', eventAt: new Date('2026-11-21T00:00:00Z'), currency: 'CNY' };
const lines = (posting: Posting) =>
  Object.fromEntries(posting.entries.map((entry) => [accountIdOf(entry), entry.amountMicros]));

describe('money that came back to a channel or went on from it', () => {
  it('a refund of 80.00 that the payer’s bank sent back is available again', () => {
    const refund = { id: 'pay_2', organizationId: 'org_b', channel: 'stripe', amountMicros: 80_000_000n };
    const posting = returnRefund(stamp, refund, 'lost_or_stolen_card');
    expect(lines(posting)).toEqual({
      'org_b/available/CNY': 80_000_000n,
      'platform/external:stripe/CNY': -80_000_000n,
    });
    expect(posting.requestKey).toBe('refund_returned:pay_2');
  });
  it('a payout of 90.00 given up and paid after all takes the 25.00 still payable; of the 65.00 owed 40.00 is guaranteed', () => {
    const payout = { id: 'pay_3', organizationId: 'org_p', channel: 'stripe', amountMicros: 90_000_000n };
    const posting = payoutAfterAll(stamp, payout, {
      payableMicros: 25_000_000n,
      guaranteeMicros: 40_000_000n,
    });
    expect(lines(posting)).toEqual({
      'org_p/payable/CNY': -25_000_000n,
      'org_p/receivable/CNY': -65_000_000n,
      'platform/allowance/CNY': 65_000_000n,
      'platform/external:stripe/CNY': 90_000_000n,
      'platform/guarantee/CNY': -40_000_000n,
      'platform/losses/CNY': -25_000_000n,
    });
    expect(posting.requestKey).toBe('payout_after_all:pay_3');
  });
  it('1.50 of a fee given back are 1.50 less of costs', () => {
    expect(
      lines(returnFee(stamp, { channel: 'stripe', movementId: 'txn_1', feeMicros: 1_500_000n })),
    ).toEqual({
      'platform/costs/CNY': 1_500_000n,
      'platform/external:stripe/CNY': -1_500_000n,
    });
  });
  it('500.00 sent on to our own bank are owed over the bank, and over the channel no more; and back', () => {
    const moved = { channel: 'stripe', movementId: 'txn_2', amountMicros: 500_000_000n };
    expect(lines(moveToBank(stamp, moved))).toEqual({
      'platform/external:stripe/CNY': 500_000_000n,
      'platform/external:bank/CNY': -500_000_000n,
    });
    expect(lines(moveToBank(stamp, { ...moved, amountMicros: -500_000_000n }))).toEqual({
      'platform/external:stripe/CNY': -500_000_000n,
      'platform/external:bank/CNY': 500_000_000n,
    });
  });
});
