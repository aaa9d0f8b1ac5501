import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { engineContext, ownerContext } from '../testing/contexts';
import { fundedOrder } from '../testing/market';
import { clearRound } from './clear-round';
import { inlineEngine } from './engine';
import { exportRound } from './export-round';
import { getRound } from './get-round';
import { removeOldBooks } from './remove-old-books';

const YUAN = 1_000_000n;
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  const provider = await makeOrganization(test, { provider: true });
  const poolId = await makePool(test, provider, { cards: 8, askMicros: 10n * YUAN });
  await fundedOrder(test, await makeOrganization(test), { poolId, limitMicros: 100n * YUAN });
  await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'clock' });
});
afterAll(() => test.drop());

const afterDays = (days: number) => new Date(test.now.getTime() + days * 86_400_000);

describe('the files of a round', () => {
  it('stay for 400 days and are gone the moment after, while its figures stay', async () => {
    const operator = ownerContext(test, await makeOrganization(test, { operator: true }), ['operator']);
    expect(await removeOldBooks(engineContext(test, afterDays(400)))).toBe(0);
    expect((await exportRound(operator, { number: 1 })).book.orders).toHaveLength(1);
    const later = new Date(afterDays(400).getTime() + 1);
    expect(await removeOldBooks(engineContext(test, later))).toBe(1);
    expect(await removeOldBooks(engineContext(test, later))).toBe(0);
    await expect(exportRound(operator, { number: 1 })).rejects.toThrow('book_removed');
    expect((await getRound(operator, { number: 1 })).round.cardHours).toBe(8);
  });
});
