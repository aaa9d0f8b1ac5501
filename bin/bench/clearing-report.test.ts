import { describe, expect, it } from 'vitest';
import { bestKnown } from './book-source';
import type { ClearAnswer } from './clear-process';
import { classOf } from './clearing-classes';
import {
  type ClearingRow,
  clearingSummary,
  clearingTable,
  overBestKnown,
  overBound,
} from './clearing-report';

const answer = (changes: Partial<ClearAnswer> = {}): ClearAnswer => ({
  threads: 1,
  pools: 2,
  orders: 5,
  hours: 24,
  welfare: '980',
  bound: '1000',
  filled: 3,
  cardHours: 200,
  seconds: 0.9,
  cpuSeconds: 0.5,
  peakMb: 90,
  verified: 'ok',
  firstCome: { welfare: '784', filled: 3, cardHours: 150 },
  bookGzBytes: 2048,
  outcomeGzBytes: 1024,
  ...changes,
});

const rowOf = (changes: Partial<ClearAnswer> = {}, bestKnownMicros: bigint | null = null): ClearingRow => ({
  book: { name: 'b', source: { kind: 'file', path: 'b.json' }, load: 1.5, seed: 7, bestKnownMicros },
  ours: answer(changes),
  highs: { ran: false, why: 'not asked' },
});

const group = { name: 'a class', books: [], verify: true };

describe('a row', () => {
  it('980 of a bound of 1000 is 0.98, of a best known 1225 it is 0.8; first come 784 of 980 is 0.8', () => {
    expect(overBound(rowOf())).toBe(0.98);
    expect(overBestKnown(rowOf())).toBeNull();
    expect(overBestKnown(rowOf({}, 1225n))).toBe(0.8);
    const [, , line] = clearingTable([rowOf({}, 1225n)]).split('\n');
    const cells = line?.split('|').map((cell) => cell.trim());
    expect(cells?.slice(1, 7)).toEqual(['b', '2 × 5 × 24', '1.5', '7', '0.8000', '0.9800']);
    expect(cells?.slice(7, -1)).toEqual([
      '0.90',
      '0.50',
      '90',
      '0.8000',
      '0.7500',
      'not asked',
      '2 + 1',
      'ok',
    ]);
  });

  it('says of HiGHS its value over ours, its bound over ours, whether it is proven and whether cards were real-valued', () => {
    const highs = {
      isOptimal: true,
      isExact: false,
      valueMicros: 990,
      boundMicros: 990,
      seconds: 3.2,
      columns: 9,
    };
    const cell = (row: ClearingRow) => clearingTable([row]).split('\n')[2]?.split('|')[12]?.trim();
    expect(cell({ ...rowOf(), highs: { ran: true, answer: highs } })).toBe('1.0102 / 0.9900 ~ opt 3 s');
    const nothing = { ...highs, isOptimal: false, isExact: true, valueMicros: null, boundMicros: null };
    expect(cell({ ...rowOf(), highs: { ran: true, answer: nothing } })).toBe('none / none 3 s');
    expect(cell({ ...rowOf(), highs: { ran: true, answer: null } })).toBe('too large');
  });
});

describe('the summary of a class', () => {
  const bars = { averageLeast: 0.97, eachLeast: 0.96, secondsMost: 1, peakMbMost: 100 };

  it('0.98 and 0.96 average 0.97: every bar is passed', () => {
    const lines = clearingSummary({ ...group, bars }, [rowOf(), rowOf({ welfare: '960' })]);
    expect(lines.filter((line) => line.startsWith('pass'))).toEqual([
      'pass  average of the bound: 0.9700 (bar ≥ 0.97)',
      'pass  worst of the bound: 0.9600 (bar ≥ 0.96)',
      'pass  slowest, seconds of the processor (by the wall clock 0.90): 0.50 (bar ≤ 1)',
      'pass  largest peak, MB: 90 (bar ≤ 100)',
    ]);
    expect(lines.some((line) => line.startsWith('FAIL'))).toBe(false);
  });

  it('names what fails: a poor book, a slow one, a large one, one that breaks a rule', () => {
    const poor = rowOf({ welfare: '900', cpuSeconds: 2, peakMb: 200, verified: 'broken M-12' });
    const failed = clearingSummary({ ...group, bars }, [poor]).filter((line) => line.startsWith('FAIL'));
    expect(failed).toHaveLength(5);
    expect(failed.at(-1)).toBe('FAIL  b: broken M-12');
  });

  it('measures several threads by the wall clock: 2 s of two processors in 0.9 s pass a bar of 1 s', () => {
    const lines = clearingSummary({ ...group, bars }, [rowOf({ threads: 2, cpuSeconds: 2 })]);
    expect(lines).toContain('pass  slowest, seconds by the wall clock: 0.90 (bar ≤ 1)');
  });

  it('0.5 s, 1 s, 2.5 s grow by 2 and 2.5: over a bar of 2.4 the second doubling fails', () => {
    const rows = [0.5, 1, 2.5].map((cpuSeconds) => rowOf({ cpuSeconds }));
    const lines = clearingSummary({ ...group, bars: null, growthMost: 2.4 }, rows);
    expect(lines.slice(1, 3).map((line) => line.slice(0, 4))).toEqual(['pass', 'FAIL']);
  });

  it('says where the best known is beaten: 980 of 979', () => {
    expect(clearingSummary({ ...group, bars }, [rowOf({}, 979n)])).toContain('      over the best known: b');
  });
});

describe('the books of a size', () => {
  const options = { folder: null, seeds: [7, 8], loads: [0.8, 1.5] };
  it('are one per seed and load; growth doubles twice at the middle load', () => {
    expect(classOf('medium', options).books.map(({ seed, load }) => [seed, load])).toEqual([
      [7, 0.8],
      [7, 1.5],
      [8, 0.8],
      [8, 1.5],
    ]);
    expect(classOf('growth', options).books.map(({ name, seed, load }) => [name, seed, load])).toEqual([
      ['200×2500×168', 7, 1.5],
      ['200×5000×168', 7, 1.5],
      ['200×10000×168', 7, 1.5],
    ]);
  });

  it('have the best known welfare their folder states', () => {
    const csv = 'book,best_known_welfare_micros,status\ns1.json,19361590700,"best, not proven"\ns2.json,,\n';
    expect([...bestKnown(csv)]).toEqual([['s1.json', 19361590700n]]);
    expect(() => bestKnown('name,value\n')).toThrow('needs columns');
  });
});
