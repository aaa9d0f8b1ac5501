import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { hourStart } from '@/lib/core/hours';
import { acceptDelivery } from '../leases/accept-delivery';
import { reportDelivery } from '../leases/report-delivery';
import { moveDueLeases } from '../leases/run-leases';
import { checkMarket } from '../market-check/check-market';
import { attemptDuePayments } from '../payments/attempt-payment';
import { SANDBOX_TOOLS } from '../payments/sandbox-channel';
import { clearRound } from '../rounds/clear-round';
import { inlineEngine } from '../rounds/engine';
import { engineContext, ownerContext } from '../testing/contexts';
import { fund, fundedOrder } from '../testing/market';
import { getPayouts } from './get-payouts';
import { makePayouts } from './make-payouts';
import { requestPayout } from './request-payout';
import { setUpPayee } from './set-up-payee';

const YUAN = 1_000_000n;
const DAY_MS = 86_400_000;
let test: TestDatabase;
let provider: string;
let earnedAt: Date;

const later = (days: number) => new Date(earnedAt.getTime() + days * DAY_MS);
const as = (organizationId: string, now: Date) => ownerContext(test, organizationId, ['provider'], { now });

/** 100 frames for 800.00, paid from 1 500.00 of which 500.00 came by card; all accepted in their first hour. */
beforeAll(async () => {
  test = await createTestDatabase();
  provider = await makeOrganization(test, { provider: true });
  const buyer = await makeOrganization(test);
  const poolId = await makePool(test, provider, { cards: 8, askMicros: 100n * YUAN });
  await fund(test, buyer, 500n * YUAN);
  await test.ownerSql`
    update payments set final_at = settled_at + interval '120 days' where organization_id = ${buyer}`;
  await fundedOrder(test, buyer, { poolId, limitMicros: 1_000n * YUAN });
  await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });
  const [lease] = await test.ownerSql<
    { id: string; start_hour: number }[]
  >`select id, start_hour from leases`;
  if (!lease) throw new Error('no lease');
  earnedAt = hourStart(lease.start_hour);
  await moveDueLeases(engineContext(test, earnedAt));
  const { deliveryId } = await reportDelivery(as(provider, earnedAt), {
    leaseId: lease.id,
    requestId: 'report-of-everything',
    units: '100',
    evidence: { files: [{ name: 'a.tar', sha256: 'a'.repeat(64), bytes: 1 }] },
  });
  await acceptDelivery(ownerContext(test, buyer, ['buyer'], { now: earnedAt }), { deliveryId });
  await setUpPayee(as(provider, earnedAt), SANDBOX_TOOLS, { channel: 'sandbox' });
});
afterAll(() => test.drop());

it('of 784.00 earned net, ⌈784 × 500 ÷ 800⌉ = 490.00 are card money: 294.00 now, 441.00 in 14 days, 49.00 when it is final', async () => {
  const found = await getPayouts(as(provider, earnedAt), SANDBOX_TOOLS);
  expect(found).toMatchObject({
    balanceMicros: 784n * YUAN,
    nowMicros: 294n * YUAN,
    waits: [
      { because: 'card_hold', until: later(14), micros: 441n * YUAN },
      { because: 'card_reserve', micros: 49n * YUAN },
    ],
  });
  expect(found.waits[1]?.until).toEqual(new Date(test.now.getTime() + 120 * DAY_MS));
});

it('the schedule pays 294.00, after 14 days 441.00; the reserve of 49.00 waits, and is under the minimum', async () => {
  const pay = async (days: number) => {
    const ctx = engineContext(test, later(days));
    await makePayouts(ctx, SANDBOX_TOOLS);
    await attemptDuePayments(ctx, SANDBOX_TOOLS);
  };
  for (const days of [0, 1, 13, 14, 15, 119]) await pay(days);
  const rows =
    await test.ownerSql`select amount_micros, state from payments where kind = 'payout' order by event_at`;
  expect(rows).toMatchObject([
    { amount_micros: '294000000', state: 'succeeded' },
    { amount_micros: '441000000', state: 'succeeded' },
  ]);
  expect(await getPayouts(as(provider, later(119)), SANDBOX_TOOLS)).toMatchObject({
    balanceMicros: 49n * YUAN,
    nowMicros: 0n,
    next: { ok: false, refusal: { code: 'below_payout_minimum' } },
  });
  expect((await checkMarket(engineContext(test))).disagreements).toEqual([]);
});

it('final after 120 days, it is payable: with less of a minimum the 49.00 go out', async () => {
  const now = new Date(test.now.getTime() + 120 * DAY_MS);
  expect((await getPayouts(as(provider, now), SANDBOX_TOOLS)).nowMicros).toBe(49n * YUAN);
  await test.ownerSql`update market_terms set payout_minimum_micros = 0`;
  expect(await requestPayout(as(provider, now), SANDBOX_TOOLS, { requestId: 'the-reserve' })).toMatchObject({
    amountMicros: 49n * YUAN,
  });
});
