import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPricedBy } from '@/db/queries/pool-facts';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import type { Book } from '@/lib/clearing/book';
import { hourOf } from '@/lib/core/hours';
import type { Ctx } from '../context';
import { acceptQuote } from '../orders/accept-quote';
import { placeLimitOrder } from '../orders/place-limit-order';
import { describeJob } from '../quoting/describe-job';
import { engineContext, ownerContext } from '../testing/contexts';
import { balanceOf, fund, fundedOrder } from '../testing/market';
import { clearRound } from './clear-round';
import { inlineEngine } from './engine';
import { runIndicativeRound } from './indicative-round';

const YUAN = 1_000_000n;
const CHIP = 'h100-sxm-80gb';
let test: TestDatabase;
let provider: string;
/** Eight cards at 10.00 in one sellable hour: 80.00 at the ask. */
let poolId: string;
let hour: number;

beforeAll(async () => {
  test = await createTestDatabase();
  provider = await makeOrganization(test, { provider: true });
  poolId = await makePool(test, provider, { cards: 8, askMicros: 10n * YUAN, hours: 2, chip: CHIP });
  hour = hourOf(test.now) + 1;
});
afterAll(() => test.drop());

const minutes = (count: number) => new Date(test.now.getTime() + count * 60_000);
let requests = 0;
const requestId = () => `request-${++requests}`;

const buyerWith = async (micros: bigint): Promise<Ctx> => {
  const organizationId = await makeOrganization(test);
  await fund(test, organizationId, micros);
  return ownerContext(test, organizationId, ['buyer'], { now: minutes(1) });
};

const allEight = () => ({
  name: 'Eight cards for an hour',
  spec: {
    kind: 'card_hours',
    cards: 8,
    hours: 1,
    constraints: { chips: [CHIP] },
    earliestHour: hour,
    deadlineHour: hour + 1,
  },
});

const limitAt = async (limit: string, micros: bigint) => {
  const buyer = await buyerWith(micros);
  const { jobId } = await describeJob(buyer, { ...allEight(), quotes: false });
  return placeLimitOrder(buyer, { requestId: requestId(), jobId, limit });
};

const clear = (atMinute: number) =>
  clearRound(engineContext(test, minutes(atMinute)), { engine: inlineEngine, startedBy: 'clock' });
const indicate = (atMinute: number) =>
  runIndicativeRound(engineContext(test, minutes(atMinute)), inlineEngine);
const poolHour = async () => {
  const [row] = await test.ownerSql`
    select indicative_micros::text as indicative, price_micros::text as price, reserved_cards as reserved, version
    from pool_hours where pool_id = ${poolId} and hour = ${hour}`;
  return row;
};
const latestRow = async () => {
  const [row] = await test.ownerSql`
    select orders, trades_given_back, raised_pool_hours, moved_pool_hours, after_round_number, fills is not null as kept
    from indicative_rounds order by event_at desc limit 1`;
  return row;
};

describe('an indicative round', () => {
  let instant: Ctx;

  it('without scarcity publishes no price above the ask', async () => {
    expect(await indicate(1)).toMatchObject({ published: true, movedPoolHours: 0 });
    expect(await poolHour()).toMatchObject({ indicative: null, reserved: 0 });
  });

  it('is skipped while the book stands, and runs again after an instant trade', async () => {
    expect(await indicate(2)).toEqual({ published: false, why: 'unchanged' });
    instant = await buyerWith(100n * YUAN);
    const { quotes } = await describeJob(instant, allEight());
    await acceptQuote(instant, { requestId: requestId(), quoteId: quotes[0]?.id });
    expect(await indicate(3)).toMatchObject({ published: true });
    expect(await latestRow()).toMatchObject({ orders: 1, trades_given_back: 1, after_round_number: null });
  });

  it('gives back the cards of the instant trade at 80.00: limits of 200.00 and 150.00 for them price the hour at 18.75 to 25.00', async () => {
    await limitAt('200.00', 200n * YUAN);
    await limitAt('150.00', 150n * YUAN);
    expect(await indicate(4)).toMatchObject({ published: true, movedPoolHours: 1 });
    const { indicative, ...row } = (await poolHour()) ?? {};
    expect(Number(indicative)).toBeGreaterThanOrEqual(18_750_000);
    expect(Number(indicative)).toBeLessThanOrEqual(25_000_000);
    expect(row).toEqual({ price: null, reserved: 8, version: 2 });
    expect(await latestRow()).toMatchObject({ orders: 3, raised_pool_hours: 1, kept: true });
  });

  it('commits nothing: the trade stands, the limits stay held, their orders open', async () => {
    expect(await balanceOf(test, instant.actor.organizationId ?? '', 'held')).toBe(80n * YUAN);
    const states = await test.ownerSql`select kind, state from orders order by seq`;
    expect(states.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'instant filled',
      'limit open',
      'limit open',
    ]);
    expect(await test.ownerSql`select 1 from rounds`).toHaveLength(0);
  });

  it('is what an instant quote pays: never yesterday’s price for a scarce hour (M-6)', async () => {
    const second = await makePool(test, provider, {
      cards: 8,
      askMicros: 10n * YUAN,
      hours: 2,
      chip: 'l40s',
    });
    await test.ownerSql`update pool_hours set indicative_micros = 14000000 where pool_id = ${second} and hour = ${hour}`;
    const buyer = await buyerWith(200n * YUAN);
    const { name, spec } = allEight();
    const { quotes } = await describeJob(buyer, {
      name,
      spec: { ...spec, constraints: { chips: ['l40s'] } },
    });
    expect(quotes[0]?.totalMicros).toBe(112n * YUAN);
    expect(quotes[0]?.facts.priceSheet).toEqual({
      roundNumber: null,
      indicativeAt: minutes(4).toISOString(),
    });
    await test.ownerSql`update pool_hours set indicative_micros = 20000000 where pool_id = ${second} and hour = ${hour}`;
    const placed = await acceptQuote(buyer, { requestId: requestId(), quoteId: quotes[0]?.id });
    expect(placed.payMicros).toBe(112n * YUAN);
  });

  it('is dropped when a main round committed meanwhile, and a main round takes its prices away', async () => {
    const dropped = await runIndicativeRound(engineContext(test, minutes(5)), async (book: Book) => {
      await clear(5);
      return inlineEngine(book);
    });
    expect(dropped).toEqual({ published: false, why: 'overtaken' });
    expect(await poolHour()).toMatchObject({ indicative: null });
  });

  it('is dropped too when a main round only passed meanwhile, and runs on the same book again', async () => {
    const pricedBy = () => test.db.asEngine(readPricedBy);
    expect(await indicate(6)).toMatchObject({ published: true });
    expect(await pricedBy()).toEqual({ roundNumber: 1, indicativeAt: minutes(6).toISOString() });
    expect(await clear(7)).toEqual({ cleared: false, why: 'unchanged' });
    expect(await pricedBy()).toEqual({ roundNumber: 1, indicativeAt: null });
    const dropped = await runIndicativeRound(engineContext(test, minutes(8)), async (book: Book) => {
      await clear(9);
      return inlineEngine(book);
    });
    expect(dropped).toEqual({ published: false, why: 'overtaken' });
    expect(await indicate(10)).toMatchObject({ published: true });
    expect(await pricedBy()).toEqual({ roundNumber: 1, indicativeAt: minutes(10).toISOString() });
  });

  it('gives back nothing traded before that main round; of all runs, only the last one’s fills are kept', async () => {
    expect(await latestRow()).toMatchObject({ orders: 2, trades_given_back: 0, after_round_number: 1 });
    expect(await test.ownerSql`select 1 from indicative_rounds where fills is not null`).toHaveLength(1);
  });
});

describe('an indicative run after another', () => {
  let roomy: string;
  let firstStart: number;
  const indicateReading = async (atMinute: number): Promise<Book> => {
    const books: Book[] = [];
    await runIndicativeRound(engineContext(test, minutes(atMinute)), async (book) => {
      books.push(book);
      return inlineEngine(book);
    });
    const [book] = books;
    if (!book) throw new Error('nothing was read');
    return book;
  };
  /** One that can only stand from five hours on. */
  const lateOrder = async () => {
    const buyer = await makeOrganization(test);
    const orderId = await fundedOrder(test, buyer, { poolId: roomy, limitMicros: 100n * YUAN });
    await test.ownerSql`update orders set earliest_hour = ${hour + 5} where id = ${orderId}`;
    return orderId;
  };
  const startHourOf = (book: Book, order: string) =>
    book.startFills?.find((fill) => fill.order === order)?.lots[0]?.hour ?? -1;

  it('and a main round begins cold', async () => {
    roomy = await makePool(test, provider, { cards: 8, askMicros: 10n * YUAN });
    await lateOrder();
    expect((await clear(11)).cleared).toBe(true);
    await lateOrder();
    const book = await indicateReading(12);
    expect(book).not.toHaveProperty('start');
    expect(book).not.toHaveProperty('startFills');
  });

  it('begins where it ended, without a main round between them', async () => {
    const order = await lateOrder();
    const book = await indicateReading(13);
    expect(book.start).toBeDefined();
    expect(book.startFills).toHaveLength(1);
    expect(startHourOf(book, order)).toBe(-1);
    firstStart = startHourOf(book, book.startFills?.[0]?.order ?? '');
    expect(firstStart).toBeGreaterThanOrEqual(4);
  });

  it('begins there an hour later too, an hour nearer to the book’s start', async () => {
    await lateOrder();
    const book = await indicateReading(73);
    expect(book.start).toBeDefined();
    expect(startHourOf(book, book.startFills?.[0]?.order ?? '')).toBe(firstStart - 1);
  });
});
