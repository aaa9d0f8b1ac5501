import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildInputs, isBuilt, markBuilt } from './build';
import { ChildEnded, type Children, type Running } from './children';
import { say } from './narrate';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const preload = (name: string): string[] => ['--import', pathToFileURL(here(name)).href];
const TSX = ['--import', 'tsx'];
const READY_LIMIT_MS = 60_000;

const nextProgram = (): string => createRequire(import.meta.url).resolve('next/dist/bin/next');
const nextArgs = (...args: string[]): string[] => [
  ...preload('./end-with-parent.mjs'),
  nextProgram(),
  ...args,
];

/** Makes the demo's history; its progress lines become ours. */
export function startSeed(children: Children, env: NodeJS.ProcessEnv): Running {
  const args = [...preload('./end-with-parent.mjs'), ...TSX, here('../seed.ts')];
  return children.start({ name: 'seed', args, env, onLine: (line) => say(`  ${line}`) });
}

/** Builds the pages for production unless the standing build was made from the same inputs. */
export async function buildPages(children: Children, env: NodeJS.ProcessEnv): Promise<void> {
  const inputs = await buildInputs();
  if (await isBuilt(inputs)) return say('the pages are built and current');
  say('building the pages');
  const args = nextArgs('build');
  await children.start({ name: 'build', args, env: { ...env, NODE_ENV: 'production' } }).ended;
  await markBuilt(inputs);
  if (!(await isBuilt(inputs))) throw new ChildEnded('build', 'without a build', [], '');
  say('the pages are built');
}

export interface Serving {
  readonly dev: boolean;
  readonly port: number;
}

export function startWeb(children: Children, env: NodeJS.ProcessEnv, { dev, port }: Serving): Running {
  const args = nextArgs(dev ? 'dev' : 'start', '-p', String(port));
  return children.start({
    name: 'web',
    args,
    env: dev ? env : { ...env, NODE_ENV: 'production' },
    ...(dev ? { onLine: (line: string) => console.log(line) } : {}),
  });
}

export function startWorker(children: Children, env: NodeJS.ProcessEnv): Running {
  return children.start({ name: 'worker', args: [...TSX, here('../worker.ts')], env });
}

/** Rejects when a program ends that should run on, even if it ends without complaint. */
export const endedEarly = (name: string, running: Running): Promise<never> =>
  running.ended.then(() => Promise.reject(new ChildEnded(name, 'without being asked to', [], '')));

/** Waits until the market says that web, worker and database are ready. */
export async function whenReady(port: number): Promise<void> {
  let last = 'no answer';
  for (const until = Date.now() + READY_LIMIT_MS; Date.now() < until; await sleep(250)) {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/api/ready`);
      if (answer.ok) return;
      last = `${answer.status} ${(await answer.text()).slice(0, 300)}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
  }
  throw new ChildEnded('web', `not ready after ${READY_LIMIT_MS / 1000} s: ${last}`, [], '');
}
