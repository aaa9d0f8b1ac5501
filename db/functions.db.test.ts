import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hourOf } from '@/lib/core/hours';
import { deliveredRow } from '@/lib/profiling/measured/delivered';
import type { Tx } from './client';
import { appendAudit } from './queries/append-audit';
import { enqueue } from './queries/enqueue';
import { lockBalances } from './queries/lock-balances';
import { readOperationsState } from './queries/operations-state';
import { post } from './queries/post';
import { recordDelivery } from './queries/record-delivery';
import { DatabaseRefusal } from './queries/refused';
import { releaseCards } from './queries/release-cards';
import { reserveCards } from './queries/reserve-cards';
import { createTestDatabase, type TestDatabase } from './testing/database';
import { type Deal, makeDeal } from './testing/every-table';
import { makeOrganization } from './testing/fixtures';

let market: TestDatabase;
let deal: Deal;
let stranger: string;
beforeAll(async () => {
  market = await createTestDatabase();
  deal = await makeDeal(market);
  stranger = await makeOrganization(market);
});
afterAll(() => market.drop());

const FRAMES = {
  kind: 'rendering',
  renderer: 'octane',
  frames: 10,
  widthPx: 1920,
  heightPx: 1080,
  calibrationSecondsPerFrame: 30,
  calibrationChip: 'l40s',
  sceneMemoryGb: 10,
} as const;

/** What a stranger tries with each SECURITY DEFINER function, and how it is refused. */
const FOREIGN: Readonly<Record<string, readonly [(tx: Tx) => Promise<unknown>, string]>> = {
  post: [
    (tx) =>
      post(tx, [
        {
          id: 'pst_theft',
          recipe: 'theft',
          requestKey: 'theft',
          subjectType: 'x',
          subjectId: 'x',
          facts: {},
          eventAt: market.now,
          entries: [
            { organizationId: deal.buyer, kind: 'available', currency: 'CNY', amountMicros: -1n },
            { organizationId: stranger, kind: 'available', currency: 'CNY', amountMicros: 1n },
          ],
        },
      ]),
    'foreign_account',
  ],
  reserve_cards: [
    (tx) =>
      reserveCards(tx, deal.leaseId, [
        { poolId: deal.poolId, hour: hourOf(market.now) + 1, cards: 1, priceMicros: 1n },
      ]),
    'lease_not_found',
  ],
  record_delivery: [
    (tx) =>
      recordDelivery(tx, deal.leaseId, {
        row: deliveredRow({ id: 'evi_x', chip: 'l40s', cards: 1, cardHours: 1, at: market.now }, FRAMES),
        workClass: 'rendering/octane',
        workload: FRAMES,
        cardHours: 1,
        elapsedCardHours: 1,
        reportedCardHours: null,
        elapsedHours: 1,
        logSlowdown: 0,
        profileVersion: '1',
        eventAt: market.now,
      }),
    'lease_not_found',
  ],
  release_cards: [(tx) => releaseCards(tx, deal.leaseId, 0), 'lease_not_found'],
  append_audit: [
    (tx) =>
      appendAudit(tx, [
        {
          organizationId: deal.buyer,
          actorKind: 'person',
          actorId: 'per_x',
          verb: 'x.y',
          subjectType: 'x',
          subjectId: 'x',
          facts: {},
          requestId: 'req_x',
          eventAt: market.now,
        },
      ]),
    'foreign_audit',
  ],
  enqueue: [(tx) => enqueue(tx, { task: 'x', payload: { organizationId: deal.buyer } }), 'foreign_job'],
  operations_state: [(tx) => readOperationsState(tx), 'engine_only'],
  lock_balances: [(tx) => lockBalances(tx, [`${deal.buyer}/available/CNY`]), 'engine_only'],
};

describe('SECURITY DEFINER functions', () => {
  test('each one has a fixed search_path, belongs to the owner, and is one that this file tries', async () => {
    const rows = await market.ownerSql`
      select p.proname as name, p.proconfig as config, pg_get_userbyid(p.proowner) = current_user as owned,
        p.prorettype = 'trigger'::regtype as triggered
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')`;
    // What only a trigger runs nobody can call.
    const callable = rows.filter((row) => !row.triggered).map((row) => row.name);
    expect(callable.sort()).toEqual(Object.keys(FOREIGN).sort());
    for (const row of rows) {
      expect(row.config, row.name).toContain('search_path=public, pg_temp');
      expect(row.owned, row.name).toBe(true);
    }
  });

  test.each(Object.keys(FOREIGN))('%s refuses a foreign organization', async (name) => {
    const [attempt, code] = FOREIGN[name] ?? [];
    const refused = await market.db
      .asOrganization(stranger, async (tx) => attempt?.(tx))
      .then(
        () => null,
        (error) => error,
      );
    expect(refused).toBeInstanceOf(DatabaseRefusal);
    expect(refused).toMatchObject({ code });
  });

  test('an organization queues the attempt of its own payment under its key, and nothing else', async () => {
    const paymentId = deal.leaseId.replace('lea_', 'pay_');
    const job = { task: 'attempt-payment', payload: { paymentId }, jobKey: `attempt-payment:${paymentId}` };
    const queue = (organizationId: string, given: Partial<typeof job & { runAt: Date }> = {}) =>
      market.db
        .asOrganization(organizationId, (tx) => enqueue(tx, { ...job, ...given }))
        .then(
          () => 'queued',
          (error) => (error instanceof DatabaseRefusal ? error.code : Promise.reject(error)),
        );
    expect(await queue(deal.buyer)).toBe('queued');
    expect(await queue(stranger)).toBe('foreign_job');
    for (const other of [
      { task: 'clear-round', payload: { paymentId }, jobKey: 'clear-round' },
      { task: 'advance-clock', jobKey: 'advance-clock' },
      { jobKey: 'clear-round' },
      { jobKey: 'attempt-payment:pay_other' },
      { payload: { paymentId, early: true } },
      { runAt: new Date('2100-01-01') },
    ])
      expect(await queue(deal.buyer, other), JSON.stringify(other)).toBe('foreign_job');
    expect(
      await market.db.asEngine((tx) => enqueue(tx, { task: 'clear-round', payload: {} })),
    ).toBeUndefined();
  });

  test('no function of ours may be called by everybody', async () => {
    const rows = await market.ownerSql`
      select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('public', 'access', 'published')
        and (has_function_privilege('cardhour_public', p.oid, 'EXECUTE') or p.proacl is null)`;
    expect(rows.map((row) => row.name)).toEqual([]);
  });
});

describe('the regulator', () => {
  let north: Deal;
  let industrial: Deal;
  beforeAll(async () => {
    north = await makeDeal(market, { region: 'CN-HE' });
    industrial = await makeDeal(market, { region: 'DE-HE', nodeCode: 'I01' });
  });
  const seen = (scope: Parameters<TestDatabase['db']['asRegulator']>[0], table: string, column: string) =>
    market.db.asRegulator(scope, async (tx) => {
      const rows = await tx.execute<{ id: string }>(
        `select distinct ${column} as id from ${table} order by 1`,
      );
      return rows.map((row) => row.id);
    });

  test('of the whole market sees every pool, lease, account and round', async () => {
    const all = { kind: 'all' } as const;
    expect(await seen(all, 'pools', 'id')).toHaveLength(3);
    expect(await seen(all, 'leases', 'id')).toHaveLength(3);
    expect(await seen(all, 'rounds', 'id')).toHaveLength(3);
    expect((await seen(all, 'entries', 'account_id')).length).toBeGreaterThan(3);
  });

  test('of CN-HE sees that region’s pool and what hangs on it; of CN both Chinese ones, not DE-HE', async () => {
    const one = { kind: 'regions', regions: ['CN-HE'] } as const;
    expect(await seen(one, 'pools', 'id')).toEqual([north.poolId]);
    for (const table of ['leases', 'lease_hours', 'deliveries', 'disputes'])
      expect(await seen(one, table, table === 'leases' ? 'id' : 'lease_id')).toEqual([north.leaseId]);
    for (const table of ['trades', 'orders', 'jobs', 'pool_hours', 'round_prices', 'holds'])
      expect(
        (await seen(one, table, table === 'pool_hours' || table === 'round_prices' ? 'pool_id' : 'id'))
          .length,
      ).toBe(1);
    expect(await seen(one, 'organizations', 'id')).toEqual([north.buyer, north.provider].sort());
    for (const table of ['accounts', 'entries', 'postings', 'payments', 'audit_rows', 'rounds', 'quotes'])
      expect(await seen(one, table, 'created_at')).toEqual([]);
    const china = { kind: 'regions', regions: ['CN'] } as const;
    expect(await seen(china, 'pools', 'id')).toEqual([deal.poolId, north.poolId].sort());
  });

  test('of manufacturing sees the pool at that industry’s node', async () => {
    expect(await seen({ kind: 'industry', industry: 'manufacturing' }, 'leases', 'id')).toEqual([
      industrial.leaseId,
    ]);
    expect(await seen({ kind: 'industry', industry: 'finance' }, 'leases', 'id')).toEqual([]);
  });

  test('without regions in its scope sees nothing', async () => {
    expect(await seen({ kind: 'regions' }, 'pools', 'id')).toEqual([]);
  });
});
