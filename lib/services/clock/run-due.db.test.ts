import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { inlineEngine } from '../rounds/engine';
import { engineContext } from '../testing/contexts';
import { fundedOrder } from '../testing/market';
import { runDue } from './run-due';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

describe('serving the clock', () => {
  it('clears a tick’s round once, and again at once if it broke off', async () => {
    const provider = await makeOrganization(test, { provider: true });
    const poolId = await makePool(test, provider);
    await fundedOrder(test, await makeOrganization(test), { poolId, limitMicros: 100_000_000n });
    const broken = () => Promise.reject(new Error('the engine stopped'));
    await expect(runDue(engineContext(test), broken)).rejects.toThrow('the engine stopped');
    const served = await runDue(engineContext(test), inlineEngine);
    expect(served.round).toMatchObject({ cleared: true, number: 1 });
    expect((await runDue(engineContext(test), inlineEngine)).round).toBeNull();
    const nextTick = new Date(test.now.getTime() + 3_600_000);
    expect((await runDue(engineContext(test, nextTick), inlineEngine)).round).toEqual({
      cleared: false,
      why: 'no_orders',
    });
  });
});
