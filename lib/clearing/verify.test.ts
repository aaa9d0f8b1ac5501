import { describe, expect, it } from 'vitest';
import { atHour, type Book } from './book';
import { costOfLots } from './cheapest-fill';
import { clearBook } from './clear';
import type { Outcome, OutcomeTrade } from './outcome';
import { verifyOutcome } from './verify';
import type { ClearingRule } from './verify-case';

const block = (id: string, seq: number, limit: number, cards: number, hours: number, deadline = 4) => ({
  id,
  seq,
  limit,
  earliest: 0,
  deadline,
  shape: 'block' as const,
  options: [{ pool: 'pol_a', cards, hours }],
});

/** Two cards for four hours at 10, and eight cards in lots of two at 30; more wanted than there is. */
const book: Book = {
  format: 'cardhour.book/1',
  startsAt: '2026-11-20T00:00:00Z',
  hours: 4,
  currency: 'CNY',
  pools: [
    { id: 'pol_a', cards: 2, ask: [10, 10, 10, 12] },
    { id: 'pol_b', lotCards: 2, cards: [8, 8, 8, 0], ask: 30 },
    { id: 'pol_c', cards: 1, ask: [5, 5, 5, 7] },
  ],
  orders: [
    block('ord_a', 1, 200, 2, 3, 3),
    block('ord_b', 2, 150, 2, 3, 3),
    block('ord_c', 3, 15, 2, 2),
    block('ord_d', 4, 900, 3, 1),
    {
      id: 'ord_e',
      seq: 5,
      limit: 900,
      earliest: 0,
      deadline: 4,
      shape: 'spread',
      options: [
        { pool: 'pol_b', cardHours: 8, maxCards: 5 },
        { pool: 'pol_c', cardHours: 100, maxCards: 1 },
      ],
    },
    { ...block('ord_f', 6, 100, 1, 1), options: [{ pool: 'pol_c', cards: 1, hours: 1 }] },
    block('ord_g', 7, 60, 1, 1),
    block('ord_h', 8, 150, 2, 3, 3),
  ],
};

const good = clearBook(book);
const trade = (id: string): OutcomeTrade => good.trades.find(({ order }) => order === id)!;
const withTrade = (id: string, change: Partial<OutcomeTrade>): Outcome => ({
  ...good,
  trades: good.trades.map((row) => (row.order === id ? { ...row, ...change } : row)),
});
const moved = (id: string, change: Partial<OutcomeTrade['lots'][number]>): Outcome =>
  withTrade(id, { lots: trade(id).lots.map((lot) => ({ ...lot, ...change })) });
const plus = (text: string, micros: bigint): string => (BigInt(text) + micros).toString();
/** An order's trade taken back, its absence explained. */
const unfill = (id: string): Outcome => ({
  ...good,
  trades: good.trades.filter(({ order }) => order !== id),
  unfilled: [...good.unfilled, { order: id, reason: 'outbid' as const }].sort((a, b) =>
    a.order < b.order ? -1 : 1,
  ),
});
/** One filled order's place given to an unfilled one alike. */
const instead = (id: string, other: string): Outcome => {
  const without = unfill(id);
  const trades = [...without.trades, { ...trade(id), order: other }];
  return {
    ...without,
    trades: trades.sort((a, b) => (a.order < b.order ? -1 : 1)),
    unfilled: without.unfilled.filter(({ order }) => order !== other),
  };
};

/** The same fills, everyone paying the asks. */
const atAsks = (outcome: Outcome): Outcome => ({
  ...outcome,
  prices: [],
  trades: outcome.trades.map((row) => ({
    ...row,
    pay: costOfLots(row.lots, (pool, hour) => atHour(book.pools.find(({ id }) => id === pool)!.ask, hour)),
  })),
});

const tampered: readonly (readonly [string, ClearingRule, Outcome])[] = [
  ['trades in another order', 'format', { ...good, trades: good.trades.toReversed() }],
  [
    'a trade of an order nobody placed',
    'format',
    { ...good, trades: [...good.trades, { ...trade('ord_f'), order: 'ord_z' }] },
  ],
  ['an order twice in unfilled', 'format', { ...good, unfilled: [...good.unfilled, good.unfilled.at(-1)!] }],
  [
    'a rectangle cut in two',
    'format',
    withTrade('ord_a', {
      lots: [
        { pool: 'pol_a', hour: 0, hours: 1, cards: 2 },
        { pool: 'pol_a', hour: 1, hours: 2, cards: 2 },
      ],
    }),
  ],
  ['a lot past the last hour', 'format', moved('ord_a', { hours: 9 })],
  [
    'a price row at the ask',
    'format',
    { ...good, prices: [...good.prices, { pool: 'pol_b', hour: 0, price: 30 }] },
  ],
  ['a price for one pool-hour twice', 'M-9', { ...good, prices: [good.prices[0]!, ...good.prices] }],
  ['an order in neither list', 'M-15', { ...good, unfilled: good.unfilled.slice(1) }],
  [
    'an order in both lists',
    'M-15',
    { ...good, unfilled: [{ order: 'ord_a', reason: 'outbid' }, ...good.unfilled] },
  ],
  ['a block one hour short', 'M-4', moved('ord_a', { hours: 2 })],
  ['a block outside its window', 'M-4', moved('ord_a', { hour: 1 })],
  ['a spread with more cards at once than it may use', 'M-4', moved('ord_e', { cards: 6 })],
  [
    'a spread that does half its work',
    'M-4',
    withTrade('ord_e', { lots: [{ pool: 'pol_b', hour: 0, hours: 1, cards: 4 }] }),
  ],
  [
    'a spread with a lot to spare',
    'M-4',
    withTrade('ord_e', { lots: [{ pool: 'pol_b', hour: 0, hours: 3, cards: 4 }] }),
  ],
  [
    'a spread in half lots',
    'M-1',
    withTrade('ord_e', {
      lots: [
        { pool: 'pol_b', hour: 0, hours: 1, cards: 3 },
        { pool: 'pol_b', hour: 1, hours: 1, cards: 5 },
      ],
    }),
  ],
  ['two orders on the same cards', 'M-1', moved('ord_g', { hour: 1 })],
  ['a price below the ask', 'M-10', { ...good, prices: [{ pool: 'pol_a', hour: 0, price: 9 }] }],
  [
    'a price above the ask with a lot left',
    'M-10',
    { ...good, prices: [...good.prices, { pool: 'pol_b', hour: 2, price: 31 }] },
  ],
  [
    'a price where nothing was offered',
    'M-10',
    { ...good, prices: [...good.prices, { pool: 'pol_b', hour: 3, price: 31 }] },
  ],
  ['a payment one micro short', 'M-11', withTrade('ord_a', { pay: trade('ord_a').pay - 1 })],
  [
    'a published price changed, payments kept',
    'M-11',
    { ...good, prices: good.prices.map((row, i) => (i === 0 ? { ...row, price: row.price + 1 } : row)) },
  ],
  [
    'a price that takes more than the limit',
    'M-11',
    {
      ...withTrade('ord_a', { pay: 202 }),
      prices: [{ pool: 'pol_a', hour: 0, price: 81 }],
    },
  ],
  ['an order left out that fits', 'M-12', unfill('ord_f')],
  [
    'a worse place than the cards left offer',
    'M-12c',
    withTrade('ord_f', { pay: 7, lots: [{ pool: 'pol_c', hour: 3, hours: 1, cards: 1 }] }),
  ],
  ['the lower limit filled before its like', 'M-12d', atAsks(instead('ord_a', 'ord_b'))],
  ['lost value made smaller', 'M-12b', { ...good, lostValue: plus(good.lostValue, 1n) }],
  ['regret hidden', 'M-12b', { ...good, regret: plus(good.regret, 1n) }],
  ['welfare inflated by one micro', 'M-14', { ...good, welfare: plus(good.welfare, 1n) }],
  ['a bound lowered by one micro', 'M-14', { ...good, bound: plus(good.bound, -1n) }],
  [
    'a multiplier below the ask',
    'M-14',
    { ...good, certificate: [{ pool: 'pol_a', hour: 0, multiplier: 9 }] },
  ],
  ['a multiplier taken out of the certificate', 'M-14', { ...good, certificate: good.certificate.slice(1) }],
  ['a trade written down twice', 'format', { ...good, trades: [good.trades[0]!, ...good.trades] }],
  ['prices in another order', 'format', { ...good, prices: good.prices.toReversed() }],
  ['a certificate in another order', 'format', { ...good, certificate: good.certificate.toReversed() }],
  [
    'a multiplier for one pool-hour twice',
    'format',
    { ...good, certificate: [good.certificate[0]!, ...good.certificate] },
  ],
  [
    'a multiplier at the ask',
    'format',
    { ...good, certificate: [...good.certificate, { pool: 'pol_c', hour: 0, multiplier: 5 }] },
  ],
  [
    'a price in a pool nobody offered',
    'format',
    { ...good, prices: [...good.prices, { pool: 'pol_z', hour: 0, price: 31 }] },
  ],
  [
    'a price after the last hour',
    'format',
    { ...good, prices: [...good.prices, { pool: 'pol_a', hour: 4, price: 31 }] },
  ],
  [
    'lots that overlap',
    'format',
    withTrade('ord_e', {
      lots: [
        { pool: 'pol_b', hour: 0, hours: 2, cards: 2 },
        { pool: 'pol_b', hour: 1, hours: 2, cards: 2 },
      ],
    }),
  ],
  [
    'lots in another order',
    'format',
    withTrade('ord_e', {
      lots: [
        { pool: 'pol_b', hour: 1, hours: 1, cards: 2 },
        { pool: 'pol_b', hour: 0, hours: 1, cards: 4 },
      ],
    }),
  ],
  ['a block with fewer cards than its option', 'M-4', moved('ord_a', { cards: 1 })],
  ['a block in a pool it never named', 'M-4', moved('ord_g', { pool: 'pol_c' })],
  [
    'a block in two pieces with an hour between',
    'M-4',
    withTrade('ord_a', {
      lots: [
        { pool: 'pol_a', hour: 0, hours: 2, cards: 2 },
        { pool: 'pol_a', hour: 3, hours: 1, cards: 2 },
      ],
    }),
  ],
  ['a spread in a pool it never named', 'M-4', moved('ord_e', { pool: 'pol_a', cards: 2 })],
  [
    'the prices of two pool-hours swapped for less and more',
    'M-10',
    {
      ...good,
      prices: [
        { pool: 'pol_a', hour: 0, price: good.prices[0]!.price },
        { pool: 'pol_c', hour: 1, price: good.prices[1]!.price },
      ],
    },
  ],
  [
    'a rebate paid by another buyer',
    'M-11',
    {
      ...good,
      trades: good.trades.map((row) => ({
        ...row,
        pay: row.pay + (row.order === 'ord_a' ? -1 : row.order === 'ord_e' ? 1 : 0),
      })),
    },
  ],
  [
    'an order filled over its limit',
    'M-11',
    atAsks({
      ...good,
      trades: good.trades.map((row) =>
        row.order === 'ord_a'
          ? { order: 'ord_c', pay: 0, lots: [{ pool: 'pol_a', hour: 0, hours: 2, cards: 2 }] }
          : row,
      ),
      unfilled: good.unfilled
        .map((row) => (row.order === 'ord_c' ? { ...row, order: 'ord_a' } : row))
        .sort((a, b) => (a.order < b.order ? -1 : 1)),
    }),
  ],
  [
    'everyone unfilled, nothing traded',
    'M-12',
    {
      ...good,
      trades: [],
      prices: [],
      welfare: '0',
      unfilled: book.orders.map(({ id }) => ({ order: id, reason: 'outbid' as const })),
    },
  ],
  ['regret below nothing', 'M-12b', { ...good, regret: '-1' }],
  ['lost value booked as regret', 'M-12b', { ...good, lostValue: '-1', regret: plus(good.regret, 1n) }],
  ['prices back at the asks, sums kept', 'M-12b', atAsks(good)],
  [
    'welfare and bound raised together',
    'M-14',
    { ...good, welfare: plus(good.welfare, 5n), bound: plus(good.bound, 5n) },
  ],
  [
    'a multiplier raised, bound kept',
    'M-14',
    {
      ...good,
      certificate: good.certificate.map((row, i) =>
        i === 0 ? { ...row, multiplier: row.multiplier + 50 } : row,
      ),
    },
  ],
  ...good.unfilled.map(({ order, reason }): readonly [string, ClearingRule, Outcome] => [
    `${order} called ${reason === 'outbid' ? 'no_option' : 'outbid'} though it is ${reason}`,
    'M-15',
    {
      ...good,
      unfilled: good.unfilled.map((row) =>
        row.order === order ? { ...row, reason: reason === 'outbid' ? 'no_option' : 'outbid' } : row,
      ),
    },
  ]),
  [
    'another reason',
    'M-15',
    {
      ...good,
      unfilled: good.unfilled.map((row) => (row.order === 'ord_d' ? { ...row, reason: 'paradoxical' } : row)),
    },
  ],
];

describe('verify', () => {
  it('accepts what the engine made, with at least one trade of each shape and one price above the ask', () => {
    expect(verifyOutcome(book, good)).toMatchObject({ ok: true });
    expect(good.trades.map(({ order }) => order)).toEqual(
      expect.arrayContaining(['ord_a', 'ord_e', 'ord_f']),
    );
    expect(good.prices.length).toBeGreaterThan(0);
    expect(good.certificate.length).toBeGreaterThan(0);
  });

  for (const [what, rule, outcome] of tampered)
    it(`names ${rule} for ${what}`, () => {
      expect(verifyOutcome(book, outcome)).toMatchObject({ ok: false, refusal: { code: rule } });
    });

  it('names M-10 for a price above the cap of hours that a failed lease had (S-5)', () => {
    const [row] = good.prices;
    const capped = (cap: number) => ({ ...book, caps: [{ pool: row!.pool, hour: row!.hour, cap }] });
    expect(verifyOutcome(capped(row!.price), good).ok).toBe(true);
    expect(verifyOutcome(capped(row!.price - 1), good)).toMatchObject({
      refusal: { code: 'M-10', facts: { cap: row!.price - 1 } },
    });
    expect(verifyOutcome(capped(row!.price - 1), clearBook(capped(row!.price - 1))).ok).toBe(true);
  });

  it('rejects the outcome of another book: one limit changed by one micro', () => {
    const other = {
      ...book,
      orders: book.orders.map((o) => (o.id === 'ord_a' ? { ...o, limit: o.limit + 1 } : o)),
    };
    expect(verifyOutcome(other, good).ok).toBe(false);
  });
});
