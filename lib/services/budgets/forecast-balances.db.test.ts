import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { cancelOrder } from '../orders/cancel-order';
import { clearRound } from '../rounds/clear-round';
import { inlineEngine } from '../rounds/engine';
import { engineContext, ownerContext } from '../testing/contexts';
import { fund, fundedOrder } from '../testing/market';
import { findForecast } from './find-forecast';
import { forecastBalances } from './forecast-balances';

const YUAN = 1_000_000n;
const HOUR = 3_600_000;
let test: TestDatabase;
let pool: string;

beforeAll(async () => {
  test = await createTestDatabase();
  pool = await makePool(test, await makeOrganization(test, { provider: true }), { askMicros: 1000n * YUAN });
});
afterAll(() => test.drop());

const later = (hours: number) => new Date(test.now.getTime() + hours * HOUR);
const seenBy = (organizationId: string, now: Date) =>
  findForecast(ownerContext(test, organizationId, ['buyer'], { now }));

describe('forecasts of balances', () => {
  it('100.00 ordered on the first day out of 250.00: 150.00 last a day and a half, which is low; others have no end in sight', async () => {
    const [buyer, idle] = [await makeOrganization(test), await makeOrganization(test)];
    await fundedOrder(test, buyer, { poolId: pool, limitMicros: 100n * YUAN });
    await fund(test, buyer, 150n * YUAN);
    await fund(test, idle, 10n * YUAN);
    expect(await seenBy(buyer, test.now)).toBeNull();
    expect(await forecastBalances(engineContext(test, later(24)))).toBe(2);
    expect(await seenBy(buyer, later(24))).toMatchObject({
      availableMicros: 150n * YUAN,
      dailyMicros: 100n * YUAN,
      daysLookedAt: 1,
      lastsUntil: later(24 + 36),
      low: true,
      madeAt: later(24),
    });
    expect(await seenBy(idle, later(24))).toMatchObject({ dailyMicros: 0n, lastsUntil: null, low: false });
    // What comes in or goes out counts at once, not at the worker's next hour.
    await fund(test, buyer, 650n * YUAN);
    const after = { availableMicros: 800n * YUAN, lastsUntil: later(24 + 8 * 24), low: false };
    expect(await seenBy(buyer, later(24))).toMatchObject(after);
  });

  it('are written once an hour, however often it is asked', async () => {
    const within = new Date(later(25).getTime() - 1);
    expect(await forecastBalances(engineContext(test, within))).toBe(0);
    expect(await forecastBalances(engineContext(test, later(25)))).toBe(2);
  });

  it('the pace slows as the order grows old: 100.00 over ten days are 10.00 a day, over 14 days and more nothing', async () => {
    const [row] = await test.ownerSql<{ id: string }[]>`select organization_id as id from orders limit 1`;
    const buyer = row?.id ?? '';
    await forecastBalances(engineContext(test, later(240)));
    expect(await seenBy(buyer, later(240))).toMatchObject({ dailyMicros: 10n * YUAN, low: false });
    await forecastBalances(engineContext(test, later(14 * 24 + 1)));
    expect(await seenBy(buyer, later(14 * 24 + 1))).toMatchObject({ dailyMicros: 0n, lastsUntil: null });
  });

  it('an order cancelled again is no pace: what came back is taken off', async () => {
    const buyer = await makeOrganization(test);
    const orderId = await fundedOrder(test, buyer, { poolId: pool, limitMicros: 80n * YUAN });
    await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });
    await cancelOrder(ownerContext(test, buyer, ['buyer']), { orderId });
    await forecastBalances(engineContext(test, later(400)));
    expect(await seenBy(buyer, later(400))).toMatchObject({ availableMicros: 80n * YUAN, dailyMicros: 0n });
  });
});
