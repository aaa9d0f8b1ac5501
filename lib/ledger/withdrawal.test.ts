import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumMicros } from '@/lib/core/amount';
import { type ReturnableTopUp, splitWithdrawal, withdrawalRoom } from './withdrawal';

const NOW = new Date('2026-11-21T00:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
const YUAN = 1_000_000n;

const topUp = (paymentId: string, yuan: number, days: number, method: string | null = 'card') => ({
  paymentId,
  channel: 'stripe',
  method,
  paidAt: daysAgo(days),
  returnableMicros: BigInt(yuan) * YUAN,
  finalAt: daysAgo(days),
  contested: null,
});
const card = (
  paymentId: string,
  yuan: number,
  days: number,
  contested: ReturnableTopUp['contested'] = null,
) => ({
  ...topUp(paymentId, yuan, days),
  finalAt: daysAgo(days - 120),
  contested,
});

const split = (yuan: number, topUps: readonly ReturnableTopUp[], available = 1000) => {
  const found = splitWithdrawal(
    BigInt(yuan) * YUAN,
    { availableMicros: BigInt(available) * YUAN, topUps },
    NOW,
  );
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
        const found = splitWithdrawal(amount, { availableMicros: 10n ** 13n, topUps }, NOW);
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

describe('card money that isn’t final goes back to its card alone (L-6, L-7)', () => {
  const bankAndCard = [topUp('bank', 100, 7), card('card', 100, 1)];

  it('100 by bank and 100 by card, 100 spent: the 100 left may go to the card, nothing of it to the bank', () => {
    expect(split(100, bankAndCard, 100)).toEqual([['card', 100]]);
    expect(split(20, [card('card', 100, 7), topUp('bank', 100, 1)], 100)).toEqual([['card', 20]]);
    expect(withdrawalRoom({ availableMicros: 130n * YUAN, topUps: bankAndCard }, NOW)).toEqual({
      mostMicros: 130n * YUAN,
      contestedMicros: 0n,
      notFinalMicros: 100n * YUAN,
      toFinalMicros: 30n * YUAN,
    });
  });

  it('a contested 100 stays: of 150 available beside an older 100 by bank, 50 may go', () => {
    const topUps = [topUp('bank', 100, 7), card('card', 100, 1, 'open')];
    expect(split(50, topUps, 150)).toEqual([['bank', 50]]);
    expect(split(51, topUps, 150)).toEqual({
      code: 'not_returnable',
      facts: { amountMicros: 51n * YUAN, returnableMicros: 50n * YUAN },
    });
    const old = { ...card('card', 100, 300, 'open') };
    expect(split(51, [topUp('bank', 100, 7), old], 150)).toMatchObject({ code: 'not_returnable' });
  });

  it('once final, 120 days later, what is left of either may go back to both', () => {
    expect(split(100, [topUp('bank', 100, 130), card('card', 100, 125)], 100)).toEqual([['card', 100]]);
    expect(split(150, [topUp('bank', 100, 130), card('card', 100, 125)], 150)).toEqual([
      ['card', 100],
      ['bank', 50],
    ]);
  });

  const event = fc.oneof(
    fc.record({ kind: fc.constant('paid' as const), card: fc.boolean(), micros: fc.bigInt(1n, 1000n) }),
    fc.record({ kind: fc.constant('spent' as const), micros: fc.bigInt(1n, 1000n) }),
    fc.record({ kind: fc.constant('asked back' as const), which: fc.nat(9) }),
    fc.record({ kind: fc.constant('withdrawn' as const), micros: fc.bigInt(1n, 1500n) }),
  );

  it('whatever was paid in, spent, asked back and withdrawn: no more ever went to the banks than came from there unspent, every card got at most its own, and nothing contested went', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 25 }), (events) => {
        let availableMicros = 0n;
        let spent = 0n;
        const given: { topUp: ReturnableTopUp; paid: bigint }[] = [];
        const ofKind = (isCard: boolean) =>
          given.filter(({ topUp: one }) => (one.finalAt ?? NOW) > NOW === isCard);
        const wentBack = (isCard: boolean) =>
          sumMicros(ofKind(isCard).map(({ topUp: one, paid }) => paid - one.returnableMicros));
        for (const [i, one] of events.entries()) {
          if (one.kind === 'paid') {
            const made = one.card ? card(`p${i}`, 0, 25 - i) : topUp(`p${i}`, 0, 25 - i);
            given.push({ topUp: { ...made, returnableMicros: one.micros }, paid: one.micros });
            availableMicros += one.micros;
          } else if (one.kind === 'spent') {
            const micros = one.micros < availableMicros ? one.micros : availableMicros;
            spent += micros;
            availableMicros -= micros;
          } else if (one.kind === 'asked back') {
            const hit = ofKind(true)[one.which % Math.max(1, ofKind(true).length)];
            if (hit) hit.topUp = { ...hit.topUp, contested: 'open' };
          } else {
            const topUps = given.map(({ topUp: own }) => own);
            const room = withdrawalRoom({ availableMicros, topUps }, NOW);
            const found = splitWithdrawal(one.micros, { availableMicros, topUps }, NOW);
            expect(found.ok).toBe(one.micros <= room.mostMicros);
            if (!found.ok) continue;
            const bankLeft = sumMicros(ofKind(false).map(({ paid }) => paid)) - spent - wentBack(false);
            const toBank = sumMicros(
              found.value
                .filter((part) => ofKind(false).some(({ topUp: own }) => own.paymentId === part.paymentId))
                .map((part) => part.amountMicros),
            );
            expect(toBank <= (bankLeft > 0n ? bankLeft : 0n)).toBe(true);
            for (const part of found.value) {
              const source = given.find(({ topUp: own }) => own.paymentId === part.paymentId);
              if (!source) throw new Error('no source');
              expect(source.topUp.contested).toBeNull();
              expect(part.amountMicros <= source.topUp.returnableMicros).toBe(true);
              const returnableMicros = source.topUp.returnableMicros - part.amountMicros;
              source.topUp = { ...source.topUp, returnableMicros };
              availableMicros -= part.amountMicros;
            }
            const contested = sumMicros(
              given.filter(({ topUp: own }) => own.contested).map(({ topUp: own }) => own.returnableMicros),
            );
            // Whoever is asked for its money back still has it, as far as it wasn't spent before.
            if (spent === 0n) expect(availableMicros >= contested).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
