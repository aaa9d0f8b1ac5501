import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { SetUpError } from '../set-up-error';
import { isAlive, startTicks } from './process';

/** What outlives a stop: the port and the owner's password, readable by nobody else. */
export interface State {
  readonly port: number;
  readonly password: string;
}

const isState = (value: unknown): value is State =>
  typeof value === 'object' &&
  value !== null &&
  'port' in value &&
  typeof value.port === 'number' &&
  'password' in value &&
  typeof value.password === 'string';

const stateFile = (dataDir: string): string => join(dataDir, 'server.json');

export async function readState(dataDir: string): Promise<State | null> {
  try {
    const value: unknown = JSON.parse(await readFile(stateFile(dataDir), 'utf8'));
    return isState(value) ? value : null;
  } catch {
    return null;
  }
}

async function writeState(dataDir: string, state: State): Promise<State> {
  const next = `${stateFile(dataDir)}.next`;
  await writeFile(next, `${JSON.stringify(state)}\n`, { mode: 0o600 });
  await rename(next, stateFile(dataDir));
  return state;
}

function listensOn(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}

/** The kept port if it is still free, else another, kept from now on. */
export async function claimState(dataDir: string): Promise<State> {
  const kept = await readState(dataDir);
  if (kept && (await listensOn(kept.port)) !== null) return kept;
  const port = await listensOn(0);
  if (port === null) throw new SetUpError('No port on 127.0.0.1 is free for the embedded PostgreSQL.');
  return writeState(dataDir, { port, password: kept?.password ?? randomBytes(24).toString('base64url') });
}

/** Who uses a data directory now: the process that started its server. */
interface Holder {
  readonly pid: number;
  readonly ticks: string | null;
}

const lockFile = (dataDir: string): string => join(dataDir, 'holder.json');

/** The living process that holds a data directory, other than this one; null if nobody does. */
export async function livingHolder(dataDir: string): Promise<number | null> {
  try {
    const holder: Holder = JSON.parse(await readFile(lockFile(dataDir), 'utf8'));
    if (holder.pid === process.pid || !isAlive(holder.pid)) return null;
    const ticks = await startTicks(holder.pid);
    return ticks !== null && ticks !== holder.ticks ? null : holder.pid;
  } catch {
    return null;
  }
}

/** Holds a data directory for this process; promises the id of the living process that has it instead, or null. */
export async function hold(dataDir: string): Promise<number | null> {
  await mkdir(dataDir, { recursive: true });
  const content = JSON.stringify({ pid: process.pid, ticks: await startTicks(process.pid) });
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const file = await open(lockFile(dataDir), 'wx', 0o644);
      await file.writeFile(content);
      await file.close();
      return null;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const holder = await livingHolder(dataDir);
      if (holder !== null) return holder;
      await rm(lockFile(dataDir), { force: true });
    }
  }
  return livingHolder(dataDir);
}

export const letGo = (dataDir: string): Promise<void> => rm(lockFile(dataDir), { force: true });
