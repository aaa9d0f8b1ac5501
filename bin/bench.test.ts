import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { generateBook } from '@/lib/clearing/generate-book';
import { readCount, readNumber, readOptions, UsageError } from './bench/bench-command';
import { againstBar, average, quantile, ratio, table } from './bench/table';

describe('a printed table', () => {
  it('lines figures up on the right and words on the left, under a head and a Markdown rule', () => {
    const rows = [
      { book: 's1', share: 0.9987 },
      { book: 'long name', share: 1 },
    ];
    const text = table(
      [
        { head: 'book', cell: ({ book }) => book, left: true },
        { head: 'share', cell: ({ share }) => share.toFixed(3) },
      ],
      rows,
    );
    expect(text.split('\n')).toEqual([
      '| book      | share |',
      '|:----------|------:|',
      '| s1        | 0.999 |',
      '| long name | 1.000 |',
    ]);
  });

  it('of no rows is its head', () =>
    expect(table([{ head: 'a', cell: () => '' }], [])).toBe('|   a |\n|----:|'));
});

describe('figures', () => {
  it('997 of 1000 is 0.997, nothing of nothing is 1, and amounts past 2^53 keep their ratio', () => {
    expect(ratio(997n, 1000n)).toBe(0.997);
    expect(ratio(0n, 0n)).toBe(1);
    expect(ratio(3n * 10n ** 30n, 4n * 10n ** 30n)).toBeCloseTo(0.75, 12);
  });

  it('the average of 1, 2, 6 is 3; of 1 … 10 the median is 5, the 0.99 quantile 10, the least 1', () => {
    expect(average([1, 2, 6])).toBe(3);
    const ten = [10, 1, 9, 2, 8, 3, 7, 4, 6, 5];
    expect([quantile(ten, 0.5), quantile(ten, 0.99), quantile(ten, 0)]).toEqual([5, 10, 1]);
  });

  it('0.964 under a bar of 0.965 fails, 0.965 passes; 2.5 over a bar of at most 2.4 fails', () => {
    expect(againstBar('welfare', 0.964, 0.965, 'least')).toBe('FAIL  welfare: 0.9640 (bar ≥ 0.965)');
    expect(againstBar('welfare', 0.965, 0.965, 'least')).toMatch(/^pass/);
    expect(againstBar('growth', 2.5, 2.4, 'most', 2)).toBe('FAIL  growth: 2.50 (bar ≤ 2.4)');
  });
});

describe('options', () => {
  it('reads --name value, and refuses an unknown one, a missing value and a stray word', () => {
    expect(readOptions(['--seed', '7'], ['seed', 'load'])).toEqual({ seed: '7' });
    for (const args of [['--size', '1'], ['--seed'], ['seven']])
      expect(() => readOptions(args, ['seed'])).toThrow(UsageError);
  });

  it('takes numbers within their bounds only', () => {
    expect(readNumber(undefined, 1.5, 0, 2)).toBe(1.5);
    expect(readNumber('0.8', 1.5, 0, 2)).toBe(0.8);
    for (const text of ['', 'x', '-1', '3', 'NaN'])
      expect(() => readNumber(text, 1, 0, 2)).toThrow(UsageError);
    expect(() => readCount('1.5', 1, 0, 2)).toThrow('whole');
  });
});

describe('npm run bench', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const bench = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'bin/bench.ts', ...args], { encoding: 'utf8' });

  it('names every bench and ends with 2 when it is asked for an unknown one or wrongly', () => {
    const unknown = bench('everything');
    expect(unknown.status).toBe(2);
    for (const name of ['clearing', 'rationing', 'gap', 'warm', 'quotes', 'book'])
      expect(unknown.stderr).toContain(`npm run -s bench -- ${name} `);
    expect(bench('clearing', '--sizes', 'gigantic')).toMatchObject({ status: 2, stdout: '' });
    expect(bench('clearing', '--books', join(folder, 'nowhere')).stderr).toContain(
      "can't be read as a folder",
    );
  });

  it('clears a folder of books, each in a process of its own, beside HiGHS, and keeps the figures as JSON', () => {
    const book = generateBook({ pools: 3, orders: 12, hours: 24, load: 1.5, spread: 0.25, seed: 3 });
    writeFileSync(join(folder, 'one.json'), JSON.stringify(book));
    writeFileSync(join(folder, 'best-known.csv'), 'book,best_known_welfare_micros\none.json,1\n');
    const file = join(folder, 'figures.out');
    const { status, stdout } = bench('clearing', '--books', folder, '--sizes', 'small', '--json', file);
    expect(status).toBe(0);
    expect(stdout).toContain('over the best known: one');
    const [row] = JSON.parse(readFileSync(file, 'utf8'));
    expect(row).toMatchObject({
      book: 'one',
      pools: 3,
      verified: 'ok',
      highs: { isOptimal: true, isExact: true },
    });
    expect(Number(row.welfare)).toBeLessThanOrEqual(row.highs.boundMicros + 1);
    expect(row.highs.valueMicros).toBeLessThanOrEqual(Number(row.bound) + 1);
    expect(row.peakMb).toBeGreaterThan(20);
  });
});
