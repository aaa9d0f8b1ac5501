import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether pgbench is there; null says it isn't. */
export async function pgbenchVersion(): Promise<string | null> {
  try {
    return (await run('pgbench', ['--version'])).stdout.trim();
  } catch {
    return null;
  }
}

/** pgbench's builtin `tpcb-like` with prepared statements on tables that stand; promises transactions per second. */
export async function runPgbench(ownerUrl: string, clients: number, seconds: number): Promise<number> {
  const args = ['-n', '-M', 'prepared', '-c', `${clients}`, '-j', '2', '-T', `${seconds}`, ownerUrl];
  const { stdout } = await run('pgbench', args);
  const rate = /^tps = ([\d.]+)/m.exec(stdout)?.[1];
  if (!rate) throw new Error(`pgbench said no rate: ${stdout}`);
  return Number(rate);
}
