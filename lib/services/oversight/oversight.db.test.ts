import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegulatorScope } from '@/db/schema';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { type Deal, makeDeal } from '@/db/testing/every-table';
import { makePool } from '@/db/testing/fixtures';
import { audit } from '../audit';
import type { Ctx } from '../context';
import { engineContext, ownerContext } from '../testing/contexts';
import { refusalOf } from '../testing/people';
import { listAudit } from './list-audit';
import { listCapacity } from './list-capacity';
import { listOrderCounts } from './list-order-counts';
import { listPrices } from './list-prices';
import { listUtilization } from './list-utilization';
import { auditCsv, capacityCsv, countsCsv, utilizationCsv } from './oversight-csv';

let test: TestDatabase;
let north: Deal;
let south: Deal;

const regulator = (scope: RegulatorScope): Ctx => {
  const ctx = ownerContext(test, 'org_regulator', ['regulator']);
  return { ...ctx, actor: { ...ctx.actor, regulatorScope: scope } };
};
const operator = () => ownerContext(test, 'org_operator', ['operator']);
const HEBEI: RegulatorScope = { kind: 'regions', regions: ['CN-HE'] };

beforeAll(async () => {
  test = await createTestDatabase();
  north = await makeDeal(test, { region: 'CN-HE' });
  south = await makeDeal(test, { region: 'CN-GD' });
  await makePool(test, north.provider, { region: 'CN-HE', cards: 16, chip: 'ascend-910b3' });
  await makePool(test, north.provider, { region: 'CN-HE', cards: 64, status: 'suspended' });
});
afterAll(() => test.drop());

describe('a regulator of one region', () => {
  it('counts that region’s active cards by vendor: 16 Huawei and 8 NVIDIA, a suspended pool beside', async () => {
    const { rows, total, otherPools } = await listCapacity(regulator(HEBEI));
    expect(rows.map(({ region, vendor, cards }) => [region, vendor, cards])).toEqual([
      ['CN-HE', 'Huawei', 16],
      ['CN-HE', 'NVIDIA', 8],
    ]);
    expect(total.cards).toBe(24);
    expect(otherPools).toEqual({ suspended: 1 });
    expect(capacityCsv(rows)).toContain('CN-HE,Huawei,1,16,');
  });

  it('sees 8 of its card-hours reserved; running, reserved and idle add up to offered on every day', async () => {
    const { days, total } = await listUtilization(regulator(HEBEI));
    expect(total.reservedCardHours + total.runningCardHours).toBe(8);
    for (const day of days)
      expect(day.runningCardHours + day.reservedCardHours + day.idleCardHours).toBe(day.offeredCardHours);
    expect(utilizationCsv(days).split('\r\n')).toHaveLength(days.length + 2);
  });

  it('counts one order, one lease and 8 card-hours at 12.50; the whole market has two of each', async () => {
    const one = await listOrderCounts(regulator(HEBEI));
    const all = await listOrderCounts(regulator({ kind: 'all' }));
    const orders = (counts: typeof one) => counts.orders.reduce((sum, row) => sum + row.orders, 0);
    const leases = (counts: typeof one) => counts.leases.reduce((sum, row) => sum + row.leases, 0);
    expect([orders(one), leases(one)]).toEqual([1, 1]);
    expect([orders(all), leases(all)]).toEqual([2, 2]);
    expect(countsCsv(one)).toContain('lease,');
    const { prices } = await listPrices(regulator(HEBEI));
    expect(prices).toMatchObject([{ cardHours: 8, medianMicros: 12_500_000n }]);
  });
});

describe('who may look', () => {
  it('the operator sees the whole market the same way; a buyer and a provider nothing', async () => {
    expect((await listCapacity(operator())).total.cards).toBe(32);
    for (const capacity of ['buyer', 'provider'] as const)
      for (const read of [listCapacity, listUtilization, listOrderCounts, listPrices])
        expect(await refusalOf(read(ownerContext(test, north.buyer, [capacity])))).toBe('forbidden');
  });

  it('the audit trail is the operator’s, not the regulator’s', async () => {
    expect(await refusalOf(listAudit(regulator({ kind: 'all' })))).toBe('forbidden');
  });
});

describe('the audit trail', () => {
  it('filters by organization, verb, day and part of a subject', async () => {
    await test.db.asEngine((tx) =>
      audit(tx, engineContext(test), {
        verb: 'test.mark',
        subjectType: 'lease',
        subjectId: north.leaseId,
        organizationId: north.buyer,
        facts: { note: '=1+1' },
      }),
    );
    const found = async (filter: object) => (await listAudit(operator(), filter)).rows;
    const [mark, ...more] = await found({ verb: 'test.mark' });
    expect(more).toEqual([]);
    expect(mark).toMatchObject({
      organizationId: north.buyer,
      number: null,
      hash: null,
      actorKind: 'engine',
    });
    expect(await found({ organizationId: south.buyer, verb: 'test.mark' })).toEqual([]);
    expect(await found({ subject: north.leaseId.slice(4), verb: 'test.mark' })).toHaveLength(1);
    expect(await found({ verb: 'test.mark', from: '2026-11-02', to: '2026-11-02' })).toHaveLength(1);
    expect(await found({ verb: 'test.mark', from: '2026-11-03' })).toEqual([]);
    expect(await found({ subject: '%' })).toEqual([]);
    expect(mark && auditCsv([mark])).toContain('test.mark,lease');
  });
});
