import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { hourStart } from '@/lib/core/hours';
import { acceptDelivery } from '../leases/accept-delivery';
import { reportDelivery } from '../leases/report-delivery';
import { moveDueLeases } from '../leases/run-leases';
import { clearRound } from '../rounds/clear-round';
import { inlineEngine } from '../rounds/engine';
import { engineContext, ownerContext } from '../testing/contexts';
import { fund, fundedOrder } from '../testing/market';
import { checkMarket } from './check-market';

const YUAN = 1_000_000n;
let test: TestDatabase;
let buyer: string;
let provider: string;
let bystander: string;

/** A lease of 100 frames for 80.00 with 40 of them accepted, an open order of 30.00, and somebody with 5.00. */
beforeAll(async () => {
  test = await createTestDatabase();
  provider = await makeOrganization(test, { provider: true });
  buyer = await makeOrganization(test);
  bystander = await makeOrganization(test);
  const poolId = await makePool(test, provider, { cards: 8, askMicros: 10n * YUAN });
  await fundedOrder(test, buyer, { poolId, limitMicros: 100n * YUAN });
  await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });
  const [lease] = await test.ownerSql<
    { id: string; start_hour: number }[]
  >`select id, start_hour from leases`;
  if (!lease) throw new Error('no lease');
  const now = hourStart(lease.start_hour);
  await moveDueLeases(engineContext(test, now));
  const { deliveryId } = await reportDelivery(ownerContext(test, provider, ['provider'], { now }), {
    leaseId: lease.id,
    requestId: 'report-one',
    units: '40',
    evidence: { files: [{ name: 'frames.tar', sha256: 'a'.repeat(64), bytes: 1000 }], metrics: {}, note: '' },
  });
  await acceptDelivery(ownerContext(test, buyer, ['buyer'], { now }), { deliveryId });
  await fundedOrder(test, buyer, { poolId, limitMicros: 30n * YUAN });
  await fund(test, bystander, 5n * YUAN);
});
afterAll(() => test.drop());

/** Which checks disagree after the owner wrote past every rule; the writing is undone. */
async function checksAfter(statement: string, organizations?: readonly string[]): Promise<string[]> {
  const tables = ['accounts', 'entries', 'holds', 'pool_hours', 'lease_hours', 'leases', 'trades', 'orders'];
  const copies = tables.map((table) => `create temporary table kept_${table} as table ${table}`);
  const back = tables.map(
    (table) =>
      `delete from ${table}; insert into ${table} select * from kept_${table}; drop table kept_${table}`,
  );
  const connection = await test.ownerSql.reserve();
  try {
    await connection.unsafe(`set session_replication_role = replica; ${copies.join('; ')}; ${statement}`);
    const { disagreements } = await checkMarket(engineContext(test), organizations ?? null);
    await connection.unsafe(`${back.join('; ')}; set session_replication_role = origin`);
    return [...new Set(disagreements.map(({ check }) => check))].sort();
  } finally {
    connection.release();
  }
}

describe('market-check', () => {
  it('a market made by its verbs is clean, and everything in it was looked at', async () => {
    const { checked, disagreements } = await checkMarket(engineContext(test));
    expect(disagreements).toEqual([]);
    expect(checked).toMatchObject({ holds: 3, openOrders: 1, leases: 1, poolHours: 48 });
    expect(checked.entries).toBeGreaterThanOrEqual(12);
  });

  it.each([
    [
      'a balance that is 1 micro more than its entries',
      `update accounts set balance_micros = balance_micros + 1 where kind = 'available' and balance_micros > 0`,
      ['balance_equals_entries', 'currency_sums_to_zero'],
    ],
    [
      'an account that counts one entry too many',
      `update accounts set version = version + 1 where kind = 'held'`,
      ['versions_gapless'],
    ],
    [
      'an entry changed by 1 micro',
      `update entries set amount_micros = amount_micros + 1 where version = 1 and account_id like '%/payable/%'`,
      ['balance_equals_entries', 'lease_postings', 'posting_sums_to_zero'],
    ],
    [
      'an entry whose version leaves a gap',
      `update entries set version = version + 7 where version = 1 and account_id like '%/payable/%'`,
      ['versions_gapless'],
    ],
    [
      'an open order’s hold that is 1 micro short',
      `update holds set held_micros = held_micros - 1 where lease_id is null and closed_at is null`,
      ['held_equals_holds', 'order_hold'],
    ],
    [
      'an open order without its hold',
      `update orders set state = 'cancelled', closed_at = event_at where state = 'open'`,
      ['order_hold'],
    ],
    [
      'a lease’s hold that is 1 micro short',
      `update holds set held_micros = held_micros - 1 where lease_id is not null`,
      ['held_equals_holds', 'lease_hold'],
    ],
    [
      'a card reserved for nobody',
      `update pool_hours set reserved_cards = reserved_cards + 1 where (pool_id, hour) = (select pool_id, hour from pool_hours where reserved_cards < offered_cards order by hour limit 1)`,
      ['reserved_equals_leases'],
    ],
    [
      'a leased card that its pool-hour doesn’t count',
      `update lease_hours set cards = cards - 1`,
      ['lease_price', 'reserved_equals_leases', 'trade_equals_leases'],
    ],
    [
      'a lease that earned 1 micro too much',
      `update leases set earned_micros = earned_micros + 1`,
      ['lease_earned', 'lease_hold', 'lease_postings'],
    ],
    [
      'a lease with a unit accepted that nobody accepted',
      `update leases set accepted_units = accepted_units - 1`,
      ['lease_earned', 'lease_units'],
    ],
    [
      'a trade that paid 1 micro more than its leases cost',
      `update trades set pay_micros = pay_micros + 1`,
      ['trade_equals_leases'],
    ],
  ])('finds %s', async (_title, statement, expected) => {
    expect(await checksAfter(statement)).toEqual(expected);
  });

  it('is clean again after all of that was undone', async () => {
    expect((await checkMarket(engineContext(test))).disagreements).toEqual([]);
  });

  it('of named organizations it sees what touches them, and nothing else', async () => {
    const broken = `update accounts set balance_micros = balance_micros + 1 where organization_id = '${bystander}'`;
    expect(await checksAfter(broken, [buyer, provider])).toEqual([]);
    expect(await checksAfter(broken, [bystander])).toEqual(['balance_equals_entries']);
    expect((await checkMarket(engineContext(test), [provider])).checked).toMatchObject({
      leases: 1,
      openOrders: 0,
    });
  });

  it('only the engine may ask', async () => {
    await expect(checkMarket(ownerContext(test, buyer, ['buyer']))).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
