import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const LAST_LINES = 25;
const STOP_LIMIT_MS = 15_000;

export interface Program {
  readonly name: string;
  /** Arguments of Node.js. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Gets every line of output; the log file gets them too. */
  readonly onLine?: (line: string) => void;
}

/** A program ended that shouldn't have, or ended badly; carries the last lines it wrote. */
export class ChildEnded extends Error {
  override readonly name = 'ChildEnded';
  constructor(
    readonly program: string,
    readonly how: string,
    readonly lastLines: readonly string[],
    readonly logFile: string,
  ) {
    super(`${program} ended (${how})`);
  }
}

export interface Running {
  /** Resolves when it ends with code 0, else rejects with a ChildEnded. */
  readonly ended: Promise<void>;
}

/**
 * The programs the demo starts. Each is in a process group of its own, so that Ctrl-C reaches only us and we stop them
 * in order; each has a channel to us, by which it notices when we are killed.
 */
export class Children {
  readonly #running = new Map<string, ChildProcess>();

  constructor(private readonly logDir: string) {}

  start(program: Program): Running {
    const logFile = join(this.logDir, `${program.name}.log`);
    const log = createWriteStream(logFile, { mode: 0o600 });
    const child = spawn(process.execPath, [...program.args], {
      detached: true,
      env: { ...program.env, CARDHOUR_STARTED_BY: String(process.pid) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#running.set(program.name, child);
    const lastLines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        log.write(`${line}\n`);
        if (lastLines.push(line) > LAST_LINES) lastLines.shift();
        program.onLine?.(line);
      });
    }
    const ended = new Promise<void>((resolve, reject) => {
      const fail = (how: string) => reject(new ChildEnded(program.name, how, lastLines, logFile));
      child.once('error', (error) => fail(error.message));
      child.once('close', (code, signal) => {
        this.#running.delete(program.name);
        log.end();
        if (code === 0) resolve();
        else fail(signal ?? `code ${code}`);
      });
    });
    ended.catch(() => undefined);
    return { ended };
  }

  /** Asks one to stop and waits; what hasn't ended by then is killed with all it started. */
  async stop(name: string): Promise<void> {
    const child = this.#running.get(name);
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
    const closed = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    const { pid } = child;
    const late = setTimeout(() => {
      try {
        process.kill(-pid, 'SIGKILL');
      } catch {
        child.kill('SIGKILL');
      }
    }, STOP_LIMIT_MS);
    await closed;
    clearTimeout(late);
  }

  /** Stops what runs, in the order it was started. */
  async stopAll(): Promise<void> {
    for (const name of [...this.#running.keys()]) await this.stop(name);
  }
}
