import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../embedded';
import { binariesIn } from '../embedded/binaries';
import { setUp } from '../set-up';

declare module 'vitest' {
  interface ProvidedContext {
    readonly testCluster: TestCluster;
  }
}

/** Where a test run's databases come from: a server, and a migrated template on it without a market. */
export interface TestCluster {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly template: string;
  readonly serverVersion: string;
}

const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

interface Server {
  /** The owner's URL of the database that takes CREATE DATABASE. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * The server in TEST_DATABASE_URL; else one that lives as long as the run, of the PostgreSQL in the folder
 * TEST_POSTGRES_BIN (such as /usr/lib/postgresql/15/bin) or the embedded one.
 */
async function startServer(): Promise<Server> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const dataDir = await mkdtemp(join(tmpdir(), 'cardhour-test-'));
  const folder = process.env.TEST_POSTGRES_BIN;
  const server = await startEmbedded({
    dataDir,
    settings: FAST,
    binaries: folder ? binariesIn(folder) : undefined,
  });
  return {
    url: server.ownerUrl('postgres'),
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Starts the server and migrates the template once per run; promises what takes both away. */
export async function startTestCluster(): Promise<{
  readonly cluster: TestCluster;
  readonly stop: () => Promise<void>;
}> {
  const server = await startServer();
  const template = `cardhour_template_${process.pid}_${Date.now().toString(36)}`;
  const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
  const stop = async () => {
    await sql`drop database if exists ${sql(template)} with (force)`;
    await sql.end();
    await server.stop();
  };
  try {
    await sql`create database ${sql(template)}`;
    const url = new URL(server.url);
    url.pathname = `/${template}`;
    const { appUrl, serverVersion } = await setUp(url.href, { appUrl: process.env.TEST_DATABASE_APP_URL });
    return { cluster: { ownerUrl: server.url, appUrl, template, serverVersion }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export default async function startForRun(project: TestProject): Promise<() => Promise<void>> {
  const { cluster, stop } = await startTestCluster();
  project.provide('testCluster', cluster);
  return stop;
}
