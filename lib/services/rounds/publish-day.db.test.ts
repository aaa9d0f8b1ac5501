import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { acceptQuote } from '../orders/accept-quote';
import { describeJob } from '../quoting/describe-job';
import { engineContext, ownerContext } from '../testing/contexts';
import { renderingSpec } from '../testing/jobs';
import { fund, fundedOrder } from '../testing/market';
import { clearRound } from './clear-round';
import { inlineEngine } from './engine';
import { listDays } from './list-days';
import { dayIsDue, publishDueDays } from './publish-day';
import { inlineStudent } from './study';

const YUAN = 1_000_000n;
let test: TestDatabase;
let scarce: string;

/** So long after the midnight with which the market's first day began, six hours before it opened. */
const at = (hours: number, minutes = 0, seconds = 0) =>
  engineContext(test, new Date(Date.UTC(2026, 10, 2, hours, minutes, seconds)));
const publish = (...time: Parameters<typeof at>) => publishDueDays(at(...time), inlineStudent);

/** One card-hour at 10.00, accepted at once. */
async function buyInstantly(): Promise<void> {
  const organizationId = await makeOrganization(test);
  await fund(test, organizationId, 100n * YUAN);
  const buyer = ownerContext(test, organizationId, ['buyer']);
  const spec = {
    ...renderingSpec({ now: test.now, frames: 10 }),
    calibrationChip: 'l40s',
    constraints: { chips: ['l40s'] },
  };
  const { quotes } = await describeJob(buyer, { name: 'Frames', spec });
  await acceptQuote(buyer, { requestId: 'instant-1', quoteId: quotes[0]?.id ?? '' });
}

/**
 * On 2 November a pool has 8 card-hours left to sell at 10.00. An order of 100.00 takes them in a round; one of 300.00
 * comes after it, and somebody buys a card-hour elsewhere at once.
 */
beforeAll(async () => {
  test = await createTestDatabase({ clock: new Date('2026-11-02T06:00:00Z') });
  const provider = await makeOrganization(test, { provider: true });
  scarce = await makePool(test, provider, { cards: 8, askMicros: 10n * YUAN, hours: 2 });
  await makePool(test, provider, { chip: 'l40s', cards: 8, askMicros: 10n * YUAN });
  await fundedOrder(test, await makeOrganization(test), { poolId: scarce, limitMicros: 100n * YUAN });
  await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'clock' });
  await fundedOrder(test, await makeOrganization(test), { poolId: scarce, limitMicros: 300n * YUAN });
  await buyInstantly();
});
afterAll(() => test.drop());

describe('publishing days', () => {
  it('waits until ten minutes after midnight, when whatever happened on the day is committed', async () => {
    expect(await publish(24, 9, 59)).toBe(0);
    expect(await test.db.asEngine((tx) => dayIsDue(tx, at(24, 9, 59).now))).toBe(false);
    expect(await test.db.asEngine((tx) => dayIsDue(tx, at(24, 10).now))).toBe(true);
  });

  it('sees the day’s cards given back: 100 − 80 = 20.00 was made, 300 − 80 = 220.00 was possible', async () => {
    expect(await publish(24, 10)).toBe(1);
    const { rows } = await listDays(at(24, 10), {});
    expect(rows).toHaveLength(1);
    const [row] = rows;
    expect(row).toMatchObject({
      day: '2026-11-02',
      orders: 3,
      instantOrders: 1,
      filled: 2,
      cardHours: 9,
      rounds: 1,
      welfareMicros: '20000000',
      firstComeMicros: '20000000',
      firstComeCardHours: 9,
      largestTenMicros: '20000000',
    });
    expect(Number(row?.boundMicros)).toBeGreaterThanOrEqual(220_000_000);
    expect(Number(row?.boundMicros)).toBeLessThan(220_100_000);
  });

  it('publishes each day once and leaves none out: 3 to 5 November at once on the 6th, an order waiting on two of them', async () => {
    expect(await publish(24, 15)).toBe(0);
    expect(await publish(96, 10)).toBe(3);
    const { rows } = await listDays(at(96, 10), {});
    expect(rows.map(({ day, orders, filled }) => [day, orders, filled])).toEqual([
      ['2026-11-05', 0, 0],
      ['2026-11-04', 1, 0],
      ['2026-11-03', 1, 0],
      ['2026-11-02', 3, 2],
    ]);
  });

  it('is the engine’s alone', async () => {
    const operator = ownerContext(test, await makeOrganization(test, { operator: true }), ['operator']);
    await expect(publishDueDays(operator, inlineStudent)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
