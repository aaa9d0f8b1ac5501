import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { createDatabase, type EmbeddedServer, startEmbedded } from '@/db/embedded';
import { readPostmaster, shutDown } from '@/db/embedded/process';
import { livingHolder } from '@/db/embedded/state';
import { QUEUE_ROLE } from '@/db/roles';
import { setUp } from '@/db/set-up';
import { SetUpError } from '@/db/set-up-error';

const DATABASE = 'cardhour';

export interface StoreOptions {
  readonly dataDir: string;
  /** The owner's login of a server of one's own; null for the embedded one. */
  readonly databaseUrl: string | null;
  readonly databaseAppUrl: string | null;
  readonly reset: boolean;
  /** Where the demo's manual clock starts, if its history is still to be made. */
  readonly clockStartsAt: Date;
  /** Seconds between main rounds while the history is made. */
  readonly mainRoundSeconds: number;
}

export interface Store {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly serverVersion: string;
  readonly isSeeded: boolean;
  /** What was found before: nothing, a first start that broke off, or a whole demo. */
  readonly found: 'nothing' | 'half' | 'demo';
  readonly stop: () => Promise<void>;
}

/** What a database holds: nothing, our structure alone, a demo half made or whole, or something that isn't ours to touch. */
async function inspect(sql: Sql): Promise<'nothing' | 'half' | 'demo' | 'other'> {
  const tables = await sql`
    select from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm') and n.nspname !~ '^pg_'
      and n.nspname not in ('information_schema', 'drizzle') limit 1`;
  if (tables.length === 0) return 'nothing';
  const [ours] = await sql`
    select to_regclass('public.market_settings') as settings, to_regclass('drizzle.__drizzle_migrations') as migrations`;
  if (!ours?.settings || !ours.migrations) return 'other';
  const [market] = await sql`select purpose, seeded_at from market_settings`;
  if (market) return market.purpose !== 'demo' ? 'other' : market.seeded_at ? 'demo' : 'half';
  return (await sql`select from organizations limit 1`).length === 0 ? 'nothing' : 'other';
}

/** Takes everything of ours out of the database. */
async function wipe(sql: Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local lock_timeout = '20s'`;
    const schemas = await tx<{ name: string }[]>`
      select nspname as name from pg_namespace
      where nspname = 'public' or (nspname !~ '^pg_' and pg_get_userbyid(nspowner) in (current_user, ${QUEUE_ROLE}))`;
    for (const { name } of schemas) await tx`drop schema ${tx(name)} cascade`;
    await tx`create schema public`;
    await tx`grant usage on schema public to public`;
  });
}

/** Takes away what isn't a whole demo; in a server of our own everything is ours to take. */
async function clear(
  ownerUrl: string,
  options: { readonly reset: boolean; readonly isOurs: boolean },
): Promise<'nothing' | 'half' | 'demo'> {
  const { reset, isOurs } = options;
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    const held = await inspect(sql);
    const found = held === 'other' && isOurs ? 'half' : held;
    if (found === 'other')
      throw new SetUpError(
        'The database in DATABASE_URL holds data that isn’t a demo market; the demo only goes into an empty database.',
      );
    if (found === 'half' || (found === 'demo' && reset) || (found === 'nothing' && isOurs)) await wipe(sql);
    return reset && found === 'demo' ? 'nothing' : found;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Removes the embedded server's data, unless a living process uses it. */
async function removeEmbedded(dataDir: string): Promise<void> {
  const holder = await livingHolder(dataDir);
  if (holder !== null)
    throw new SetUpError(`${dataDir} is in use by process ${holder}; stop that one first.`);
  const orphan = await readPostmaster(join(dataDir, 'cluster'));
  if (orphan?.alive) await shutDown(orphan.pid);
  await rm(dataDir, { recursive: true, force: true });
}

async function startServer(options: StoreOptions): Promise<EmbeddedServer | null> {
  if (options.databaseUrl) return null;
  if (options.reset) await removeEmbedded(options.dataDir);
  const server = await startEmbedded({
    dataDir: options.dataDir,
    whenInUse: 'refuse',
    handleSignals: false,
  });
  await createDatabase(server.ownerUrl('postgres'), DATABASE);
  return server;
}

/** Starts or reaches the demo's database and makes it ready; a first start that broke off is cleared away. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const server = await startServer(options);
  const stop = async () => server?.stop();
  try {
    const ownerUrl = options.databaseUrl ?? server?.ownerUrl(DATABASE) ?? '';
    const found = await clear(ownerUrl, { reset: options.reset, isOurs: server !== null });
    const { appUrl, serverVersion } = await setUp(ownerUrl, {
      appUrl: options.databaseAppUrl ?? undefined,
      market: {
        settings: { currency: 'CNY', purpose: 'demo', clockStartsAt: options.clockStartsAt },
        terms: { mainRoundSeconds: options.mainRoundSeconds, note: 'Opening terms of the demo' },
      },
    });
    return { ownerUrl, appUrl, serverVersion, isSeeded: found === 'demo', found, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
