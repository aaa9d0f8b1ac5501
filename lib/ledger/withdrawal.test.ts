import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumMicros } from '@/lib/core/amount';
import { type ReturnableTopUp, splitWithdrawal } from './withdrawal';

const NOW = new Date('2026-11-21T00:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
const YUAN = 1_000_000n;

const topUp = (paymentId: string, yuan: number, days: number, method: string | null = 'card') => ({
  paymentId,
  channel: 'stripe',
  method,
  paidAt: daysAgo(days),
  returnableMicros: BigInt(yuan) * YUAN,
});

const split = (yuan: number, topUps: readonly ReturnableTopUp[]) => {
  const found = splitWithdrawal(BigInt(yuan) * YUAN, topUps, NOW);
  return found.ok
    ? found.value.map((part) => [part.paymentId, Number(part.amountMicros / YUAN)])
    : found.refusal;
};

describe('a withdrawal goes back to its sources (L-7)', () => {
  it('150 of 100 paid yesterday and 100 paid last week: 100 of the newer and 50 of the older', () => {
    expect(split(150, [topUp('old', 100, 7), topUp('new', 100, 1)])).toEqual([
      ['new', 100],
      ['old', 50],
    ]);
  });

  it('Alipay takes money back for 90 days, WeChat Pay for 180, a card always', () => {
    const topUps = [
      topUp('alipay', 10, 91, 'alipay'),
      topUp('wechat', 20, 179, 'wechat_pay'),
      topUp('card', 40, 400),
    ];
    expect(split(60, topUps)).toEqual([
      ['wechat', 20],
      ['card', 40],
    ]);
    expect(split(61, topUps)).toEqual({
      code: 'not_returnable',
      facts: { amountMicros: 61n * YUAN, returnableMicros: 60n * YUAN },
    });
  });

  it('the parts sum to the amount, none is more than its top-up or nothing, and whatever can go back does', () => {
    const source = fc.record({
      micros: fc.bigInt(0n, 10n ** 12n),
      days: fc.integer({ min: 0, max: 300 }),
      method: fc.constantFrom(null, 'card', 'alipay', 'wechat_pay'),
    });
    fc.assert(
      fc.property(fc.array(source, { maxLength: 12 }), fc.bigInt(1n, 10n ** 12n), (given, amount) => {
        const topUps = given.map(({ micros, days, method }, i) => ({
          ...topUp(`p${i}`, 0, days, method),
          returnableMicros: micros,
        }));
        const found = splitWithdrawal(amount, topUps, NOW);
        if (!found.ok) {
          expect(BigInt(found.refusal.facts.returnableMicros ?? 0)).toBeLessThan(amount);
          return;
        }
        expect(sumMicros(found.value.map((part) => part.amountMicros))).toBe(amount);
        for (const part of found.value) {
          const most = topUps.find((one) => one.paymentId === part.paymentId)?.returnableMicros ?? 0n;
          expect(part.amountMicros > 0n && part.amountMicros <= most).toBe(true);
        }
      }),
    );
  });
});
