import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from './client';
import { createDatabase, type EmbeddedServer, startEmbedded } from './embedded';
import { enqueue } from './queries/enqueue';
import { post } from './queries/post';
import { publishedMarketTerms, publishedNodes } from './schema';
import { setUp } from './set-up';
import { SetUpError } from './set-up-error';
import { sqlState } from './sql-state';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NOW = new Date('2026-11-02T00:00:00Z');
const MARKET = { settings: { currency: 'CNY', purpose: 'test', clockStartsAt: NOW } } as const;

let dataDir: string;
let server: EmbeddedServer;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cardhour-set-up-'));
  server = await startEmbedded({ dataDir, settings: { fsync: 'off' } });
});
afterAll(async () => {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const freshDatabase = async (name: string): Promise<string> => {
  await createDatabase(server.ownerUrl('postgres'), name);
  return server.ownerUrl(name);
};

/** `npm run migrate` in a process of its own; promises its exit code and what it said. */
function migrate(databaseUrl: string, ...args: string[]): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'bin/migrate.ts', ...args], {
      cwd: ROOT,
      env: { NODE_ENV: 'test', PATH: process.env.PATH, DATABASE_URL: databaseUrl },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    child.once('close', (code) => resolve({ code, said }));
  });
}

describe('set-up', () => {
  test('4 processes on 2 databases of a cluster without roles: each database is migrated once, all four succeed', async () => {
    const urls = [await freshDatabase('race_a'), await freshDatabase('race_b')];
    const outcomes = await Promise.all(
      [0, 1, 2, 3].map((i) => migrate(urls[i % 2] ?? '', '--currency', 'CNY')),
    );
    for (const { code, said } of outcomes) expect(code, said).toBe(0);
    const ran = outcomes.filter(({ said }) => /ran \d+ migrations; opened the market/.test(said));
    const current = outcomes.filter(({ said }) => /structure was current; the market was open/.test(said));
    expect([ran.length, current.length]).toEqual([2, 2]);
    for (const { said } of outcomes) expect(said).toContain('sign in as cardhour_runtime');
  });

  test('a second set-up changes nothing and finds the same runtime login', async () => {
    const url = await freshDatabase('twice');
    const first = await setUp(url, { market: MARKET });
    const second = await setUp(url, { market: MARKET });
    expect(first).toMatchObject({ marketOpened: true, hasMarket: true });
    expect(first.migrationsRun).toBeGreaterThan(5);
    expect(second).toEqual({ ...first, migrationsRun: 0, marketOpened: false });
    expect(first.appUrl).not.toContain(new URL(url).password);
  });

  test('a market opens with the terms of M-19 in force and 13 nodes, 8 of them at the hubs', async () => {
    const { appUrl } = await setUp(await freshDatabase('opening'), {
      market: { ...MARKET, terms: { mainRoundSeconds: 120, indicativeRoundSeconds: 60 } },
    });
    const db = openDatabase(appUrl);
    const [terms] = await db.asPublic((tx) => tx.select().from(publishedMarketTerms));
    expect(terms).toMatchObject({
      version: 1,
      validFromHour: NOW.getTime() / 3_600_000,
      feeBps: 200,
      acceptanceWindowHours: 72,
      leadMinutes: 15,
      quoteLifeSeconds: 300,
      horizonHours: 336,
      mainRoundSeconds: 120,
      indicativeRoundSeconds: 60,
      payoutMinimumMicros: 100_000_000n,
    });
    const nodes = await db.asPublic((tx) => tx.select().from(publishedNodes));
    expect(nodes.filter((node) => node.kind === 'national')).toHaveLength(1);
    expect(nodes.filter((node) => node.kind === 'regional')).toHaveLength(8);
    await db.close();
  });

  test('a database keeps its currency and purpose: another market in it is refused in a sentence', async () => {
    const url = await freshDatabase('kept');
    await setUp(url, { market: MARKET });
    const other = setUp(url, { market: { settings: { currency: 'USD', purpose: 'production' } } });
    await expect(other).rejects.toThrow(
      'This database holds a test market in CNY, not a production market in USD; use another database.',
    );
    await expect(other).rejects.toBeInstanceOf(SetUpError);
  });

  test('a production market refuses a manual clock', async () => {
    const url = await freshDatabase('production');
    const manual = setUp(url, {
      market: { settings: { currency: 'CNY', purpose: 'production', clockStartsAt: NOW } },
    });
    expect(await manual.then(() => 'opened', sqlState)).toBe('23514');
  });

  test('a login of one’s own is let into the roles, and the runtime login survives a lost password', async () => {
    const url = await freshDatabase('own_login');
    const owner = postgres(server.ownerUrl('postgres'), { max: 1 });
    await owner`create role my_login login noinherit password 'mine'`;
    const own = new URL(url);
    own.username = 'my_login';
    own.password = 'mine';
    expect((await setUp(url, { appUrl: own.href, market: MARKET })).appUrl).toBe(own.href);
    const mine = openDatabase(own.href);
    expect(await mine.asPublic((tx) => tx.select().from(publishedNodes))).toHaveLength(13);
    await mine.close();

    await setUp(url);
    await owner`alter role cardhour_runtime password 'changed by somebody'`;
    const restored = openDatabase((await setUp(url)).appUrl);
    expect(await restored.asPublic((tx) => tx.select().from(publishedNodes))).toHaveLength(13);
    await restored.close();
    await owner.end();
  });
});

describe('a managed server, whose owner is no superuser', () => {
  let managedDir: string;
  let managed: EmbeddedServer;
  beforeAll(async () => {
    managedDir = await mkdtemp(join(tmpdir(), 'cardhour-managed-'));
    managed = await startEmbedded({ dataDir: managedDir, settings: { fsync: 'off' } });
  });
  afterAll(async () => {
    await managed.stop();
    await rm(managedDir, { recursive: true, force: true });
  });

  test('with CREATEROLE alone it sets up the whole, and its functions and views pass forced row security', async () => {
    const superuser = postgres(managed.ownerUrl('postgres'), { max: 1, onnotice: () => undefined });
    await superuser`create role managed_owner login createrole password 'managed'`;
    await superuser`create database managed owner managed_owner`;
    await superuser.end();
    const url = new URL(managed.ownerUrl('managed'));
    url.username = 'managed_owner';
    url.password = 'managed';
    const { appUrl } = await setUp(url.href, { market: MARKET });
    expect(await setUp(url.href)).toMatchObject({ appUrl, migrationsRun: 0 });

    const db = openDatabase(appUrl);
    await db.asEngine((tx) =>
      post(tx, [
        {
          id: 'pst_1',
          recipe: 'test',
          requestKey: 'test:1',
          subjectType: 'test',
          subjectId: 'test',
          facts: {},
          eventAt: NOW,
          entries: [
            { organizationId: null, kind: 'costs', currency: 'CNY', amountMicros: -5n },
            { organizationId: null, kind: 'guarantee', currency: 'CNY', amountMicros: 5n },
          ],
        },
      ]),
    );
    await db.asEngine((tx) => enqueue(tx, { task: 'x', payload: {} }));
    expect(await db.asPublic((tx) => tx.select().from(publishedNodes))).toHaveLength(13);
    await db.close();

    const owner = postgres(url.href, { max: 1 });
    expect(await owner`select balance_micros from accounts order by id`).toEqual([
      { balance_micros: '-5' },
      { balance_micros: '5' },
    ]);
    expect(await owner`delete from entries`.then(() => 'allowed', sqlState)).toBe('CH001');
    await owner.end();
  });
});

describe('what the migrate command says', () => {
  test('without DATABASE_URL, on a refused login and on a silent port: one sentence and exit 1', async () => {
    const wrong = new URL(server.ownerUrl('postgres'));
    wrong.password = 'wrong';
    const silent = new URL(server.ownerUrl('postgres'));
    silent.port = '1';
    const said = await Promise.all(['', wrong.href, silent.href].map((url) => migrate(url)));
    expect(said.map(({ code }) => code)).toEqual([1, 1, 1]);
    expect(said[0]?.said).toMatch(/^DATABASE_URL is missing: .*\n$/);
    expect(said[1]?.said).toMatch(/^PostgreSQL refuses DATABASE_URL: password authentication failed.*\n$/);
    expect(said[2]?.said).toMatch(/^No PostgreSQL answers at DATABASE_URL\.\n$/);
  });
});
