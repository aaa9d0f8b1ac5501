import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import type { Book } from '@/lib/clearing/book';
import { clearBook } from '@/lib/clearing/clear';
import type { Ctx } from '../context';
import { clearRound } from '../rounds/clear-round';
import { inlineEngine } from '../rounds/engine';
import { keptRound } from '../rounds/kept-book';
import { inlineStudent } from '../rounds/study';
import { makeStudyDesk } from '../rounds/study-desk';
import { engineContext, ownerContext } from '../testing/contexts';
import { fundedOrder } from '../testing/market';
import { askLeastLimit, explainUnfilled, findLeastLimit } from './least-limit';

const YUAN = 1_000_000n;
let test: TestDatabase;
let buyer: Ctx;
let orderId: string;
let secondId: string;
let filledId: string;
let number: number;

/** One pool of 8 cards for 3 hours, of which 2 are sellable: two orders of 8 card-hours fit, the other two, of one buyer, are outbid. */
beforeAll(async () => {
  test = await createTestDatabase();
  const provider = await makeOrganization(test, { provider: true });
  const poolId = await makePool(test, provider, { cards: 8, askMicros: 10n * YUAN, hours: 3 });
  for (const limit of [400n, 300n])
    filledId = await fundedOrder(test, await makeOrganization(test), { poolId, limitMicros: limit * YUAN });
  const buyerId = await makeOrganization(test);
  orderId = await fundedOrder(test, buyerId, { poolId, limitMicros: 200n * YUAN });
  secondId = await fundedOrder(test, buyerId, { poolId, limitMicros: 100n * YUAN });
  buyer = ownerContext(test, buyerId, ['buyer']);
  const round = await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });
  if (!round.cleared) throw new Error('no round');
  number = round.number;
});
afterAll(() => test.drop());

describe('an order that a round left unfilled', () => {
  it('learns what its job would have cost: 80.00 at the asks, at least its limit of 200.00 at the prices', async () => {
    const { roundNumber, study } = await explainUnfilled(buyer, { orderId }, makeStudyDesk(inlineStudent));
    expect(roundNumber).toBe(number);
    if (study?.state !== 'done') throw new Error(study?.state);
    expect(study.answer).toMatchObject({
      reason: 'outbid',
      limitMicros: 200_000_000,
      leastAtAsksMicros: 80_000_000,
    });
    expect(study.answer.leastAtPricesMicros).toBeGreaterThanOrEqual(200_000_000);
  });

  it('learns its least limit, 300.00 to 1 %: it fills in the kept book, 1 % less doesn’t, one order gives way', async () => {
    const desk = makeStudyDesk(inlineStudent);
    expect(await findLeastLimit(buyer, { orderId }, desk)).toEqual({ roundNumber: number, study: null });
    const { study } = await askLeastLimit(buyer, { orderId }, desk);
    if (study?.state !== 'done' || !study.answer.found) throw new Error('not found');
    const { limitMicros, notAtMicros, displaced } = study.answer;
    expect(limitMicros).toBeGreaterThan(300_000_000);
    expect(limitMicros).toBeLessThanOrEqual(303_000_000);
    expect(limitMicros - notAtMicros).toBeLessThanOrEqual(limitMicros / 100);
    expect(displaced).toBe(1);
    const { book } = await engineContext(test).db.asEngine((tx) => keptRound(tx, number));
    const fills = (limit: number): boolean => {
      const changed: Book = {
        ...book,
        orders: book.orders.map((order) => (order.id === orderId ? { ...order, limit } : order)),
      };
      return clearBook(changed).trades.some(({ order }) => order === orderId);
    };
    expect([fills(limitMicros), fills(notAtMicros)]).toEqual([true, false]);
    expect(await findLeastLimit(buyer, { orderId }, desk)).toEqual({ roundNumber: number, study });
  });

  it('is searched for one at a time: the buyer’s second order waits for the first', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const desk = makeStudyDesk(async (...study) => {
      await held;
      return inlineStudent(...study);
    });
    const first = askLeastLimit(buyer, { orderId }, desk);
    await vi.waitFor(() => expect(desk.running('leastLimit')).toBe(1));
    await expect(askLeastLimit(buyer, { orderId: secondId }, desk)).rejects.toMatchObject({
      code: 'rate_limited',
    });
    release();
    expect((await first).study?.state).toBe('done');
    expect((await askLeastLimit(buyer, { orderId: secondId }, desk)).study?.state).toBe('done');
  });

  it('looks missing to another organization, and has nothing to tell once it is filled', async () => {
    const desk = makeStudyDesk(inlineStudent);
    const other = ownerContext(test, await makeOrganization(test), ['buyer']);
    await expect(askLeastLimit(other, { orderId }, desk)).rejects.toMatchObject({ code: 'not_found' });
    await expect(explainUnfilled(other, { orderId }, desk)).rejects.toMatchObject({ code: 'not_found' });
    const [filled] = await test.ownerSql`select organization_id from orders where id = ${filledId}`;
    const owner = ownerContext(test, filled?.organization_id, ['buyer']);
    await expect(askLeastLimit(owner, { orderId: filledId }, desk)).rejects.toThrow('not_left_unfilled');
  });
});
