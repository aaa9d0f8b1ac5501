import { describe, expect, it } from 'vitest';
import type { Book, StartFill } from './book';
import { bookModel } from './book-model';
import { clearBook } from './clear';
import { generateBook } from './generate-book';
import { prepareMarket } from './market';
import { startAllocation } from './start-allocation';
import { verifyOutcome } from './verify';

const book: Book = {
  format: 'cardhour.book/1',
  startsAt: '2026-11-20T00:00:00Z',
  hours: 4,
  currency: 'CNY',
  pools: [
    { id: 'a', cards: 4, ask: 10 },
    { id: 'b', cards: 4, ask: 10, lotCards: 2 },
  ],
  orders: [
    {
      id: 'block',
      seq: 1,
      limit: 100,
      earliest: 1,
      deadline: 4,
      shape: 'block',
      options: [{ pool: 'a', cards: 3, hours: 2 }],
    },
    {
      id: 'spread',
      seq: 2,
      limit: 100,
      earliest: 0,
      deadline: 3,
      shape: 'spread',
      options: [{ pool: 'b', cardHours: 6, maxCards: 2 }],
    },
  ],
};
const market = prepareMarket(bookModel(book));
const placed = (...fills: StartFill[]) =>
  startAllocation(market, fills).placements.map((placement) => placement !== null);
const block = (lots: StartFill['lots']): StartFill => ({ order: 'block', lots });
const spread = (lots: StartFill['lots']): StartFill => ({ order: 'spread', lots });

describe('start fills', () => {
  it('stand where they are fills of their orders still', () => {
    const b = block([{ pool: 'a', hour: 1, hours: 2, cards: 3 }]);
    const s = spread([{ pool: 'b', hour: 0, hours: 3, cards: 2 }]);
    expect(placed(b, s)).toEqual([true, true]);
    expect(startAllocation(market, [b, s]).welfare).toBe(100 - 60 + 100 - 60);
  });
  it.each([
    ['starts before the window', block([{ pool: 'a', hour: 0, hours: 2, cards: 3 }])],
    ['has other cards than the option', block([{ pool: 'a', hour: 1, hours: 2, cards: 2 }])],
    ['has other hours than the option', block([{ pool: 'a', hour: 1, hours: 3, cards: 3 }])],
    ['is in another pool', block([{ pool: 'b', hour: 1, hours: 2, cards: 3 }])],
    [
      'is in two pieces',
      block([
        { pool: 'a', hour: 1, hours: 1, cards: 3 },
        { pool: 'a', hour: 3, hours: 1, cards: 3 },
      ]),
    ],
    ['is empty', block([])],
    [
      'is scattered, its hours not in order',
      block([
        { pool: 'a', hour: 3, hours: 1, cards: 3 },
        { pool: 'a', hour: 1, hours: 1, cards: 3 },
      ]),
    ],
    [
      'covers an hour twice',
      spread([
        { pool: 'b', hour: 0, hours: 3, cards: 2 },
        { pool: 'b', hour: 0, hours: 1, cards: 2 },
      ]),
    ],
    ['does a part of the work', spread([{ pool: 'b', hour: 0, hours: 2, cards: 2 }])],
    ['takes more than maxCards', spread([{ pool: 'b', hour: 0, hours: 2, cards: 4 }])],
    ['takes half a lot', spread([{ pool: 'b', hour: 0, hours: 3, cards: 1 }])],
  ])('are passed over where one %s', (_what, fill) => {
    expect(placed(fill)).toEqual([false, false]);
  });
  it('are passed over where the cards are gone or the limit no longer reaches', () => {
    const poor = { ...book, orders: book.orders.map((order) => ({ ...order, limit: 59 })) } as Book;
    const few = { ...book, pools: book.pools.map((pool) => ({ ...pool, cards: [4, 4, 1, 4] })) } as Book;
    for (const changed of [poor, few]) {
      const { placements } = startAllocation(prepareMarket(bookModel(changed)), [
        block([{ pool: 'a', hour: 1, hours: 2, cards: 3 }]),
        spread([{ pool: 'b', hour: 0, hours: 3, cards: 2 }]),
      ]);
      expect(placements).toEqual([null, null]);
    }
  });
});

describe('a warm start', () => {
  const settings = { pools: 10, orders: 260, hours: 72, load: 1.6, spread: 0.25 };
  it.each([1, 2, 3, 4])(
    'obeys every rule and keeps the welfare within 1 % of a cold one, book %i',
    (seed) => {
      const before = generateBook({ ...settings, seed });
      const outcome = clearBook(before);
      const changed = { ...before, orders: before.orders.filter((_, i) => i % 50 !== 7) };
      const known = new Set(changed.orders.map(({ id }) => id));
      const warm: Book = {
        ...changed,
        start: outcome.certificate,
        startFills: outcome.trades
          .filter((trade) => known.has(trade.order))
          .map(({ order, lots }) => ({ order, lots })),
      };
      const again = clearBook(warm);
      expect(verifyOutcome(warm, again)).toMatchObject({ ok: true });
      expect(Number(again.welfare)).toBeGreaterThan(0.99 * Number(clearBook(changed).welfare));
      const permuted: Book = {
        ...warm,
        start: [...(warm.start ?? [])].reverse(),
        startFills: [...(warm.startFills ?? [])]
          .reverse()
          .map(({ order, lots }) => ({ order, lots: [...lots].reverse() })),
        orders: [...warm.orders].reverse(),
      };
      expect(clearBook(permuted)).toEqual(again);
    },
  );
});
