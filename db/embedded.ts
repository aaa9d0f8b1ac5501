import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, chown, mkdir, open, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import postgres from 'postgres';
import {
  assertEnterable,
  type Binaries,
  findBinaries,
  findServerUser,
  type ServerUser,
} from './embedded/binaries';
import { ended, isAlive, readPostmaster, shutDown } from './embedded/process';
import { claimState, hold, letGo, readState, type State } from './embedded/state';
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

const OWNER = 'cardhour_owner';
const DISK_LEAST_BYTES = 200 * 2 ** 20;
const START_LIMIT_MS = 60_000;

const clusterOf = (dataDir: string): string => join(dataDir, 'cluster');
const logOf = (dataDir: string): string => join(dataDir, 'server.log');

function urlOf(state: State, database: string): string {
  return `postgres://${OWNER}:${state.password}@127.0.0.1:${state.port}/${database}`;
}

async function answers(state: State): Promise<boolean> {
  const sql = postgres(urlOf(state, 'postgres'), { max: 1, connect_timeout: 2, onnotice: () => undefined });
  try {
    await sql`select`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Makes a cluster beside its final place, so that a half-made one is never taken for whole. */
async function makeCluster(
  dataDir: string,
  state: State,
  binaries: Binaries,
  user: ServerUser,
): Promise<void> {
  const half = `${clusterOf(dataDir)}.making`;
  const passwordFile = join(dataDir, 'password.making');
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { mode: 0o700 });
  await writeFile(passwordFile, `${state.password}\n`, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined)
    for (const path of [half, passwordFile]) await chown(path, user.uid, user.gid);
  try {
    await new Promise<void>((done, fail) => {
      const child = spawn(
        binaries.initdb,
        [
          `--pgdata=${half}`,
          `--username=${OWNER}`,
          `--pwfile=${passwordFile}`,
          '--auth=scram-sha-256',
          '--encoding=UTF8',
          '--locale-provider=builtin',
          '--builtin-locale=C.UTF-8',
          '--locale=C',
        ],
        { ...user, cwd: '/', env: serverEnv(), stdio: ['ignore', 'ignore', 'pipe'] },
      );
      let errors = '';
      child.stderr.on('data', (chunk: Buffer) => {
        errors += chunk.toString();
      });
      child.once('error', fail);
      child.once('close', (code) => (code === 0 ? done() : fail(startError(errors, dataDir))));
    });
    await rename(half, clusterOf(dataDir));
  } finally {
    await rm(passwordFile, { force: true });
    await rm(half, { recursive: true, force: true });
  }
}

const serverEnv = (): NodeJS.ProcessEnv => ({
  NODE_ENV: process.env.NODE_ENV,
  PATH: process.env.PATH,
  LC_ALL: 'C',
  TZ: 'UTC',
});

/** One sentence for the causes a person can do something about; the server's own words for the others. */
function startError(words: string, dataDir: string): SetUpError {
  if (/No space left on device/.test(words))
    return new SetUpError(`The disk that holds ${dataDir} is full; free some space and start again.`);
  if (/incompatible with server|was initialized by PostgreSQL version/.test(words))
    return new SetUpError(
      `${clusterOf(dataDir)} was made by another PostgreSQL version; start over with a fresh data folder.`,
    );
  const line = words.split('\n').findLast((text) => /FATAL|PANIC|error:|ERROR/.test(text));
  return new SetUpError(
    `The embedded PostgreSQL didn't start: ${(line ?? 'it gave no reason').trim()} (log: ${logOf(dataDir)})`,
  );
}

async function assertRoom(dataDir: string): Promise<void> {
  const { bavail, bsize } = await statfs(dataDir);
  if (bavail * bsize < DISK_LEAST_BYTES)
    throw new SetUpError(
      `The disk that holds ${dataDir} is nearly full (${Math.floor((bavail * bsize) / 2 ** 20)} MB left, 200 MB needed).`,
    );
}

/** Starts the server in a session of its own, so that a Ctrl-C reaches us first and we stop it in order. */
async function launch(
  dataDir: string,
  state: State,
  binaries: Binaries,
  user: ServerUser,
  settings: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const all = {
    ...settings,
    port: `${state.port}`,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
  };
  const log = await open(logOf(dataDir), 'w', 0o600);
  const child = spawn(
    binaries.postgres,
    ['-D', clusterOf(dataDir), ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...user, cwd: '/', env: serverEnv(), detached: true, stdio: ['ignore', log.fd, log.fd] },
  );
  let failure: Error | null = null;
  child.once('error', (error) => {
    failure = error;
  });
  await log.close();
  for (const until = Date.now() + START_LIMIT_MS; !(await answers(state)); ) {
    if (failure || child.exitCode !== null || child.signalCode !== null)
      throw startError(await readFile(logOf(dataDir), 'utf8'), dataDir);
    if (Date.now() > until) {
      child.kill('SIGQUIT');
      throw startError(`FATAL: no answer within ${START_LIMIT_MS / 1000} s`, dataDir);
    }
    await new Promise((wait) => setTimeout(wait, 50));
  }
  child.unref();
  return child;
}

/**
 * Stops the server when this process ends in whatever way, `kill -9` included: the watcher reads a pipe that closes
 * with us. What even that misses (both killed), the next start finds in postmaster.pid and takes over.
 */
function watch(dataDir: string, pid: number): () => void {
  if (process.platform === 'win32') return () => undefined;
  const script = 'cat >/dev/null; if [ "$(head -n 1 "$2" 2>/dev/null)" = "$1" ]; then kill -INT "$1"; fi';
  const watcher = spawn('sh', ['-c', script, 'sh', `${pid}`, join(clusterOf(dataDir), 'postmaster.pid')], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.on('error', () => undefined);
  watcher.unref();
  const pipe = watcher.stdin;
  if ('unref' in pipe && typeof pipe.unref === 'function') pipe.unref();
  return () => pipe.end();
}

/** A server that a dead process left: taken over if it answers to our password, else stopped. */
async function takeOver(dataDir: string): Promise<State | null> {
  const postmaster = await readPostmaster(clusterOf(dataDir));
  if (!postmaster) return null;
  if (postmaster.alive) {
    const state = await readState(dataDir);
    if (state && state.port === postmaster.port && (await answers(state))) return state;
    await shutDown(postmaster.pid);
    return null;
  }
  // The id now belongs to nobody or to something else; the server itself would take that for a running one.
  await rm(join(clusterOf(dataDir), 'postmaster.pid'), { force: true });
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
  const holder = await hold(dataDir);
  if (holder !== null) {
    if (options.whenInUse === 'attach') return share(dataDir, holder);
    throw new SetUpError(`${dataDir} is in use by process ${holder}; stop that one first.`);
  }
  try {
    const orphan = await takeOver(dataDir);
    if (orphan) return await handle(dataDir, orphan, 'orphan', options);
    const [binaries, user] = [await findBinaries(), await findServerUser()];
    // The folder is ours and what is secret in it has its own mode; only what lies above it isn't ours to open.
    if (user.uid !== undefined) await chmod(dataDir, 0o711);
    for (const path of [binaries.postgres, clusterOf(dataDir)]) await assertEnterable(path, user);
    await assertRoom(dataDir);
    const state = await claimState(dataDir);
    const isMade = await readFile(join(clusterOf(dataDir), 'PG_VERSION')).then(
      () => true,
      () => false,
    );
    if (!isMade) await makeCluster(dataDir, state, binaries, user);
    await launch(dataDir, state, binaries, user, options.settings ?? {});
    return await handle(dataDir, state, 'new', options);
  } catch (error) {
    await letGo(dataDir);
    throw error;
  }
}

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
  const atExit = () => {
    if (isAlive(pid)) process.kill(pid, 'SIGINT');
  };
  const stop = () => {
    stopping ??= (async () => {
      process.off('exit', atExit);
      await shutDown(pid);
      await ended(pid, 1_000);
      unwatch();
      await letGo(dataDir);
    })();
    return stopping;
  };
  process.once('exit', atExit);
  if (options.handleSignals ?? true)
    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGHUP', 129],
    ] as const)
      process.once(signal, () => void stop().finally(() => process.exit(code)));
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
