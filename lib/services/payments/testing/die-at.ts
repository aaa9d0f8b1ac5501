import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CrashPlan } from './crash-child';
import type { Deed } from './crash-deeds';
import type { Market } from './effects';

const CHILD = fileURLToPath(new URL('./crash-child.ts', import.meta.url));

/** Runs a deed in a process of its own that ends itself with SIGKILL; promises how it ended, else what it said. */
export function dieAt({ test, stripe }: Market, deed: Deed, diesAt: number): Promise<string> {
  const { origin, secretKey, webhookSecret } = stripe;
  const plan: CrashPlan = {
    appUrl: test.urls.app,
    now: test.now.toISOString(),
    stripe: { origin, secretKey, webhookSecret },
    deed,
    diesAt,
  };
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, JSON.stringify(plan)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (part) => {
    said += part;
  });
  return new Promise((resolve) => child.once('close', (_code, signal) => resolve(signal ?? said)));
}
