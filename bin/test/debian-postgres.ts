import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { findServerUser } from '@/db/embedded/binaries';
import { shutDown } from '@/db/embedded/process';
import { CommandFailed, installPackage, mayInstall } from './run';

const FOLDER = '/usr/lib/postgresql';
const LEAST_MAJOR = 15;
const START_LIMIT_MS = 30_000;

async function oldestInstalled(): Promise<number | null> {
  const names = await readdir(FOLDER).catch(() => []);
  const majors = names.map(Number).filter((major) => major >= LEAST_MAJOR);
  return majors.length > 0 ? Math.min(...majors) : null;
}

/** The oldest PostgreSQL from 15 on that Debian's packages have put here, installed now if need be and allowed. */
async function findMajor(): Promise<number | null> {
  const standing = await oldestInstalled();
  if (standing !== null || !(await mayInstall())) return standing;
  for (const name of ['postgresql-15', 'postgresql']) {
    await installPackage(name).catch(() => undefined);
    const installed = await oldestInstalled();
    if (installed !== null) return installed;
  }
  return null;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function ended(command: string, args: readonly string[], user: object): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const child = spawn(command, [...args], { ...user, cwd: '/', stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new CommandFailed(`${command}: ${code}`)),
    );
  });
}

async function answering(url: string): Promise<void> {
  for (const until = Date.now() + START_LIMIT_MS; ; await sleep(100)) {
    const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
    try {
      await sql`select`;
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
}

export interface TestServer {
  readonly ownerUrl: string;
  readonly major: number;
  readonly stop: () => Promise<void>;
}

/** Starts a throw-away cluster of Debian's PostgreSQL; null when there is none to be had. */
export async function startDebianPostgres(): Promise<TestServer | null> {
  const major = await findMajor();
  if (major === null) return null;
  const bin = join(FOLDER, String(major), 'bin');
  const user = await findServerUser();
  const folder = await mkdtemp(join(tmpdir(), 'cardhour-postgres-'));
  const [cluster, passwordFile] = [join(folder, 'cluster'), join(folder, 'password')];
  const password = randomBytes(18).toString('hex');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  await chmod(folder, 0o755);
  if (user.uid !== undefined && user.gid !== undefined)
    for (const path of [folder, passwordFile]) await chown(path, user.uid, user.gid);
  const initdb = [
    '--username=owner',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
  ];
  await ended(join(bin, 'initdb'), ['-D', cluster, ...initdb], user);
  const port = await freePort();
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=200',
  ].flatMap((setting) => ['-c', setting]);
  const server = spawn(join(bin, 'postgres'), ['-D', cluster, ...settings], {
    ...user,
    cwd: '/',
    stdio: 'ignore',
  });
  const ownerUrl = `postgres://owner:${password}@127.0.0.1:${port}/postgres`;
  const stop = async () => {
    if (server.pid !== undefined) await shutDown(server.pid);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await answering(ownerUrl);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ownerUrl, major, stop };
}
