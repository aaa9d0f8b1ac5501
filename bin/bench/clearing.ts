import { writeFileSync } from 'node:fs';
import { type Bench, readCount, readNumber, readOptions, UsageError } from './bench-command';
import { askChild } from './child';
import type { ClearAnswer, ClearQuestion } from './clear-process';
import {
  type BenchBook,
  type BookClass,
  type ClassOptions,
  classOf,
  SIZES,
  type Size,
} from './clearing-classes';
import {
  type ClearingRow,
  clearingSummary,
  clearingTable,
  type HighsResult,
  LEGEND,
  overBestKnown,
  overBound,
} from './clearing-report';
import type { HighsAnswer, HighsQuestion } from './highs-process';

const CLEAR_LIMITS = { seconds: 1800, heapMb: 8192 };
const HIGHS_HEAP_MB = 6144;
/** HiGHS looks at its clock between steps, and a step of a large program may be long. */
const HIGHS_GRACE_SECONDS = 60;
const HIGHS_GAP = 1e-4;
const HIGHS_SIZE = { wholeLotsMost: 30_000, entriesMost: 3_000_000 };

interface Work {
  /** HiGHS's time per book; 0: it isn't asked. */
  readonly highsSeconds: number;
  /** Of the engine. */
  readonly threads: number;
}

export const bench: Bench = {
  usage: `[--books DIR] [--sizes ${SIZES.join('|')}|all[,…]] [--seeds 7,8,9] [--loads 0.8,1.5,2.5] [--highs SECONDS] [--threads 1] [--json FILE]`,
  purpose:
    'Clears a folder of books and generated ones, each in a process of its own, beside first-come-first-served and HiGHS.',
  async run(args) {
    const options = readOptions(args, ['books', 'sizes', 'seeds', 'loads', 'highs', 'threads', 'json']);
    const classOptions: ClassOptions = {
      folder: options.books ?? null,
      seeds: numbers(options.seeds, [7, 8, 9], (text) => readCount(text, 7, 0, 2 ** 32 - 1)),
      loads: numbers(options.loads, [0.8, 1.5, 2.5], (text) => readNumber(text, 1.5, 0.01, 100)),
    };
    const work: Work = {
      highsSeconds: readNumber(options.highs, 60, 0, 86_400),
      threads: readCount(options.threads, 1, 1, 64),
    };
    const all: ClearingRow[] = [];
    const summary: string[] = [];
    for (const size of sizesOf(options.sizes)) {
      const group = classOf(size, classOptions);
      const rows = await measureClass(group, work);
      console.log(`\n${clearingTable(rows)}`);
      all.push(...rows);
      summary.push(...clearingSummary(group, rows));
    }
    console.log(`\n${LEGEND}\n\n${summary.join('\n')}`);
    if (options.json !== undefined)
      writeFileSync(options.json, `${JSON.stringify(all.map(plainRow), null, 1)}\n`);
    return summary.some((line) => line.startsWith('FAIL')) ? 1 : 0;
  },
};

function sizesOf(text = 'small,medium'): Size[] {
  if (text === 'all') return [...SIZES];
  return text.split(',').map((name) => {
    const size = SIZES.find((known) => known === name);
    if (!size) throw new UsageError(`"${name}" is no size: ${SIZES.join(', ')} or all`);
    return size;
  });
}

const numbers = (text: string | undefined, otherwise: readonly number[], read: (text: string) => number) =>
  text === undefined ? otherwise : text.split(',').map(read);

async function measureClass(group: BookClass, { highsSeconds, threads }: Work): Promise<ClearingRow[]> {
  const rows: ClearingRow[] = [];
  for (const book of group.books) {
    const cleared = await askChild<ClearQuestion, ClearAnswer>(
      './clear-process.ts',
      { source: book.source, verify: group.verify, threads },
      CLEAR_LIMITS,
    );
    if (!cleared.ok) throw new Error(`${book.name}: ${cleared.why}`);
    const row = { book, ours: cleared.answer, highs: await solveWithHighs(book, highsSeconds) };
    console.error(
      `${book.name} load ${book.load ?? '–'} seed ${book.seed ?? '–'}: ${overBound(row).toFixed(4)} of the bound`,
    );
    rows.push(row);
  }
  return rows;
}

async function solveWithHighs({ source }: BenchBook, seconds: number): Promise<HighsResult> {
  if (seconds === 0) return { ran: false, why: 'not asked' };
  const limits = { seconds: seconds + HIGHS_GRACE_SECONDS, heapMb: HIGHS_HEAP_MB };
  const solved = await askChild<HighsQuestion, HighsAnswer>(
    './highs-process.ts',
    { source, seconds, gap: HIGHS_GAP, ...HIGHS_SIZE },
    limits,
  );
  return solved.ok ? { ran: true, answer: solved.answer } : { ran: false, why: solved.why };
}

/** A row as plain data: amounts as decimal strings, with the two ratios. */
const plainRow = (row: ClearingRow) => ({
  book: row.book.name,
  load: row.book.load,
  seed: row.book.seed,
  bestKnown: row.book.bestKnownMicros?.toString() ?? null,
  overBestKnown: overBestKnown(row),
  overBound: overBound(row),
  ...row.ours,
  highs: row.highs.ran ? (row.highs.answer ?? 'too large') : row.highs.why,
});
