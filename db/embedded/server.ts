import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import type { Binaries, ServerUser } from './binaries';
import { clusterOf, logOf, OWNER, serverEnv } from './layout';
import { startError } from './start-error';
import type { State } from './state';

const START_LIMIT_MS = 60_000;
const OLD_SESSIONS_LIMIT_MS = 20_000;

export const urlOf = (state: State, database: string): string =>
  `postgres://${OWNER}:${state.password}@127.0.0.1:${state.port}/${database}`;

/** Whether a server answers to this port and password. */
export async function answers(state: State): Promise<boolean> {
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

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

export interface Launch {
  readonly dataDir: string;
  readonly state: State;
  readonly binaries: Binaries;
  readonly user: ServerUser;
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * Starts the server and waits until it answers. After a `kill -9` of the old one its sessions may live on for a
 * moment; the server refuses to start beside them, so we wait for them.
 */
export async function launch(given: Launch): Promise<void> {
  for (const until = Date.now() + OLD_SESSIONS_LIMIT_MS; ; await pause(250)) {
    const child = await spawnServer(given);
    const words = await untilUp(child, given);
    if (words === null) return child.unref();
    if (!/pre-existing shared memory block/.test(words) || Date.now() > until)
      throw startError(words, given.dataDir);
  }
}

/** In a session of its own, so that a Ctrl-C reaches us first and we stop it in our order. */
async function spawnServer({ dataDir, state, binaries, user, settings }: Launch): Promise<ChildProcess> {
  const all = {
    ...settings,
    port: `${state.port}`,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
  };
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = await open(logOf(dataDir), 'w', 0o600);
  try {
    return spawn(binaries.postgres, ['-D', clusterOf(dataDir), ...args], {
      ...user,
      cwd: '/',
      env: serverEnv(),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
  } finally {
    await log.close();
  }
}

/** Null once the server answers, or what it said when it ended instead. */
async function untilUp(child: ChildProcess, { dataDir, state }: Launch): Promise<string | null> {
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  for (const until = Date.now() + START_LIMIT_MS; !(await answers(state)); await pause(50)) {
    if (failure) return `FATAL: ${failure.message}`;
    if (hasEnded(child)) return readFile(logOf(dataDir), 'utf8');
    if (Date.now() > until) {
      child.kill('SIGQUIT');
      return `FATAL: no answer within ${START_LIMIT_MS / 1000} s`;
    }
  }
  return hasEnded(child) ? readFile(logOf(dataDir), 'utf8') : null;
}

/**
 * Stops the server when this process ends in whatever way, `kill -9` included: the watcher reads a pipe that closes
 * with us. What even that misses (both killed) the next start finds in postmaster.pid and takes over. Promises what
 * ends the watch.
 */
export function watch(dataDir: string, pid: number): () => void {
  if (process.platform === 'win32') return () => undefined;
  const script = 'cat >/dev/null; if [ "$(head -n 1 "$2" 2>/dev/null)" = "$1" ]; then kill -INT "$1"; fi';
  const pidFile = join(clusterOf(dataDir), 'postmaster.pid');
  const watcher = spawn('sh', ['-c', script, 'cardhour-watch', `${pid}`, pidFile], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.on('error', () => undefined);
  watcher.unref();
  const pipe = watcher.stdin;
  pipe.on('error', () => undefined);
  if ('unref' in pipe && typeof pipe.unref === 'function') pipe.unref();
  return () => pipe.end();
}
