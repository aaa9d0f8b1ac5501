import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const STOP_LIMIT_MS = 10_000;
const READY_LIMIT_MS = 90_000;

/** A program of ours that may be killed and started again; its output is appended to a log file. */
export class Program {
  #child: ChildProcess | null = null;

  constructor(
    readonly name: string,
    private readonly args: readonly string[],
    private readonly env: NodeJS.ProcessEnv,
    private readonly logDir: string,
  ) {}

  get isRunning(): boolean {
    const child = this.#child;
    return child !== null && child.exitCode === null && child.signalCode === null;
  }

  start(): void {
    const log = openSync(join(this.logDir, `${this.name}.log`), 'a', 0o600);
    // In a group of its own, so that a kill reaches whatever it started.
    this.#child = spawn(process.execPath, [...this.args], {
      detached: true,
      env: this.env,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
  }

  /** `kill -9`: no chance to say goodbye. */
  async killHard(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (!this.isRunning || !child?.pid) return;
    const { pid } = child;
    const closed = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    process.kill(-pid, signal);
    const late = setTimeout(() => process.kill(-pid, 'SIGKILL'), STOP_LIMIT_MS);
    await closed;
    clearTimeout(late);
  }
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const nextProgram = (): string => createRequire(import.meta.url).resolve('next/dist/bin/next');

/** The built pages and endpoints, served on a port of this machine alone. */
export const webProgram = (env: NodeJS.ProcessEnv, port: number, logDir: string): Program =>
  new Program('web', [nextProgram(), 'start', '-H', '127.0.0.1', '-p', String(port)], env, logDir);

export const workerProgram = (env: NodeJS.ProcessEnv, logDir: string): Program =>
  new Program('worker', ['--import', 'tsx', here('../worker.ts')], env, logDir);

/** Waits until the market says that it is ready; throws with its last answer when it takes too long. */
export async function untilReady(origin: string): Promise<void> {
  let last = 'no answer';
  for (const until = Date.now() + READY_LIMIT_MS; Date.now() < until; await sleep(200)) {
    try {
      const answer = await fetch(`${origin}/api/ready`, { signal: AbortSignal.timeout(5000) });
      if (answer.ok) return;
      last = `${answer.status} ${(await answer.text()).slice(0, 300)}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
  }
  throw new Error(`the market isn’t ready after ${READY_LIMIT_MS / 1000} s: ${last}`);
}
