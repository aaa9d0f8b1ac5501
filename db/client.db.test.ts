import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { marketSettings, orders, publishedMarketSettings, publishedPools } from './schema';
import { sqlState } from './sql-state';
import { createTestDatabase, type TestDatabase } from './testing/database';

let market: TestDatabase;
beforeAll(async () => {
  market = await createTestDatabase();
});
afterAll(() => market.drop());

const DENIED = '42501';

test('the runtime login outside the wrappers gets "permission denied"', async () => {
  const runtime = postgres(market.urls.app, { max: 1 });
  try {
    for (const statement of ['select * from orders', 'select * from published.pools', 'select post(null)']) {
      const state = await runtime.unsafe(statement).then(() => 'allowed', sqlState);
      expect(state, statement).toBe(DENIED);
    }
  } finally {
    await runtime.end();
  }
});

test('a role and its settings end with their transaction', async () => {
  await market.db.asOrganization('org_a', async (tx) => {
    const [row] = await tx.execute(sql`select current_user as role, current_organization() as organization`);
    expect(row).toEqual({ role: 'cardhour_app', organization: 'org_a' });
  });
  await market.db.asEngine(async (tx) => {
    const [row] = await tx.execute(sql`select current_user as role, current_organization() as organization`);
    expect(row).toEqual({ role: 'cardhour_engine', organization: null });
  });
});

test('the public reads published views and nothing else', async () => {
  const [settings] = await market.db.asPublic((tx) => tx.select().from(publishedMarketSettings));
  expect(settings).toMatchObject({ currency: 'CNY', clock: 'manual', clockNow: market.now, purpose: 'test' });
  expect(await market.db.asPublic((tx) => tx.select().from(publishedPools))).toEqual([]);
  for (const table of [orders, marketSettings])
    expect(await market.db.asPublic((tx) => tx.select().from(table)).then(() => 'allowed', sqlState)).toBe(
      DENIED,
    );
});

test('public and regulator transactions are read-only even for what they might call', async () => {
  const write = (tx: Parameters<Parameters<TestDatabase['db']['asPublic']>[0]>[0]) =>
    tx.execute(sql`create temporary table mine (id integer)`);
  const READ_ONLY = '25006';
  expect(await market.db.asPublic(write).then(() => 'allowed', sqlState)).toBe(READ_ONLY);
  expect(await market.db.asRegulator({ kind: 'all' }, write).then(() => 'allowed', sqlState)).toBe(READ_ONLY);
});

test('a deadlock is tried again: two transactions that lock in opposite order both commit', async () => {
  await market.ownerSql`create table public.counters (id text primary key, n integer not null)`;
  await market.ownerSql`insert into public.counters values ('a', 0), ('b', 0)`;
  await market.ownerSql`grant select, update on public.counters to cardhour_engine`;
  let met = 0;
  const meet = async () => {
    met++;
    for (let i = 0; met < 2 && i < 200; i++) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const raise = (first: string, second: string) =>
    market.db.asEngine(async (tx) => {
      await tx.execute(sql`update counters set n = n + 1 where id = ${first}`);
      await meet();
      await tx.execute(sql`update counters set n = n + 1 where id = ${second}`);
    });
  await Promise.all([raise('a', 'b'), raise('b', 'a')]);
  expect(await market.ownerSql`select id, n from public.counters order by id`).toEqual([
    { id: 'a', n: 2 },
    { id: 'b', n: 2 },
  ]);
  expect(met).toBeGreaterThan(2);
});

test('a listener hears what a committed transaction says', async () => {
  const heard: string[] = [];
  const stop = await market.db.listen('market', (payload) => heard.push(payload));
  await market.db.asEngine((tx) => tx.execute(sql`select pg_notify('market', 'round 1')`));
  await expect.poll(() => heard).toEqual(['round 1']);
  await stop();
});
