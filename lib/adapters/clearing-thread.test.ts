import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);

const SCRIPT = 'lib/adapters/testing/clear-in-thread.ts';

describe('threadEngine', () => {
  it.each([
    ['node --import tsx, as the demo starts the worker', process.execPath, ['--import', 'tsx']],
    ['tsx, as npm run worker does', 'node_modules/.bin/tsx', []],
  ])('clears a book in a thread under %s', async (_title, command, args) => {
    const { stdout } = await run(command, [...args, SCRIPT]);
    expect(stdout.trim()).toBe('0');
  });
});
