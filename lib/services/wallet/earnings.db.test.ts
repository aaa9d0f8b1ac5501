import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { sumMicros } from '@/lib/core/amount';
import { hourStart } from '@/lib/core/hours';
import { acceptDelivery } from '../leases/accept-delivery';
import { giveUpLease } from '../leases/give-up-lease';
import { leasesCsv } from '../leases/leases-csv';
import { listLeases } from '../leases/list-leases';
import { reportDelivery } from '../leases/report-delivery';
import { moveDueLeases } from '../leases/run-leases';
import { clearRound } from '../rounds/clear-round';
import { inlineEngine } from '../rounds/engine';
import { engineContext, ownerContext } from '../testing/contexts';
import { balanceOf, fundedOrder } from '../testing/market';
import { earningLinesCsv, earningMonthsCsv } from './earnings-csv';
import { getEarnings } from './get-earnings';
import { listEarningLines } from './list-earning-lines';

const YUAN = 1_000_000n;
const SHANGHAI = { timeZone: 'Asia/Shanghai' };
let test: TestDatabase;
let provider: string;
let other: string;
let pool: string;

/** 100 frames for 80.00 in the provider's pool, of which 25 and then 50 are accepted in their first hour. */
beforeAll(async () => {
  test = await createTestDatabase({ clock: new Date('2026-11-30T10:00:00Z') });
  provider = await makeOrganization(test, { provider: true });
  other = await makeOrganization(test, { provider: true });
  const buyer = await makeOrganization(test);
  pool = await makePool(test, provider, { cards: 8, askMicros: 10n * YUAN });
  await fundedOrder(test, buyer, { poolId: pool, limitMicros: 100n * YUAN });
  await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });
  const [lease] = await test.ownerSql<{ id: string; start_hour: number }[]>`
    select id, start_hour from leases`;
  if (!lease) throw new Error('no lease');
  await moveDueLeases(engineContext(test, hourStart(lease.start_hour)));
  for (const [index, units] of [25n, 50n].entries()) {
    // The second is accepted after midnight in Shanghai, in December there and in November in UTC.
    const now = index === 0 ? hourStart(lease.start_hour) : new Date('2026-11-30T17:00:00Z');
    const { deliveryId } = await reportDelivery(ownerContext(test, provider, ['provider'], { now }), {
      leaseId: lease.id,
      requestId: `report-${index}-of-the-lease`,
      units: units.toString(),
      evidence: { files: [{ name: 'a.tar', sha256: 'a'.repeat(64), bytes: 1 }] },
    });
    await acceptDelivery(ownerContext(test, buyer, ['buyer'], { now }), { deliveryId });
  }
});
afterAll(() => test.drop());

const as = (organizationId: string) => ownerContext(test, organizationId, ['provider']);

describe('a provider’s earnings', () => {
  it('75 of 100 units of 80.00: 60.00 earned, fee 1.20, 50 units 5 h late credit 5 % of 40.00: 56.80 payable, 20.00 open', async () => {
    expect(await getEarnings(as(provider), SHANGHAI)).toMatchObject({
      payableMicros: 56_800_000n,
      chargedMicros: 2n * YUAN,
      earnedMicros: 60n * YUAN,
      feeMicros: 1_200_000n,
      openLeases: 1,
      openMicros: 20n * YUAN,
    });
  });

  it('months begin on the asked clock: 20.00 in November and 40.00 in December of Shanghai, 60.00 in November of UTC', async () => {
    const inShanghai = await getEarnings(as(provider), SHANGHAI);
    expect(inShanghai.months).toMatchObject([
      { month: '2026-12', earnedMicros: 40n * YUAN, feeMicros: 800_000n, netMicros: 37_200_000n, leases: 1 },
      { month: '2026-11', earnedMicros: 20n * YUAN, feeMicros: 400_000n, netMicros: 19_600_000n, leases: 1 },
    ]);
    const inUtc = await getEarnings(as(provider), { timeZone: 'UTC' });
    expect(inUtc.months.map((row) => [row.month, row.earnedMicros])).toEqual([['2026-11', 60n * YUAN]]);
    expect(earningMonthsCsv(inUtc.months, 'CNY').split('\r\n')[1]).toMatch(
      /^2026-11,.*,1,60\.00,1\.20,2\.00,0\.00,56\.80$/,
    );
  });

  it('rows add up, and months to what is said to date: earned − fee − credits and charges = net', async () => {
    for (const timeZone of ['UTC', 'Asia/Shanghai']) {
      const { months, ...toDate } = await getEarnings(as(provider), { timeZone });
      for (const one of [...months, toDate])
        expect(one.netMicros).toBe(one.earnedMicros - one.feeMicros - one.chargedMicros);
      expect(sumMicros(months.map((one) => one.earnedMicros))).toBe(toDate.earnedMicros);
      expect(sumMicros(months.map((one) => one.feeMicros))).toBe(toDate.feeMicros);
      expect(sumMicros(months.map((one) => one.netMicros))).toBe(toDate.netMicros);
    }
  });

  it('lines carry what was earned, the fee, and the balance after: 19.60, then 56.80', async () => {
    const { rows, total } = await listEarningLines(as(provider), { poolId: pool });
    expect(total).toBe(2);
    expect(
      rows.map((row) => [row.earnedMicros, row.feeMicros, row.amountMicros, row.balanceAfterMicros]),
    ).toEqual([
      [40n * YUAN, 800_000n, 37_200_000n, 56_800_000n],
      [20n * YUAN, 400_000n, 19_600_000n, 19_600_000n],
    ]);
    expect(earningLinesCsv(rows, 'CNY')).toContain(',40.00,0.80,37.20,56.80,2,');
  });

  it('another provider sees none of it', async () => {
    expect(await getEarnings(as(other), SHANGHAI)).toMatchObject({
      payableMicros: 0n,
      earnedMicros: 0n,
      months: [],
    });
    expect(await listEarningLines(as(other), { poolId: pool })).toMatchObject({ rows: [], total: 0 });
    expect(await listLeases(as(other), { as: 'provider' })).toMatchObject({ rows: [], pools: [] });
  });

  it('a time zone nobody knows is refused', async () => {
    await expect(getEarnings(as(provider), { timeZone: 'Mars/Olympus' })).rejects.toThrow('invalid_input');
  });
});

/** A lease of 100 frames for 80.00 that its provider, which has earned nothing yet, gives up before its start. */
async function givenUpLease(): Promise<string> {
  const owner = await makeOrganization(test, { provider: true });
  const buyer = await makeOrganization(test);
  const poolId = await makePool(test, owner, { cards: 8, askMicros: 10n * YUAN });
  await fundedOrder(test, buyer, { poolId, limitMicros: 100n * YUAN });
  await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });
  const [lease] = await test.ownerSql<{ id: string; start_hour: number }[]>`
    select id, start_hour from leases where pool_id = ${poolId}`;
  if (!lease) throw new Error('no lease');
  const now = hourStart(lease.start_hour - 1);
  await giveUpLease(ownerContext(test, owner, ['provider'], { now }), { leaseId: lease.id, note: '' });
  return owner;
}

describe('a charge that nothing was payable for', () => {
  it('lessens what was earned though it is owed: 20 % of 80.00, net −16.00 to date and in its month', async () => {
    const owner = await givenUpLease();
    expect(await balanceOf(test, owner, 'receivable')).toBe(-16n * YUAN);
    const earnings = await getEarnings(as(owner), SHANGHAI);
    expect(earnings).toMatchObject({
      earnedMicros: 0n,
      chargedMicros: 16n * YUAN,
      netMicros: -16n * YUAN,
      owedMicros: 16n * YUAN,
    });
    expect(earnings.months).toMatchObject([
      {
        earnedMicros: 0n,
        feeMicros: 0n,
        chargedMicros: 16n * YUAN,
        owedMicros: 16n * YUAN,
        netMicros: -16n * YUAN,
      },
    ]);
    const { rows, currency } = await listLeases(as(owner), { as: 'provider' });
    expect(rows).toMatchObject([{ chargeMicros: 0n, owedMicros: 16n * YUAN }]);
    expect(leasesCsv(rows, currency)).toContain(',0.00,0.00,0.00,0.00,16.00,-16.00,80.00,');
  });
});

describe('a provider’s leases', () => {
  it('name the job, the pool and the round, not the buyer’s limit', async () => {
    const { rows, pools, currency } = await listLeases(as(provider), { as: 'provider', poolId: pool });
    expect(rows).toMatchObject([
      { jobKind: 'rendering', roundNumber: 1, feeBps: 200, priceMicros: 80n * YUAN },
    ]);
    expect(pools.map((one) => one.id)).toEqual([pool]);
    expect(JSON.stringify(rows[0], (_, v) => (typeof v === 'bigint' ? `${v}` : v))).not.toContain(
      '100000000',
    );
    expect(leasesCsv(rows, currency)).toContain(',100,,75,75,80.00,60.00,1.20,2.00,0.00,0.00,56.80,0.00,');
  });
});
