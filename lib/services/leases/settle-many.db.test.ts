import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post } from '@/db/queries/post';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { hourStart } from '@/lib/core/hours';
import { checkMarket } from '../market-check/check-market';
import { clearRound } from '../rounds/clear-round';
import { inlineEngine } from '../rounds/engine';
import { engineContext, ownerContext } from '../testing/contexts';
import { balanceOf, fundedOrder } from '../testing/market';
import { reportDelivery } from './report-delivery';
import { acceptSilentDeliveries, moveDueLeases } from './run-leases';

const YUAN = 1_000_000n;
const FILE = { name: 'frames.tar', sha256: 'a'.repeat(64), bytes: 1000 };
const LEASES = 6;

let test: TestDatabase;
let provider: string;
const buyers: string[] = [];
let leases: { id: string; buyer: string; start_hour: number; end_hour: number }[] = [];

const at = (hour: number) => engineContext(test, hourStart(hour));
const first = () => leases[0]?.start_hour ?? 0;
const report = (leaseId: string, requestId: string, units: bigint) =>
  reportDelivery(ownerContext(test, provider, ['provider'], { now: hourStart(first()) }), {
    leaseId,
    requestId,
    units: units.toString(),
    evidence: { files: [FILE], metrics: {}, note: '' },
  });

/** Six leases of 100 frames for 80.00 each in one pool, cleared in one round. */
beforeAll(async () => {
  test = await createTestDatabase();
  provider = await makeOrganization(test, { provider: true });
  const poolId = await makePool(test, provider, { cards: 8 * LEASES, askMicros: 10n * YUAN });
  for (let i = 0; i < LEASES; i++) {
    const buyer = await makeOrganization(test);
    buyers.push(buyer);
    await fundedOrder(test, buyer, { poolId, limitMicros: 100n * YUAN });
  }
  await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });
  leases = await test.ownerSql<typeof leases>`
    select id, buyer_organization_id as buyer, start_hour, end_hour from leases order by id`;
});
afterAll(() => test.drop());

describe('leases in one batch', () => {
  it('all six start together, each with its two audit rows', async () => {
    expect(await moveDueLeases(at(first()))).toBe(LEASES);
    expect(await moveDueLeases(at(first()))).toBe(0);
    const [rows] = await test.ownerSql<{ count: string }[]>`
      select count(*) from audit_rows where verb = 'leases.run-leases'`;
    expect(rows?.count).toBe(`${2 * LEASES}`);
  });

  it('of six silent deliveries one that cannot be posted stays, the five others pay 5 × 78.40', async () => {
    for (const { id } of leases.slice(1)) await report(id, `all-${id}`, 100n);
    const [halves, bad] = leases;
    if (!halves || !bad) throw new Error('no lease');
    await report(halves.id, 'half-one', 50n);
    await report(halves.id, 'half-two', 50n);
    await test.db.asEngine((tx) =>
      post(tx, [
        {
          id: 'pst_in_the_way',
          recipe: 'settle_lease',
          requestKey: `settle:${bad.id}:1`,
          subjectType: 'lease',
          subjectId: bad.id,
          facts: {},
          eventAt: test.now,
          entries: [
            { organizationId: null, kind: 'external:sandbox', currency: 'CNY', amountMicros: -1n },
            { organizationId: bad.buyer, kind: 'available', currency: 'CNY', amountMicros: 1n },
          ],
        },
      ]),
    );
    // One lease has two deliveries: they settle one after the other.
    expect(await acceptSilentDeliveries(at(first() + 72))).toBe(LEASES);
    expect(await balanceOf(test, provider, 'payable')).toBe(5n * 78_400_000n);
    const states = await test.ownerSql<{ id: string; state: string; end_reason: string | null }[]>`
      select id, state, end_reason from leases order by id`;
    for (const row of states) expect(row.end_reason).toBe(row.id === bad.id ? null : 'completed');
    const open = await test.ownerSql<
      { lease_id: string }[]
    >`select lease_id from holds where closed_at is null and lease_id is not null`;
    expect(open.map((row) => row.lease_id)).toEqual([bad.id]);
  });

  it('every buyer but that of the bad lease stands as market-check says it should', async () => {
    const whole = buyers.filter((id) => id !== leases[1]?.buyer);
    const check = await checkMarket(at(first() + 72), whole);
    expect(check.disagreements).toEqual([]);
  });
});
