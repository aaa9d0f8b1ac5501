import { randomBytes } from 'node:crypto';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../client';
import { type NewMarketTerms, openMarket } from '../market';
import { queueUrl } from '../runtime-login';
import type { TestCluster } from './cluster';

export interface TestDatabaseOptions {
  /** CNY by default. */
  readonly currency?: string;
  /** Where the manual clock starts; 2026-11-02T00:00Z by default. `system`: the system's clock. */
  readonly clock?: Date | 'system';
  /** The opening terms but for these; instant orders may take every free card unless they say otherwise. */
  readonly terms?: Partial<NewMarketTerms>;
  readonly connectionsMax?: number;
  /** The server to clone on; the run's own by default. */
  readonly cluster?: TestCluster;
}

export interface TestDatabase {
  readonly db: Database;
  /** The owner's own connections: arranges and inspects what no role may. */
  readonly ownerSql: Sql;
  readonly urls: { readonly owner: string; readonly app: string; readonly queue: string };
  /** Where the market's clock starts. */
  readonly now: Date;
  readonly drop: () => Promise<void>;
}

const at = (url: string, database: string): string => {
  const parsed = new URL(url);
  parsed.pathname = `/${database}`;
  return parsed.href;
};

/** A market of its own, cloned from the migrated template; `drop` it in afterAll. */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const cluster = options.cluster ?? inject('testCluster');
  const name = `cardhour_test_${randomBytes(8).toString('hex')}`;
  const server = postgres(cluster.ownerUrl, { max: 1, onnotice: () => undefined });
  await server`create database ${server(name)} template ${server(cluster.template)}`;
  const urls = {
    owner: at(cluster.ownerUrl, name),
    app: at(cluster.appUrl, name),
    queue: queueUrl(at(cluster.appUrl, name)),
  };
  const market = postgres(urls.owner, { max: 1, onnotice: () => undefined });
  const clock = options.clock ?? new Date('2026-11-02T00:00:00Z');
  const now = clock === 'system' ? new Date() : clock;
  await openMarket(drizzle(market), {
    settings: {
      currency: options.currency ?? 'CNY',
      purpose: 'test',
      ...(clock === 'system' ? {} : { clockStartsAt: clock }),
    },
    terms: { instantReserveBps: 0, freedCardsPassRound: false, ...options.terms },
    now,
  });
  await market.end();
  const ownerSql = postgres(urls.owner, { max: 4, onnotice: () => undefined });
  const db = openDatabase(urls.app, { connectionsMax: options.connectionsMax ?? 10 });
  return {
    db,
    ownerSql,
    urls,
    now,
    drop: async () => {
      await Promise.all([db.close(), ownerSql.end({ timeout: 5 })]);
      await server`drop database ${server(name)} with (force)`;
      await server.end();
    },
  };
}
