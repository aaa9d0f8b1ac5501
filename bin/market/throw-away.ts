import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { createDatabase, startEmbedded } from '@/db/embedded';
import type { NewMarket } from '@/db/market';
import { setUp } from '@/db/set-up';

export interface ThrowAwayOptions {
  /** What the database is called: `cardhour_replay`. */
  readonly name: string;
  readonly market: NewMarket;
  /** The owner's login of a server of one's own; null starts an embedded one in a folder of its own. */
  readonly databaseUrl: string | null;
  /** Leave the data where it is. */
  readonly keep: boolean;
  /** An embedded server waits for its disk, as a real one does; false by default. */
  readonly durable?: boolean;
}

/** A market that ends with its run. */
export interface ThrowAway {
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Where the data is, in words for people. */
  readonly place: string;
  readonly close: () => Promise<void>;
}

/** Nothing here has to outlive a power cut. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

const withDatabase = (url: string, database: string): string => {
  const parsed = new URL(url);
  parsed.pathname = `/${database}`;
  return parsed.href;
};

async function drop(serverUrl: string, database: string): Promise<void> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  await sql`drop database if exists ${sql(database)} with (force)`;
  await sql.end();
}

/** Makes a database of its own on a given server, or a server of its own, and opens a market in it. */
export async function openThrowAway(options: ThrowAwayOptions): Promise<ThrowAway> {
  const { name, market, keep } = options;
  const database = `${name}_${Date.now().toString(36)}`;
  if (options.databaseUrl) {
    const serverUrl = options.databaseUrl;
    await createDatabase(serverUrl, database);
    const ownerUrl = withDatabase(serverUrl, database);
    const { appUrl } = await setUp(ownerUrl, { market });
    const close = async () => {
      if (!keep) await drop(serverUrl, database);
    };
    return { ownerUrl, appUrl, place: `database ${database}`, close };
  }
  const dataDir = await mkdtemp(join(tmpdir(), `${name.replaceAll('_', '-')}-`));
  const server = await startEmbedded({ dataDir, settings: options.durable ? {} : FAST });
  const close = async () => {
    await server.stop();
    if (!keep) await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await createDatabase(server.ownerUrl('postgres'), database);
    const ownerUrl = server.ownerUrl(database);
    const { appUrl } = await setUp(ownerUrl, { market });
    return { ownerUrl, appUrl, place: `the embedded PostgreSQL’s folder ${dataDir}`, close };
  } catch (error) {
    await close();
    throw error;
  }
}
