import { describe, expect, it } from 'vitest';
import { parseBook } from './parse-book';
import { parseOutcome } from './parse-outcome';
import { sampleBook } from './sample-book';

/** A well-formed book as loose JSON, to be broken in one place. */
const wellFormed = () => ({
  format: 'cardhour.book/1' as unknown,
  startsAt: '2026-11-20T00:00:00Z' as unknown,
  hours: 4 as unknown,
  currency: 'CNY' as unknown,
  pools: [
    { id: 'pol_a', cards: 8 as unknown, ask: 100 as unknown },
    { id: 'pol_b', lotCards: 4 as unknown, cards: [4, 4, 8, 8] as unknown, ask: [1, 2, 3, 4] as unknown },
  ] as unknown[],
  orders: [
    {
      id: 'ord_1',
      seq: 1 as unknown,
      limit: 500 as unknown,
      earliest: 0 as unknown,
      deadline: 4 as unknown,
      shape: 'block' as unknown,
      options: [
        { pool: 'pol_a', cards: 2, hours: 2 },
        { pool: 'pol_b', cards: 4, hours: 1 },
      ] as unknown,
    },
    {
      id: 'ord_2',
      seq: 2 as unknown,
      limit: 900 as unknown,
      earliest: 1 as unknown,
      deadline: 3 as unknown,
      shape: 'spread' as unknown,
      options: [{ pool: 'pol_b', cardHours: 9, maxCards: 4 }] as unknown,
    },
  ],
  caps: [{ pool: 'pol_b', hour: 2, cap: 70 }] as unknown,
  start: [{ pool: 'pol_b', hour: 2, multiplier: 7 }] as unknown,
  startFills: [{ order: 'ord_1', lots: [{ pool: 'pol_b', hour: 2, hours: 1, cards: 4 }] }] as unknown,
});

type Loose = ReturnType<typeof wellFormed>;
const bigHours = { pool: 'pol_a', cards: 2, hours: 9_999 };

const broken: readonly (readonly [string, string, string, (book: Loose) => unknown])[] = [
  [
    'another format',
    '$.format',
    'must be',
    (b) => {
      b.format = 'cardhour.book/2';
    },
  ],
  [
    'a start within the hour',
    '$.startsAt',
    'whole hour',
    (b) => {
      b.startsAt = '2026-11-20T00:30:00Z';
    },
  ],
  [
    'a date that is none',
    '$.startsAt',
    'no date',
    (b) => {
      b.startsAt = '2026-02-30T00:00:00Z';
    },
  ],
  [
    'no hours',
    '$.hours',
    'under 1',
    (b) => {
      b.hours = 0;
    },
  ],
  [
    '8 785 hours',
    '$.hours',
    'over 8784',
    (b) => {
      b.hours = 8785;
    },
  ],
  [
    'hours as text',
    '$.hours',
    'must be a number, is string',
    (b) => {
      b.hours = '4';
    },
  ],
  [
    'half hours',
    '$.hours',
    'whole number',
    (b) => {
      b.hours = 4.5;
    },
  ],
  [
    'a currency in words',
    '$.currency',
    'currency code',
    (b) => {
      b.currency = 'yuan';
    },
  ],
  [
    'pools missing',
    '$.pools',
    'is missing',
    (b) => {
      Reflect.deleteProperty(b, 'pools');
    },
  ],
  ['a field nobody knows', '$.note', 'is not a field', (b) => Object.assign(b, { note: 'x' })],
  [
    'a pool that is a number',
    '$.pools[0]',
    'must be an object, is number',
    (b) => {
      b.pools[0] = 7;
    },
  ],
  ['a pool id twice', '$.pools[1].id', 'twice', (b) => Object.assign(b.pools[1] as object, { id: 'pol_a' })],
  [
    'negative cards',
    '$.pools[0].cards',
    'is negative',
    (b) => Object.assign(b.pools[0] as object, { cards: -1 }),
  ],
  [
    'a million and one cards',
    '$.pools[0].cards',
    'over 1000000',
    (b) => Object.assign(b.pools[0] as object, { cards: 1_000_001 }),
  ],
  [
    'cards for three of four hours',
    '$.pools[1].cards',
    'has 3 hours',
    (b) => Object.assign(b.pools[1] as object, { cards: [4, 4, 4] }),
  ],
  [
    'a negative hour of cards',
    '$.pools[1].cards[2]',
    'is negative',
    (b) => Object.assign(b.pools[1] as object, { cards: [4, 4, -8, 4] }),
  ],
  ['an ask of zero', '$.pools[0].ask', 'under 1', (b) => Object.assign(b.pools[0] as object, { ask: 0 })],
  [
    'an ask past 10¹¹',
    '$.pools[1].ask[3]',
    'over 100000000000',
    (b) => Object.assign(b.pools[1] as object, { ask: [1, 1, 1, 1e11 + 1] }),
  ],
  [
    'a lot of no cards',
    '$.pools[1].lotCards',
    'under 1',
    (b) => Object.assign(b.pools[1] as object, { lotCards: 0 }),
  ],
  [
    'an order id twice',
    '$.orders[1].id',
    'twice',
    (b) => {
      b.orders[1]!.id = 'ord_1';
    },
  ],
  [
    'a seq twice',
    '$.orders[1].seq',
    'twice',
    (b) => {
      b.orders[1]!.seq = 1;
    },
  ],
  [
    'a negative limit',
    '$.orders[0].limit',
    'is negative',
    (b) => {
      b.orders[0]!.limit = -5;
    },
  ],
  [
    'a limit of 2^53',
    '$.orders[0].limit',
    'past 2^53',
    (b) => {
      b.orders[0]!.limit = 2 ** 53;
    },
  ],
  [
    'a window that ends past the grid',
    '$.orders[0].deadline',
    'over 4',
    (b) => {
      b.orders[0]!.deadline = 5;
    },
  ],
  [
    'a window that starts past the grid',
    '$.orders[0].earliest',
    'over 3',
    (b) => {
      b.orders[0]!.earliest = 4;
    },
  ],
  [
    'an empty window',
    '$.orders[0].deadline',
    'not after earliest',
    (b) => {
      b.orders[0]!.earliest = 2;
      b.orders[0]!.deadline = 2;
    },
  ],
  [
    'a third shape',
    '$.orders[0].shape',
    'must be',
    (b) => {
      b.orders[0]!.shape = 'curve';
    },
  ],
  [
    'options that are no list',
    '$.orders[0].options',
    'must be an array',
    (b) => {
      b.orders[0]!.options = {};
    },
  ],
  [
    'an unknown pool',
    '$.orders[0].options[0].pool',
    'no pool',
    (b) => {
      b.orders[0]!.options = [{ pool: 'pol_z', cards: 1, hours: 1 }];
    },
  ],
  [
    'half a lot',
    '$.orders[0].options[0].cards',
    'multiple',
    (b) => {
      b.orders[0]!.options = [{ pool: 'pol_b', cards: 2, hours: 1 }];
    },
  ],
  [
    'a (pool, cards) pair twice',
    '$.orders[0].options[1]',
    'twice',
    (b) => {
      b.orders[0]!.options = [bigHours, { ...bigHours, hours: 1 }];
    },
  ],
  [
    'a spread option in a block',
    '$.orders[0].options[0].cards',
    'is missing',
    (b) => {
      b.orders[0]!.options = [{ pool: 'pol_a', cardHours: 1, maxCards: 1 }];
    },
  ],
  [
    'a pool twice in a spread',
    '$.orders[1].options[1].pool',
    'twice',
    (b) => {
      const o = { pool: 'pol_a', cardHours: 1, maxCards: 1 };
      b.orders[1]!.options = [o, o];
    },
  ],
  [
    'a fraction of card-hours',
    '$.orders[1].options[0].cardHours',
    'whole number',
    (b) => {
      b.orders[1]!.options = [{ pool: 'pol_a', cardHours: 1.5, maxCards: 1 }];
    },
  ],
  [
    'card-hours past 10⁷',
    '$.orders[1].options[0].cardHours',
    'over 10000000',
    (b) => {
      b.orders[1]!.options = [{ pool: 'pol_a', cardHours: 1e7 + 1, maxCards: 1 }];
    },
  ],
  [
    'a cap under the ask',
    '$.caps[0].cap',
    'under',
    (b) => {
      b.caps = [{ pool: 'pol_a', hour: 0, cap: 0 }];
    },
  ],
  [
    'two caps of one pool-hour',
    '$.caps[1]',
    'twice',
    (b) => {
      b.caps = [
        { pool: 'pol_b', hour: 2, cap: 70 },
        { pool: 'pol_b', hour: 2, cap: 80 },
      ];
    },
  ],
  [
    'a cap in no pool',
    '$.caps[0].pool',
    'no pool of the book',
    (b) => {
      b.caps = [{ pool: 'pol_z', hour: 0, cap: 70 }];
    },
  ],
  [
    'a start fill of no order',
    '$.startFills[0].order',
    'no order of the book',
    (b) => {
      b.startFills = [{ order: 'ord_9', lots: [] }];
    },
  ],
  [
    'two start fills of one order',
    '$.startFills[1].order',
    'twice',
    (b) => {
      b.startFills = [
        { order: 'ord_1', lots: [] },
        { order: 'ord_1', lots: [] },
      ];
    },
  ],
  [
    'a start fill in no pool',
    '$.startFills[0].lots[0].pool',
    'no pool of the book',
    (b) => {
      b.startFills = [{ order: 'ord_1', lots: [{ pool: 'pol_z', hour: 0, hours: 1, cards: 1 }] }];
    },
  ],
  [
    'a start fill past the grid',
    '$.startFills[0].lots[0].hours',
    "past the book's 4 hours",
    (b) => {
      b.startFills = [{ order: 'ord_1', lots: [{ pool: 'pol_a', hour: 3, hours: 2, cards: 1 }] }];
    },
  ],
  [
    'a start row in no pool',
    '$.start[0].pool',
    'no pool',
    (b) => {
      b.start = [{ pool: 'pol_z', hour: 0, multiplier: 1 }];
    },
  ],
  [
    'a start row past the grid',
    '$.start[0].hour',
    'over 3',
    (b) => {
      b.start = [{ pool: 'pol_a', hour: 4, multiplier: 1 }];
    },
  ],
  [
    'a start multiplier past 10¹¹',
    '$.start[0].multiplier',
    'over',
    (b) => {
      b.start = [{ pool: 'pol_a', hour: 0, multiplier: 2e11 }];
    },
  ],
  [
    'a start pool-hour twice',
    '$.start[1]',
    'twice',
    (b) => {
      const row = { pool: 'pol_a', hour: 0, multiplier: 200 };
      b.start = [row, row];
    },
  ],
];

describe('parseBook', () => {
  it('reads a well-formed book as it is, and every generated one', () => {
    expect(parseBook(wellFormed())).toEqual({ ok: true, value: wellFormed() });
    const sample = sampleBook({ pools: 5, orders: 40, hours: 24, load: 1, spread: 0.5, seed: 3, lots: true });
    expect(parseBook(JSON.parse(JSON.stringify(sample)))).toEqual({ ok: true, value: sample });
  });

  it('an option that can never fit its window is not malformed', () => {
    const book = wellFormed();
    book.orders[0]!.options = [bigHours];
    expect(parseBook(book).ok).toBe(true);
  });

  for (const [what, path, reason, breakIt] of broken)
    it(`refuses ${what} at ${path}`, () => {
      const book = wellFormed();
      breakIt(book);
      const parsed = parseBook(book);
      expect(parsed).toMatchObject({ ok: false, refusal: { code: 'malformed', facts: { path } } });
      expect(parsed.ok ? '' : parsed.refusal.facts.reason).toContain(reason);
    });

  it.each([null, [], 'text', 7])('refuses %j at $', (json) => {
    expect(parseBook(json)).toMatchObject({ ok: false, refusal: { facts: { path: '$' } } });
  });
});

describe('parseOutcome', () => {
  const outcome = () => ({
    format: 'cardhour.outcome/1',
    engine: 'cardhour/0.1.0',
    trades: [
      {
        order: 'ord_1',
        pay: 5 as unknown,
        lots: [{ pool: 'pol_a', hour: 0, hours: 1, cards: 1 as unknown }],
      },
    ],
    unfilled: [{ order: 'ord_2', reason: 'outbid' }],
    prices: [],
    welfare: '0' as unknown,
    bound: '12',
    lostValue: '0',
    regret: '-3',
    certificate: [{ pool: 'pol_a', hour: 0, multiplier: 9 }],
    elapsedMs: 3,
  });
  it('reads a well-formed outcome as it is', () => {
    expect(parseOutcome(outcome())).toEqual({ ok: true, value: outcome() });
  });
  it.each([
    [
      '$.welfare',
      (o: ReturnType<typeof outcome>) => {
        o.welfare = 0;
      },
    ],
    [
      '$.welfare',
      (o: ReturnType<typeof outcome>) => {
        o.welfare = '007';
      },
    ],
    [
      '$.trades[0].pay',
      (o: ReturnType<typeof outcome>) => {
        o.trades[0]!.pay = 1.5;
      },
    ],
    [
      '$.trades[0].lots[0].cards',
      (o: ReturnType<typeof outcome>) => {
        o.trades[0]!.lots[0]!.cards = 0;
      },
    ],
    [
      '$.unfilled[0].reason',
      (o: ReturnType<typeof outcome>) => {
        o.unfilled[0]!.reason = 'bad luck';
      },
    ],
  ] as const)('refuses a fault at %s', (path, breakIt) => {
    const json = outcome();
    breakIt(json);
    expect(parseOutcome(json)).toMatchObject({ ok: false, refusal: { code: 'malformed', facts: { path } } });
  });
});
