import { chmod } from 'node:fs/promises';
import { resolve } from 'node:path';
import postgres from 'postgres';
import { assertEnterable, type Binaries, findBinaries, findServerUser } from './embedded/binaries';
import { claimCluster } from './embedded/cluster';
import { clusterOf } from './embedded/layout';
import { disownPostmaster, isAlive, isPostmasterOf, readPostmaster, shutDown } from './embedded/process';
import { answers, launch, urlOf, watch } from './embedded/server';
import { assertRoom, fileError } from './embedded/start-error';
import { hold, letGo, readState, type State } from './embedded/state';
import { SetUpError } from './set-up-error';

export interface EmbeddedOptions {
  /** Folder of the cluster, its port, password and log. */
  readonly dataDir: string;
  /** When a living process already runs a server there: use it (its owner stops it), or refuse. */
  readonly whenInUse?: 'attach' | 'refuse';
  /** Stop the server, then the process, on SIGINT, SIGTERM and SIGHUP; false if the caller does that in its own order. */
  readonly handleSignals?: boolean;
  /** Server settings, e.g. `{ fsync: 'off' }` for tests. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Another PostgreSQL than the embedded one. */
  readonly binaries?: Binaries;
}

export interface EmbeddedServer {
  /** The owner's URL of a database of this server. */
  readonly ownerUrl: (database: string) => string;
  readonly pid: number;
  readonly port: number;
  /** Whether the server was running before: left by a process that died, or used together with another. */
  readonly found: 'new' | 'orphan' | 'shared';
  /** Fast shutdown; nothing if the server is another process's. */
  readonly stop: () => Promise<void>;
}

/** A server that a dead process left: taken over if it answers to our password, else stopped. */
async function takeOver(dataDir: string): Promise<State | null> {
  const postmaster = await readPostmaster(clusterOf(dataDir));
  if (!postmaster) return null;
  if (postmaster.alive) {
    const state = await readState(dataDir);
    if (state && state.port === postmaster.port && (await answers(state))) return state;
    await shutDown(postmaster.pid);
  } else if (isAlive(postmaster.pid)) await disownPostmaster(clusterOf(dataDir));
  return null;
}

async function share(dataDir: string, holder: number): Promise<EmbeddedServer> {
  const state = await readState(dataDir);
  const postmaster = await readPostmaster(clusterOf(dataDir));
  if (!state || !postmaster?.alive || !(await answers(state)))
    throw new SetUpError(
      `${dataDir} is held by process ${holder}, whose PostgreSQL doesn't answer; try again shortly.`,
    );
  return {
    ownerUrl: (database) => urlOf(state, database),
    pid: postmaster.pid,
    port: state.port,
    found: 'shared',
    stop: async () => undefined,
  };
}

/** Starts the embedded PostgreSQL of a data folder on 127.0.0.1, or takes over the one that runs there. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir);
  const holder = await hold(dataDir).catch((error: unknown) => {
    throw fileError(error, dataDir);
  });
  if (holder !== null) {
    if (options.whenInUse === 'attach') return share(dataDir, holder);
    throw new SetUpError(`${dataDir} is in use by process ${holder}; stop that one first.`);
  }
  try {
    const orphan = await takeOver(dataDir);
    if (orphan) return await handle(dataDir, orphan, 'orphan', options);
    const [binaries, user] = [options.binaries ?? (await findBinaries()), await findServerUser()];
    // The folder is ours and what is secret in it has its own mode; only what lies above it isn't ours to open.
    if (user.uid !== undefined) await chmod(dataDir, 0o711);
    for (const path of [binaries.postgres, clusterOf(dataDir)]) await assertEnterable(path, user);
    await assertRoom(dataDir);
    const state = await claimCluster(dataDir, binaries, user);
    await launch({ dataDir, state, binaries, user, settings: options.settings ?? {} });
    return await handle(dataDir, state, 'new', options);
  } catch (error) {
    await letGo(dataDir);
    throw fileError(error, dataDir);
  }
}

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Ties a running server to this process: whatever ends us ends it. */
async function handle(
  dataDir: string,
  state: State,
  found: 'new' | 'orphan',
  options: EmbeddedOptions,
): Promise<EmbeddedServer> {
  const postmaster = await readPostmaster(clusterOf(dataDir));
  if (!postmaster)
    throw new SetUpError(`The embedded PostgreSQL in ${dataDir} ended right after it started.`);
  const { pid } = postmaster;
  const unwatch = watch(dataDir, pid);
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      process.off('exit', atExit);
      await shutDown(pid);
      unwatch();
      await letGo(dataDir);
      for (const [signal, listener] of listeners) process.off(signal, listener);
    })();
    return stopping;
  };
  const atExit = () => {
    if (isPostmasterOf(clusterOf(dataDir), pid) && isAlive(pid)) process.kill(pid, 'SIGINT');
  };
  const listeners = Object.entries(SIGNALS).map(
    ([signal, code]) => [signal, () => void stop().finally(() => process.exit(code))] as const,
  );
  process.once('exit', atExit);
  if (options.handleSignals ?? true)
    for (const [signal, listener] of listeners) process.once(signal, listener);
  return { ownerUrl: (database) => urlOf(state, database), pid, port: state.port, found, stop };
}

/** Makes a database on a server unless it exists; promises whether it was made. */
export async function createDatabase(serverOwnerUrl: string, name: string): Promise<boolean> {
  const sql = postgres(serverOwnerUrl, { max: 1, onnotice: () => undefined });
  try {
    if ((await sql`select from pg_database where datname = ${name}`).length > 0) return false;
    await sql`create database ${sql(name)}`;
    return true;
  } finally {
    await sql.end();
  }
}
