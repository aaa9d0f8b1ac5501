import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumMicros } from '@/lib/core/amount';
import { type CardDeposit, type CardPart, cardParts, type LeaseEarning } from './card-parts';
import { payableNow } from './payable-now';

const YUAN = 1_000_000n;
const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 10, 2);
const day = (days: number): Date => new Date(START + days * DAY_MS);
const TERMS = { cardPayoutDays: 14, cardReserveBps: 1000 };

const deposit = (at: number, micros: bigint, given: Partial<CardDeposit> = {}): CardDeposit => ({
  paymentId: `pay_${at}`,
  buyerOrganizationId: 'buyer',
  amountMicros: micros,
  settledAt: day(at),
  finalAt: day(at + 120),
  ...given,
});

const earning = (at: number, spent: bigint, given: Partial<LeaseEarning> = {}): LeaseEarning => ({
  postingId: `pst_${at}`,
  leaseId: `lea_${at}`,
  buyerOrganizationId: 'buyer',
  providerOrganizationId: 'provider',
  spentMicros: spent,
  netMicros: spent,
  at: day(at),
  ...given,
});

const total = (parts: readonly CardPart[]) => sumMicros(parts.map((part) => part.micros));

describe('which earnings card money paid for (L-6)', () => {
  it('the oldest card deposit first: of 100 + 50 by card, 120 earned draw 100 and 20, and 40 more 30 and nothing', () => {
    const parts = cardParts(
      [deposit(0, 100n), deposit(1, 50n)],
      [earning(2, 120n), earning(3, 40n, { providerOrganizationId: 'other' })],
    );
    expect(parts.map((part) => [part.providerOrganizationId, part.paymentId, part.micros])).toEqual([
      ['provider', 'pay_0', 100n],
      ['provider', 'pay_1', 20n],
      ['other', 'pay_1', 30n],
    ]);
  });

  it('a deposit pays for nothing that was earned before it came in', () => {
    expect(cardParts([deposit(5, 100n)], [earning(4, 60n)])).toEqual([]);
    expect(total(cardParts([deposit(5, 100n)], [earning(5, 60n)]))).toBe(60n);
  });

  it('the provider’s part is its net, rounded up: 50 of 149 spent, net 147, are ⌈147 × 50 ÷ 149⌉ = 50', () => {
    expect(total(cardParts([deposit(0, 50n)], [earning(1, 149n, { netMicros: 147n })]))).toBe(50n);
  });

  it('what a lease credits back comes off its latest earnings, and the next lease draws on it', () => {
    const lease = { leaseId: 'lea_a' };
    const parts = cardParts(
      [deposit(0, 100n)],
      [
        earning(1, 60n, lease),
        earning(2, 40n, lease),
        earning(3, -50n, { ...lease, netMicros: -50n }),
        earning(4, 80n, { providerOrganizationId: 'other' }),
      ],
    );
    expect(parts.map((part) => [part.earnedAt, part.micros])).toEqual([
      [day(1), 50n],
      [day(4), 50n],
    ]);
  });
});

describe('what is payable now (L-6)', () => {
  const parts = cardParts([deposit(0, 60n * YUAN)], [earning(10, 100n * YUAN)]);
  const on = (days: number, balance = 100n * YUAN) => payableNow(balance, parts, TERMS, day(days));

  it('of 100.00 with 60.00 by card: 40.00 at once, 54.00 more after 14 days, 6.00 after 120 days from the deposit', () => {
    expect(on(10)).toEqual({
      balanceMicros: 100n * YUAN,
      nowMicros: 40n * YUAN,
      waits: [
        { because: 'card_hold', until: day(24), micros: 54n * YUAN },
        { because: 'card_reserve', until: day(120), micros: 6n * YUAN },
      ],
    });
    expect(on(24)).toMatchObject({ nowMicros: 94n * YUAN, waits: [{ because: 'card_reserve' }] });
    expect(on(120)).toMatchObject({ nowMicros: 100n * YUAN, waits: [] });
  });

  it('what was paid out came out of what did not wait: 46.00 of 100.00 left on day 24 are 40.00 and the reserve of 6.00', () => {
    expect(on(24, 46n * YUAN)).toMatchObject({ nowMicros: 40n * YUAN });
  });

  it('a balance below what waits is cut from the soonest: of 10.00 the reserve of 6.00 stands whole, 4.00 are held', () => {
    const { nowMicros, waits } = on(10, 10n * YUAN);
    expect([nowMicros, ...waits.map((wait) => wait.micros)]).toEqual([0n, 4n * YUAN, 6n * YUAN]);
  });

  it('a deposit that is final before the 14 days are over holds nothing longer: earned on day 110, free on day 120', () => {
    const late = cardParts([deposit(0, 60n)], [earning(110, 60n)]);
    expect(payableNow(60n, late, TERMS, day(119)).nowMicros).toBe(0n);
    expect(payableNow(60n, late, TERMS, day(120)).nowMicros).toBe(60n);
  });

  it('the reserve is rounded up: a tenth of 11 micros is 2', () => {
    const small = cardParts([deposit(0, 11n)], [earning(1, 11n)]);
    expect(payableNow(11n, small, TERMS, day(15)).nowMicros).toBe(9n);
  });
});

const HISTORY = fc.record({
  deposits: fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 40 }),
      amount: fc.integer({ min: 0, max: 30 }),
      buyer: fc.integer({ min: 0, max: 1 }),
    }),
    { maxLength: 8 },
  ),
  earnings: fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 60 }),
      spent: fc.integer({ min: 1, max: 30 }),
      buyer: fc.integer({ min: 0, max: 1 }),
      provider: fc.integer({ min: 0, max: 2 }),
      back: fc.boolean(),
    }),
    { maxLength: 12 },
  ),
  paidOutBps: fc.integer({ min: 0, max: 10_000 }),
  now: fc.integer({ min: 0, max: 200 }),
});

type History = typeof HISTORY extends fc.Arbitrary<infer T> ? T : never;

function played({ deposits, earnings }: History, backs = true) {
  const cards = deposits.map(({ at, amount, buyer }, i) =>
    deposit(at, BigInt(amount), { paymentId: `pay_${i + 10}`, buyerOrganizationId: `b${buyer}` }),
  );
  const earned = earnings.map(({ at, spent, buyer, provider, back }, i) => {
    const sign = back && backs ? -1n : 1n;
    return earning(at, sign * BigInt(spent), {
      postingId: `pst_${i + 10}`,
      leaseId: `lea_${buyer}_${provider}`,
      buyerOrganizationId: `b${buyer}`,
      providerOrganizationId: `p${provider}`,
    });
  });
  return { cards, earned };
}

/** The same convention one micro at a time. */
function slowCardMicros(cards: readonly CardDeposit[], earned: readonly LeaseEarning[]) {
  const coins = cards
    .toSorted((a, b) => a.settledAt.getTime() - b.settledAt.getTime() || (a.paymentId < b.paymentId ? -1 : 1))
    .flatMap((card) => Array.from({ length: Number(card.amountMicros) }, () => ({ card, spent: false })));
  const drawn = new Map<string, bigint>();
  for (const one of earned.toSorted(
    (a, b) => a.at.getTime() - b.at.getTime() || (a.postingId < b.postingId ? -1 : 1),
  ))
    for (let micro = 0n; micro < one.spentMicros; micro += 1n) {
      const coin = coins.find(
        ({ card, spent }) =>
          !spent && card.buyerOrganizationId === one.buyerOrganizationId && card.settledAt <= one.at,
      );
      if (!coin) break;
      coin.spent = true;
      const key = `${one.providerOrganizationId} ${coin.card.paymentId} ${one.at.getTime()}`;
      drawn.set(key, (drawn.get(key) ?? 0n) + 1n);
    }
  return drawn;
}

describe('for any history', () => {
  it('card parts are those of coins taken one by one', () => {
    fc.assert(
      fc.property(HISTORY, (history) => {
        const { cards, earned } = played(history, false);
        const drawn = new Map<string, bigint>();
        for (const part of cardParts(cards, earned)) {
          const key = `${part.providerOrganizationId} ${part.paymentId} ${part.earnedAt.getTime()}`;
          drawn.set(key, (drawn.get(key) ?? 0n) + part.micros);
        }
        expect(drawn).toEqual(slowCardMicros(cards, earned));
      }),
    );
  });

  it('no deposit pays for more than it brought, no provider has more card money than it earned, order of rows is nothing', () => {
    fc.assert(
      fc.property(HISTORY, (history) => {
        const { cards, earned } = played(history);
        const parts = cardParts(cards, earned);
        for (const card of cards)
          expect(total(parts.filter((part) => part.paymentId === card.paymentId))).toBeLessThanOrEqual(
            card.amountMicros,
          );
        for (const provider of ['p0', 'p1', 'p2']) {
          const gained = earned.filter(
            (one) => one.providerOrganizationId === provider && one.netMicros > 0n,
          );
          expect(total(parts.filter((part) => part.providerOrganizationId === provider))).toBeLessThanOrEqual(
            sumMicros(gained.map((one) => one.netMicros)),
          );
        }
        expect(cardParts(cards.toReversed(), earned.toReversed())).toHaveLength(parts.length);
        expect(total(cardParts(cards.toReversed(), earned.toReversed()))).toBe(total(parts));
      }),
    );
  });

  it('now and the waits are the balance, nothing is negative, and waiting alone only ever makes more payable', () => {
    fc.assert(
      fc.property(HISTORY, (history) => {
        const { cards, earned } = played(history, false);
        const parts = cardParts(cards, earned).filter((part) => part.providerOrganizationId === 'p0');
        const gained = sumMicros(
          earned.filter((one) => one.providerOrganizationId === 'p0').map((one) => one.netMicros),
        );
        const balance = gained - (gained * BigInt(history.paidOutBps)) / 10_000n;
        const at = (days: number) => payableNow(balance, parts, TERMS, day(days));
        const found = at(history.now);
        expect(found.nowMicros + sumMicros(found.waits.map((wait) => wait.micros))).toBe(balance);
        expect(found.nowMicros >= 0n && found.waits.every((wait) => wait.micros > 0n)).toBe(true);
        expect(found.waits.every((wait) => wait.until > day(history.now))).toBe(true);
        expect(at(history.now + 1).nowMicros).toBeGreaterThanOrEqual(found.nowMicros);
        for (const wait of found.waits) {
          const due = found.waits.filter((one) => one.until <= wait.until).map((one) => one.micros);
          expect(payableNow(balance, parts, TERMS, wait.until).nowMicros).toBe(
            found.nowMicros + sumMicros(due),
          );
        }
        expect(at(161).waits).toEqual([]);
      }),
    );
  });

  it('paying out what is payable never touches a wait: the waits after are the waits before', () => {
    fc.assert(
      fc.property(HISTORY, (history) => {
        const { cards, earned } = played(history, false);
        const parts = cardParts(cards, earned).filter((part) => part.providerOrganizationId === 'p0');
        const balance = sumMicros(
          earned.filter((one) => one.providerOrganizationId === 'p0').map((one) => one.netMicros),
        );
        const before = payableNow(balance, parts, TERMS, day(history.now));
        const after = payableNow(balance - before.nowMicros, parts, TERMS, day(history.now));
        expect(after).toEqual({
          balanceMicros: balance - before.nowMicros,
          nowMicros: 0n,
          waits: before.waits,
        });
      }),
    );
  });
});
