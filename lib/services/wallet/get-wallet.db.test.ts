import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { ownerContext } from '../testing/contexts';
import { fundedOrder } from '../testing/market';
import { getWallet } from './get-wallet';

const YUAN = 1_000_000n;
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

it('names the job of what is set aside, and gives the latest lines alone of all there are', async () => {
  const provider = await makeOrganization(test, { provider: true });
  const buyer = await makeOrganization(test);
  const poolId = await makePool(test, provider, { cards: 8, askMicros: 10n * YUAN });
  await fundedOrder(test, buyer, { poolId, limitMicros: 100n * YUAN });
  const [job] = await test.ownerSql<{ name: string }[]>`
    select name from jobs where organization_id = ${buyer}`;
  const wallet = await getWallet(ownerContext(test, buyer, ['buyer']), { pageSize: 2 });
  expect(wallet.holds).toMatchObject([{ jobName: job?.name, leaseId: null, heldMicros: 100n * YUAN }]);
  expect(wallet.lines).toHaveLength(2);
  // A top-up, and both sides of setting it aside.
  expect(wallet.total).toBe(3);
});
