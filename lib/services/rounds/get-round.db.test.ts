import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { engineContext, ownerContext } from '../testing/contexts';
import { fundedOrder } from '../testing/market';
import { visitor } from '../testing/people';
import { clearRound } from './clear-round';
import { inlineEngine } from './engine';
import { getRound } from './get-round';

const YUAN = 1_000_000n;
let test: TestDatabase;
let buyerId: string;
let number: number;

/** One order of 8 card-hours whose limit of 50.00 is under what they cost at the ask, 80.00. */
beforeAll(async () => {
  test = await createTestDatabase();
  const provider = await makeOrganization(test, { provider: true });
  const poolId = await makePool(test, provider, { cards: 8, askMicros: 10n * YUAN, hours: 3 });
  buyerId = await makeOrganization(test);
  await fundedOrder(test, buyerId, { poolId, limitMicros: 50n * YUAN });
  const round = await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });
  if (!round.cleared) throw new Error('no round');
  number = round.number;
});
afterAll(() => test.drop());

describe('a round that read one order and left it unfilled', () => {
  it('keeps its limit and its card-hours from visitors and buyers, who see counts and what was offered', async () => {
    for (const ctx of [visitor(test), ownerContext(test, buyerId, ['buyer'])]) {
      const { round, book } = await getRound(ctx, { number });
      expect(round.counts.below_ask).toBe(1);
      expect(book).toMatchObject({ orders: 1, pools: 1, cardHoursOffered: 16 });
      expect(book).toMatchObject({ cardHoursWanted: null, limitsMicros: null });
    }
  });

  it('tells both to the operator: 8 card-hours for at most 50.00', async () => {
    const operator = ownerContext(test, await makeOrganization(test, { operator: true }), ['operator']);
    const { book } = await getRound(operator, { number });
    expect(book).toMatchObject({ cardHoursWanted: 8, limitsMicros: String(50n * YUAN) });
  });
});
