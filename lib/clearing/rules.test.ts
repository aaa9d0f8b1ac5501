import { beforeAll, describe, expect, it } from 'vitest';
import { atHour, type Book, type BookOrder } from './book';
import { clearBook } from './clear';
import type { Outcome } from './outcome';
import { sampleBook } from './sample-book';
import { exactCost, type Sheet, sheetsOf, slowCost, slowSurplus, withOwn } from './testing/slow-rules';
import { tinyBook } from './testing/tiny-book';
import { verifyOutcome } from './verify';

const QUICK = { improvementWork: 10_000, pricingRounds: 8 };

/** A cleared book with everything the rules speak of, recomputed the slow way. */
interface Round extends ReturnType<typeof sheetsOf> {
  readonly book: Book;
  readonly outcome: Outcome;
  readonly filled: readonly { readonly order: BookOrder; readonly trade: Outcome['trades'][number] }[];
  readonly unfilled: readonly { readonly order: BookOrder; readonly reason: string }[];
}

function roundOf(book: Book): Round {
  const outcome = clearBook(book, QUICK);
  const orders = new Map(book.orders.map((order) => [order.id, order]));
  return {
    book,
    outcome,
    ...sheetsOf(book, outcome),
    filled: outcome.trades.map((trade) => ({ order: orders.get(trade.order)!, trade })),
    unfilled: outcome.unfilled.map(({ order, reason }) => ({ order: orders.get(order)!, reason })),
  };
}

/** Warm starts and start fills of another round are part of some books. */
function warmed(book: Book, seed: number): Book {
  if (seed % 4 > 1) return book;
  const { certificate, trades } = clearBook({ ...book, orders: book.orders.slice(seed % 2) }, QUICK);
  const startFills = trades.map(({ order, lots }) => ({ order, lots }));
  return { ...book, start: certificate, ...(seed % 4 === 1 ? { startFills } : {}) };
}

/** Orders alike but for id, arrival and at most two limits, for fewer places than they are. */
function twins(seed: number): Book {
  const count = 3 + (seed % 5);
  return {
    format: 'cardhour.book/1',
    startsAt: '2026-11-20T00:00:00Z',
    hours: 3,
    currency: 'CNY',
    pools: [{ id: 'pol_a', cards: 1 + (seed % 2), ask: [10, 12, 11] }],
    orders: Array.from({ length: count }, (_, j) => ({
      id: `ord_${j}`,
      seq: ((j + seed) * 7) % 11,
      limit: (j * seed) % 3 === 0 ? 40 : 60,
      earliest: 0,
      deadline: 3,
      ...(seed % 3 === 0
        ? { shape: 'spread', options: [{ pool: 'pol_a', cardHours: 2, maxCards: 1 }] }
        : { shape: 'block', options: [{ pool: 'pol_a', cards: 1, hours: 1 + (seed % 2) }] }),
    })),
  };
}

/** Two thirds of some books' pool-hours have a cap: at the ask, or one micro above it. */
function cappedBook(book: Book, seed: number): Book {
  if (seed % 3 !== 0) return book;
  const caps = book.pools.flatMap(({ id, ask }, p) =>
    Array.from({ length: book.hours }, (_, hour) => hour)
      .filter((hour) => (hour + seed + p) % 3 > 0)
      .map((hour) => ({ pool: id, hour, cap: atHour(ask, hour) + (hour % 2) })),
  );
  return { ...book, caps };
}

const TINY = 1600;
const SAMPLES = 60;
const TWINS = 140;
const rounds: Round[] = [];
beforeAll(() => {
  for (let seed = 0; seed < TINY; seed++)
    rounds.push(
      roundOf(
        warmed(
          cappedBook(tinyBook(50_000 + seed, { copies: seed % 4 === 2, huge: seed % 8 === 7 }), seed),
          seed,
        ),
      ),
    );
  for (let seed = 0; seed < SAMPLES; seed++) {
    const size = { pools: 1 + (seed % 3), orders: 14, hours: seed % 10 === 0 ? 1 : 10 };
    const terms = { load: 1 + (seed % 3), spread: 0.35, lots: seed % 2 === 0, seed };
    rounds.push(roundOf(warmed(sampleBook({ ...size, ...terms }), seed)));
  }
  for (let seed = 0; seed < TWINS; seed++) rounds.push(roundOf(twins(seed)));
}, 60_000);

const cost = (round: Round, order: BookOrder, cards: Sheet, prices: Sheet) =>
  slowCost(round.book, order, cards, prices);

describe(`each rule, recomputed the slow way on ${TINY + SAMPLES + TWINS} rounds`, () => {
  it('M-1: used plus left are the cards, never under zero, and fills are whole lots', () => {
    for (const { book, left, outcome } of rounds) {
      for (const cards of left.values()) expect(cards).toBeGreaterThanOrEqual(0);
      const lotOf = new Map(book.pools.map(({ id, lotCards = 1 }) => [id, lotCards]));
      for (const { lots } of outcome.trades)
        for (const { pool, cards } of lots) expect(cards % lotOf.get(pool)!).toBe(0);
    }
  });

  it('M-4: a block is one option at one start; a spread does its whole work, and not without any one lot', () => {
    for (const { book, filled } of rounds)
      for (const { order, trade } of filled) {
        for (const { hour, hours } of trade.lots) {
          expect(hour).toBeGreaterThanOrEqual(order.earliest);
          expect(hour + hours).toBeLessThanOrEqual(order.deadline);
        }
        if (order.shape === 'block') {
          const [{ pool, cards, hours }] = trade.lots as [(typeof trade.lots)[number]];
          expect(trade.lots).toHaveLength(1);
          expect(order.options).toContainEqual({ pool, cards, hours });
          continue;
        }
        const option = (id: string) => order.options.find(({ pool }) => pool === id)!;
        const work = trade.lots.reduce(
          (sum, { pool, hours, cards }) => sum + (cards * hours) / option(pool).cardHours,
          0,
        );
        expect(work).toBeGreaterThanOrEqual(1 - 1e-9);
        for (const { pool, cards } of trade.lots) {
          const lot = book.pools.find(({ id }) => id === pool)!.lotCards ?? 1;
          expect(cards).toBeLessThanOrEqual(option(pool).maxCards);
          expect(work - lot / option(pool).cardHours).toBeLessThan(1 - 1e-9);
        }
      }
  });

  it('S-5: no pool-hour is priced above its cap, and some would have been', () => {
    let capped = 0;
    for (const { book, outcome } of rounds) {
      if (!book.caps) continue;
      const capOf = new Map(book.caps.map(({ pool, hour, cap }) => [`${pool} ${hour}`, cap]));
      for (const { pool, hour, price } of outcome.prices) {
        const cap = capOf.get(`${pool} ${hour}`);
        if (cap === undefined) continue;
        expect(price).toBeLessThanOrEqual(cap);
        if (price === cap) capped += 1;
      }
    }
    expect(capped).toBeGreaterThan(10);
  });

  it('M-9, M-11: everyone pays exactly Σ cards × the one price of each pool-hour, within the limit', () => {
    for (const { filled, prices } of rounds)
      for (const { order, trade } of filled) {
        expect(BigInt(trade.pay)).toBe(exactCost(trade.lots, prices));
        expect(trade.pay).toBeLessThanOrEqual(order.limit);
      }
  });

  it('M-10: no price under the ask, the ask where a lot is left, none where the book had no lot', () => {
    for (const { book, outcome, cards, left, asks } of rounds)
      for (const { pool, hour, price } of outcome.prices) {
        const cell = `${pool} ${hour}`;
        const lot = book.pools.find(({ id }) => id === pool)!.lotCards ?? 1;
        expect(price).toBeGreaterThan(asks.get(cell)!);
        expect(cards.get(cell)).toBeGreaterThanOrEqual(lot);
        expect(left.get(cell)).toBeLessThan(lot);
      }
  });

  it('M-12: no unfilled order fits the cards left at the prices within its limit', () => {
    for (const round of rounds)
      for (const { order } of round.unfilled) {
        const least = cost(round, order, round.left, round.prices);
        if (least !== null) expect(least > BigInt(order.limit)).toBe(true);
      }
  });

  it('M-12b: the published sums are lost value and regret at the published prices', () => {
    for (const round of rounds) {
      let lostValue = 0n;
      let regret = 0n;
      for (const { order } of round.unfilled) {
        const least = cost(round, order, round.cards, round.prices);
        if (least !== null && least < BigInt(order.limit)) lostValue += BigInt(order.limit) - least;
      }
      for (const { order, trade } of round.filled)
        regret += BigInt(trade.pay) - cost(round, order, withOwn(round.left, trade.lots), round.prices)!;
      expect(round.outcome).toMatchObject({ lostValue: `${lostValue}`, regret: `${regret}` });
    }
  });

  it('M-12c: no filled order could move into the cards left and its own at a lower cost at the asks', () => {
    for (const round of rounds)
      for (const { order, trade } of round.filled) {
        const least = cost(round, order, withOwn(round.left, trade.lots), round.asks)!;
        expect(least >= exactCost(trade.lots, round.asks)).toBe(true);
      }
  });

  it('M-12d: of orders alike, the higher limit, then the earlier seq, is filled first', () => {
    let alike = 0;
    const terms = ({ shape, earliest, deadline, options }: BookOrder) =>
      JSON.stringify([shape, earliest, deadline, options]);
    for (const { filled, unfilled } of rounds)
      for (const { order: first } of filled)
        for (const { order: other } of unfilled) {
          if (terms(first) !== terms(other)) continue;
          alike++;
          expect(first.limit > other.limit || (first.limit === other.limit && first.seq < other.seq)).toBe(
            true,
          );
        }
    expect(alike).toBeGreaterThan(200);
  });

  it('M-14: welfare is Σ limit − cost at the asks, and the bound is exactly what the multipliers prove', () => {
    for (const round of rounds) {
      const { book, outcome, cards, asks, multipliers } = round;
      let welfare = 0n;
      for (const { order, trade } of round.filled)
        welfare += BigInt(order.limit) - exactCost(trade.lots, asks);
      let bound = 0n;
      for (const [cell, ask] of asks) {
        expect(multipliers.get(cell)).toBeGreaterThanOrEqual(ask);
        bound += BigInt(multipliers.get(cell)! - ask) * BigInt(cards.get(cell)!);
      }
      for (const order of book.orders) bound += slowSurplus(book, order, cards, multipliers);
      expect(outcome).toMatchObject({ welfare: `${welfare}`, bound: `${bound}` });
      expect(welfare <= bound).toBe(true);
    }
  });

  it('M-15: every order stands once, and each unfilled one has the first reason that holds', () => {
    const seen = new Map<string, number>();
    for (const round of rounds) {
      const { book, outcome, cards, asks, prices } = round;
      const named = [...outcome.trades, ...outcome.unfilled].map(({ order }) => order).sort();
      expect(named).toEqual(book.orders.map(({ id }) => id).sort());
      for (const { order, reason } of round.unfilled) {
        const atAsks = cost(round, order, cards, asks);
        const atPrices = cost(round, order, cards, prices);
        const limit = BigInt(order.limit);
        const holds =
          atAsks === null
            ? 'no_option'
            : limit < atAsks
              ? 'below_ask'
              : atPrices === null || limit <= atPrices
                ? 'outbid'
                : 'paradoxical';
        expect(reason).toBe(holds);
        seen.set(holds, (seen.get(holds) ?? 0) + 1);
      }
    }
    for (const reason of ['no_option', 'below_ask', 'outbid', 'paradoxical'])
      expect(seen.get(reason)).toBeGreaterThan(20);
  });

  it('and the verifier accepts every one of them', () => {
    for (const { book, outcome } of rounds) expect(verifyOutcome(book, outcome)).toMatchObject({ ok: true });
  });
});
