import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Whether a process of this id is alive, ours or not; one that ended and wasn't collected isn't. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !text.slice(text.lastIndexOf(')')).startsWith(') Z');
  } catch {
    return true;
  }
}

/** When a process started, in the system's own ticks; tells a process from a later one of the same id. Null if unknown. */
export async function startTicks(pid: number): Promise<string | null> {
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** Resolves to whether the process ended within the time. */
export async function ended(pid: number, withinMs: number): Promise<boolean> {
  for (const until = Date.now() + withinMs; isAlive(pid); ) {
    if (Date.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true;
}

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** Whether a cluster's postmaster.pid names this process. */
export function isPostmasterOf(clusterDir: string, pid: number): boolean {
  try {
    return readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n', 1)[0] === `${pid}`;
  } catch {
    return false;
  }
}

/** What a cluster's postmaster.pid names, and whether that process still is a PostgreSQL; null without the file. */
export async function readPostmaster(
  clusterDir: string,
): Promise<(Postmaster & { readonly alive: boolean }) | null> {
  const lines = (await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) return null;
  return { pid, port: Number(lines[3]), alive: isAlive(pid) && (await looksLikePostgres(pid)) };
}

async function looksLikePostgres(pid: number): Promise<boolean> {
  try {
    return (await readFile(`/proc/${pid}/comm`, 'utf8')).startsWith('postgres');
  } catch {
    // Without /proc there is no telling; the server's own check of its lock file decides.
    return true;
  }
}

/** No process has this id, on any system. */
const NOBODY = 2_147_483_646;

/**
 * Makes a postmaster.pid whose process id now belongs to another program name nobody. Its other lines stay: by them the
 * server makes sure that no session of its predecessor lives, which deleting the file would forgo.
 */
export async function disownPostmaster(clusterDir: string): Promise<void> {
  const path = join(clusterDir, 'postmaster.pid');
  const [, ...rest] = (await readFile(path, 'utf8')).split('\n');
  await writeFile(path, [NOBODY, ...rest].join('\n'));
}

/** Fast shutdown: sessions end, the data is checkpointed; after half a minute an immediate one. */
export async function shutDown(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    if (await ended(pid, 30_000)) return;
  }
}
