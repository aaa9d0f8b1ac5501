import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { clearBook } from '@/lib/clearing/clear';
import { generateBook } from '@/lib/clearing/generate-book';
import { sampleBook } from '@/lib/clearing/sample-book';
import { shuffledBook } from '@/lib/clearing/testing/tiny-book';

const folder = mkdtempSync(join(tmpdir(), 'clear-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string): string => join(folder, name);
const write = (name: string, value: unknown): string => {
  writeFileSync(file(name), typeof value === 'string' ? value : JSON.stringify(value));
  return file(name);
};
const clear = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'bin/clear.ts', ...args],
    {
      encoding: 'utf8',
    },
  );
  return { status, stdout, stderr };
};

const book = sampleBook({ pools: 3, orders: 12, hours: 12, load: 1.5, spread: 0.3, seed: 5 });
const bookFile = write('book.json', book);

describe('npm run clear', () => {
  it('clears to standard output and to a file alike but for elapsedMs, and verifies with exit 0', () => {
    const shown = clear(bookFile);
    expect(shown).toMatchObject({ status: 0, stderr: '' });
    expect(clear(bookFile, '--out', file('outcome.json'))).toEqual({ status: 0, stdout: '', stderr: '' });
    const verified = clear('verify', bookFile, file('outcome.json'));
    expect(verified.status).toBe(0);
    expect(verified.stdout).toMatch(/^ok: \d+ trades, \d+ unfilled, welfare \d+ of at most \d+/);
    const outcome = JSON.parse(shown.stdout);
    const again = clear('verify', bookFile, write('again.json', outcome));
    expect(again.stdout).toBe(verified.stdout);
  });

  it('gives the same bytes with 1, 2 and 3 threads, each in a process of its own (M-13)', () => {
    const large = generateBook({ pools: 10, orders: 360, hours: 72, load: 1.5, spread: 0.25, seed: 4 });
    expect(large.orders.length).toBeGreaterThan(300);
    const largeFile = write('large.json', large);
    const [one, ...more] = ['1', '2', '3'].map((threads) => {
      const { status, stdout, stderr } = clear(largeFile, '--threads', threads);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      return stdout.replace(/"elapsedMs":\d+/, '');
    });
    for (const other of more) expect(other).toBe(one);
  });

  it('gives in a process of its own, from rows in another order, the bytes that clearing here gives (M-13)', () => {
    const { status, stdout } = clear(write('shuffled.json', shuffledBook(book, 9)));
    expect(status).toBe(0);
    expect(stdout.replace(/"elapsedMs":\d+/, '"elapsedMs":0')).toBe(`${JSON.stringify(clearBook(book))}\n`);
  });

  it('exits 1 naming the first rule broken with the facts', () => {
    const outcome = JSON.parse(clear(bookFile).stdout);
    const tampered = write('tampered.json', { ...outcome, welfare: `${BigInt(outcome.welfare) + 1n}` });
    const verified = clear('verify', bookFile, tampered);
    expect(verified.status).toBe(1);
    expect(verified.stderr).toContain(
      `broken M-14: welfare ${BigInt(outcome.welfare) + 1n}, recomputed ${outcome.welfare}`,
    );
  });

  it('exits 2 with the path and the reason for a malformed book or outcome', () => {
    const bad = clear(write('bad.json', { ...book, pools: [...book.pools, book.pools[0]] }));
    expect(bad.status).toBe(2);
    expect(bad.stderr).toContain('malformed book: $.pools[3].id: is twice in the book');
    const outcome = clear('verify', bookFile, write('empty.json', {}));
    expect(outcome).toMatchObject({ status: 2 });
    expect(outcome.stderr).toContain('malformed outcome: $.format: is missing');
    expect(clear(write('cut.json', '{"format":')).stderr).toContain('is no JSON');
  });

  it('exits 2 for a file that is missing or over 500 MB, and for wrong arguments', () => {
    expect(clear(file('missing.json'))).toMatchObject({ status: 2 });
    truncateSync(write('large.json', ''), 500_000_001);
    const large = clear(file('large.json'));
    expect(large.status).toBe(2);
    expect(large.stderr).toContain('500000001 bytes is over the 500000000 (500 MB)');
    expect(clear('verify', bookFile)).toMatchObject({ status: 2 });
    expect(clear()).toMatchObject({ status: 2 });
  });
});
