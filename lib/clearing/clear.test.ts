import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOOK_BOUNDS, type Book } from './book';
import { clearBook } from './clear';
import type { Outcome } from './outcome';
import { parseBook } from './parse-book';
import { parseOutcome } from './parse-outcome';
import { sampleBook } from './sample-book';
import { referenceOutcome } from './testing/reference';
import { shuffledBook, tinyBook } from './testing/tiny-book';
import { verifyOutcome } from './verify';

const QUICK = { improvementWork: 30_000, pricingRounds: 12 };
const seeds = fc.integer({ min: 0, max: 2 ** 31 });

function expectVerified(book: Book, outcome: Outcome): void {
  const parsed = parseBook(JSON.parse(JSON.stringify(book)));
  expect(parsed).toMatchObject({ ok: true });
  expect(parseOutcome(JSON.parse(JSON.stringify(outcome)))).toEqual({ ok: true, value: outcome });
  expect(verifyOutcome(book, outcome)).toMatchObject({ ok: true });
}

describe('every rule on tiny books, where every set of fills can be tried', () => {
  for (const [what, corners, numRuns] of [
    ['zero cards, one hour, windows of one hour, lots over 1', {}, 1200],
    ['identical orders and equal limits', { copies: true }, 500],
    ['prices near 10¹¹, limits near 2^53', { huge: true }, 500],
  ] as const)
    it(`verifies, and welfare ≤ best possible ≤ bound: ${what}`, () => {
      fc.assert(
        fc.property(seeds, (seed) => {
          const book = tinyBook(seed, corners);
          const outcome = clearBook(book, QUICK);
          const reference = referenceOutcome(book);
          expectVerified(book, outcome);
          expectVerified(book, reference);
          expect(BigInt(outcome.welfare)).toBeLessThanOrEqual(BigInt(reference.welfare));
          expect(BigInt(reference.welfare)).toBeLessThanOrEqual(BigInt(outcome.bound));
        }),
        { numRuns, seed: 20261120 },
      );
    });

  it('reaches at least 0.99 of the best possible over 400 tiny books together', () => {
    let reached = 0n;
    let possible = 0n;
    for (let seed = 0; seed < 400; seed++) {
      const book = tinyBook(seed);
      reached += BigInt(clearBook(book).welfare);
      possible += BigInt(referenceOutcome(book).welfare);
    }
    expect(Number(reached) / Number(possible)).toBeGreaterThan(0.99);
  });
});

describe('generated books', () => {
  const settings = { pools: 6, orders: 60, hours: 30, load: 1.5, spread: 0.3, seed: 1 };
  const samples = fc.record({
    pools: fc.integer({ min: 1, max: 8 }),
    orders: fc.integer({ min: 0, max: 60 }),
    hours: fc.integer({ min: 1, max: 40 }),
    load: fc.constantFrom(0.5, 1.5, 3),
    spread: fc.constantFrom(0, 0.3, 1),
    seed: fc.integer({ min: 0, max: 10_000 }),
    lots: fc.boolean(),
    priceScale: fc.constantFrom(1, 1000),
  });

  it('verify, whatever the size, load, share of spread orders and lots', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const book = sampleBook(sample);
        expectVerified(book, clearBook(book, QUICK));
      }),
      { numRuns: 150, seed: 20261120 },
    );
  });

  it('the same outcome for every order of the rows (M-13)', () => {
    fc.assert(
      fc.property(samples, seeds, (sample, seed) => {
        const book = sampleBook(sample);
        const warm: Book = { ...book, start: clearBook(book, QUICK).certificate };
        for (const each of [book, warm])
          expect(clearBook(shuffledBook(each, seed), QUICK)).toEqual(clearBook(each, QUICK));
      }),
      { numRuns: 25, seed: 20261120 },
    );
  });

  it('a warm start is part of the book: it verifies and proves a bound within 1 % of the cold one (M-13)', () => {
    const book = sampleBook(settings);
    const cold = clearBook(book, QUICK);
    const warm = clearBook({ ...book, start: cold.certificate }, QUICK);
    expectVerified({ ...book, start: cold.certificate }, warm);
    expect(Number(warm.bound) / Number(cold.bound)).toBeLessThan(1.01);
  });

  it('survives a structured clone of book and outcome, as a worker thread makes', () => {
    const book = sampleBook(settings);
    const outcome = clearBook(structuredClone(book), QUICK);
    expect(structuredClone(outcome)).toEqual(clearBook(book, QUICK));
  });

  it('fills at least 0.95 of its own bound on 8 pools × 200 orders × 72 hours', () => {
    const book = sampleBook({ pools: 8, orders: 200, hours: 72, load: 1.5, spread: 0.25, seed: 7 });
    const { welfare, bound } = clearBook(book, { improvementWork: 3_000_000, pricingRounds: 20 });
    expect(Number(welfare) / Number(bound)).toBeGreaterThan(0.95);
  });
});

describe('named cases', () => {
  const oneCard = (limits: readonly number[], ask = 10): Book => ({
    format: 'cardhour.book/1',
    startsAt: '2026-11-20T00:00:00Z',
    hours: 2,
    currency: 'CNY',
    pools: [{ id: 'pol_a', cards: [1, 0], ask }],
    orders: limits.map((limit, j) => ({
      id: `ord_${String(j).padStart(4, '0')}`,
      seq: j + 1,
      limit,
      earliest: 0,
      deadline: 2,
      shape: 'block',
      options: [{ pool: 'pol_a', cards: 1, hours: 1 }],
    })),
  });

  it('one card, limits 30 and 20: the first is filled, and a price of 20 to 30 leaves nothing lost or regretted', () => {
    const outcome = clearBook(oneCard([20, 30]));
    expect(outcome.trades).toMatchObject([{ order: 'ord_0001' }]);
    expect(outcome.trades[0]!.pay).toBeGreaterThanOrEqual(20);
    expect(outcome.trades[0]!.pay).toBeLessThanOrEqual(30);
    expect(outcome).toMatchObject({ welfare: '20', bound: '20', lostValue: '0', regret: '0' });
    expect(outcome.unfilled).toEqual([{ order: 'ord_0000', reason: 'outbid' }]);
  });

  it('a thousand identical orders for one card: the earliest seq is filled, the others are outbid (M-12d)', () => {
    const book = oneCard(Array.from({ length: 1000 }, () => 25));
    const reversed = { ...book, orders: book.orders.map((order, j) => ({ ...order, seq: 1000 - j })) };
    const outcome = clearBook(reversed, QUICK);
    expect(outcome.trades).toMatchObject([{ order: 'ord_0999', pay: 25 }]);
    expectVerified(reversed, outcome);
  });

  it('a limit of exactly the ask is filled with no surplus (M-12)', () => {
    expect(clearBook(oneCard([10]))).toMatchObject({ trades: [{ pay: 10 }], welfare: '0', bound: '0' });
  });

  it('no pools, no orders: an empty outcome that verifies', () => {
    const book = { ...oneCard([]), pools: [] };
    expectVerified(book, clearBook(book));
  });

  it('a fill over 2^53 − 1 is over every limit: 10⁶ cards × 8 784 h × 10¹¹ is below_ask, not an overflow', () => {
    const { hours, cards, priceMicros } = BOOK_BOUNDS;
    const book: Book = {
      ...oneCard([]),
      hours,
      pools: [{ id: 'pol_a', cards, ask: priceMicros }],
      orders: [
        {
          id: 'ord_block',
          seq: 1,
          limit: Number.MAX_SAFE_INTEGER,
          earliest: 0,
          deadline: hours,
          shape: 'block',
          options: [{ pool: 'pol_a', cards, hours }],
        },
        {
          id: 'ord_spread',
          seq: 2,
          limit: Number.MAX_SAFE_INTEGER,
          earliest: 0,
          deadline: hours,
          shape: 'spread',
          options: [{ pool: 'pol_a', cardHours: BOOK_BOUNDS.cardHours, maxCards: cards }],
        },
      ],
    };
    const outcome = clearBook(book, QUICK);
    expect(outcome.unfilled).toEqual([
      { order: 'ord_block', reason: 'below_ask' },
      { order: 'ord_spread', reason: 'below_ask' },
    ]);
    expectVerified(book, outcome);
  });
});
