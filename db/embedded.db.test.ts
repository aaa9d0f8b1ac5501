import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type EmbeddedServer, startEmbedded } from './embedded';
import { findServerUser } from './embedded/binaries';
import { ended, isAlive } from './embedded/process';
import { SetUpError } from './set-up-error';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WITHIN_MS = 30_000;

let dataDir: string;
let servers: EmbeddedServer[];
let children: number[];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cardhour-embedded-'));
  [servers, children] = [[], []];
});
afterEach(async () => {
  for (const pid of children) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  for (const server of servers) await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(whenInUse: 'attach' | 'refuse' = 'refuse'): Promise<EmbeddedServer> {
  const server = await startEmbedded({
    dataDir,
    whenInUse,
    handleSignals: false,
    settings: { fsync: 'off' },
  });
  servers.push(server);
  return server;
}

/** Starts the folder's server in another process; promises both process ids. */
function startElsewhere(): Promise<{ readonly holder: number; readonly pid: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'db/testing/hold-server.ts', dataDir], {
      cwd: ROOT,
      env: { NODE_ENV: 'test', PATH: process.env.PATH },
    });
    let said = '';
    const holder = child.pid ?? 0;
    children.push(holder);
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.stdout.once('data', (chunk: Buffer) => {
      const { pid } = JSON.parse(chunk.toString());
      children.push(pid);
      resolve({ holder, pid });
    });
    child.once('close', () => reject(new Error(said)));
  });
}

/** The process that watches over a server for its holder. */
function watcherOf(pid: number): number {
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const commandLine = readFileSync(`/proc/${entry}/cmdline`, 'utf8');
      if (commandLine.includes(`\0cardhour-watch\0${pid}\0`)) return Number(entry);
    } catch {
      // It ended while we looked.
    }
  }
  throw new Error(`nobody watches ${pid}`);
}

async function query<T>(server: EmbeddedServer, run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(server.ownerUrl('postgres'), { max: 1, onnotice: () => undefined });
  try {
    return await run(sql);
  } finally {
    await sql.end();
  }
}

describe('the embedded server', () => {
  test('keeps data, port and password over a stop, listens on 127.0.0.1 alone, and hides its password from others', async () => {
    const first = await start();
    await query(first, (sql) => sql`create table kept as select 1 as n`);
    const listens = await query(first, (sql) => sql`show listen_addresses`);
    expect(listens[0]).toEqual({ listen_addresses: '127.0.0.1' });
    expect((await stat(join(dataDir, 'server.json'))).mode & 0o777).toBe(0o600);
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await start();
    expect(second).toMatchObject({ found: 'new', port: first.port });
    expect(second.ownerUrl('x')).toBe(first.ownerUrl('x'));
    expect(await query(second, (sql) => sql`select n from kept`)).toHaveLength(1);
  });

  test('takes another port when its own is taken', async () => {
    const first = await start();
    await first.stop();
    const squatter = createServer().listen(first.port, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    const second = await start();
    expect(second.port).not.toBe(first.port);
    await new Promise((resolve) => squatter.close(resolve));
  });

  test('a folder in use by a living process is refused by its id, or shared without stopping it', async () => {
    const { holder, pid } = await startElsewhere();
    await expect(start()).rejects.toThrow(`${dataDir} is in use by process ${holder}; stop that one first.`);
    const shared = await start('attach');
    expect(shared).toMatchObject({ found: 'shared', pid });
    await shared.stop();
    expect(await query(shared, (sql) => sql`select 1 as n`)).toHaveLength(1);
    process.kill(holder, 'SIGTERM');
    expect(await ended(pid, WITHIN_MS)).toBe(true);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'ends when the process that holds it gets %s',
    async (signal) => {
      const { holder, pid } = await startElsewhere();
      process.kill(holder, signal);
      expect(await ended(holder, WITHIN_MS)).toBe(true);
      expect(await ended(pid, WITHIN_MS)).toBe(true);
      const next = await start();
      expect(next.found).toBe('new');
      expect(await readFile(join(dataDir, 'server.log'), 'utf8')).not.toContain('recovery in progress');
    },
  );

  test('left alone by kill -9 of holder and watcher, it is taken over with its data by the next start, and stopped by it', async () => {
    const { holder, pid } = await startElsewhere();
    process.kill(watcherOf(pid), 'SIGKILL');
    process.kill(holder, 'SIGKILL');
    expect(await ended(holder, WITHIN_MS)).toBe(true);
    expect(isAlive(pid)).toBe(true);
    const next = await start();
    expect(next).toMatchObject({ found: 'orphan', pid });
    await next.stop();
    expect(isAlive(pid)).toBe(false);
  });

  test('an orphan that no longer knows our password is stopped, and the loss said in a sentence', async () => {
    const { holder, pid } = await startElsewhere();
    process.kill(watcherOf(pid), 'SIGKILL');
    process.kill(holder, 'SIGKILL');
    await ended(holder, WITHIN_MS);
    await rm(join(dataDir, 'server.json'));
    await expect(start()).rejects.toThrow('server.json with its password is gone');
    expect(isAlive(pid)).toBe(false);
  });

  test('after kill -9 of the server itself the next start recovers what was committed', async () => {
    const first = await start();
    await query(first, async (sql) => {
      await sql`create table kept as select 1 as n`;
      process.kill(first.pid, 'SIGKILL');
      await ended(first.pid, WITHIN_MS);
    }).catch(() => undefined);
    const second = await start();
    expect(second.found).toBe('new');
    expect(await query(second, (sql) => sql`select n from kept`)).toHaveLength(1);
  });

  test('a postmaster.pid whose process id now belongs to another program does not stand in the way', async () => {
    const first = await start();
    const pidFile = join(dataDir, 'cluster', 'postmaster.pid');
    const lines = (await readFile(pidFile, 'utf8')).split('\n');
    await first.stop();
    const user = await findServerUser();
    const other = spawn('sleep', ['60'], { ...user, cwd: '/', stdio: 'ignore' });
    children.push(other.pid ?? 0);
    await writeFile(pidFile, [other.pid, ...lines.slice(1)].join('\n'));
    if (user.uid !== undefined && user.gid !== undefined) await chown(pidFile, user.uid, user.gid);
    expect((await start()).found).toBe('new');
    expect(isAlive(other.pid ?? 0)).toBe(true);
  });

  test('a folder that is a file is refused in a sentence', async () => {
    const file = join(dataDir, 'file');
    await writeFile(file, '');
    const refused = startEmbedded({ dataDir: join(file, 'below'), handleSignals: false });
    await expect(refused).rejects.toThrow("can't hold the database: a file is in its way.");
    await expect(refused).rejects.toBeInstanceOf(SetUpError);
  });
});
