import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);

describe('studyThread', () => {
  it('does studies one after the other and lets its process end: 10 − 2 × 3 = 4', async () => {
    const { stdout } = await run('node_modules/.bin/tsx', ['lib/adapters/testing/study-in-thread.ts']);
    expect(stdout.trim()).toBe('4');
  });
});
