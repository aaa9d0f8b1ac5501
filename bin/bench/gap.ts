import type { Book } from '@/lib/clearing/book';
import { bookModel } from '@/lib/clearing/book-model';
import { clearBook, effortFor } from '@/lib/clearing/clear';
import { prepareMarket } from '@/lib/clearing/market';
import { type Bench, readCount, readNumber, readOptions } from './bench-command';
import { generated, loadBook } from './book-source';
import { askChild } from './child';
import { cutBook } from './cut-book';
import { type CutRow, cutSummary, cutTable, type EffortRow, effortTable } from './gap-report';
import type { HighsAnswer, HighsQuestion } from './highs-process';

const LOADS = [0.8, 1.5, 2.5];
const SIZE = { wholeLotsMost: 100_000, entriesMost: 3_000_000 };
const HIGHS = { seconds: 60, gap: 1e-4, heapMb: 4096, graceSeconds: 60 };
const EFFORTS = [1, 4, 16];

export const bench: Bench = {
  usage: '[--seed S] [--every N] [--cuts N] [--highs SECONDS]',
  purpose:
    'What the gap between welfare and bound is made of: HiGHS on cuts of 50 × 1,000 books, and longer runs of the engine.',
  async run(args) {
    const options = readOptions(args, ['seed', 'every', 'cuts', 'highs']);
    const seed = readCount(options.seed, 7, 0, 2 ** 32 - 1);
    const every = readCount(options.every, 8, 1, 50);
    const cuts = readCount(options.cuts, 3, 0, every);
    const seconds = readNumber(options.highs, HIGHS.seconds, 1, 86_400);
    const cutRows: CutRow[] = [];
    const effortRows: EffortRow[] = [];
    for (const load of LOADS) {
      const book = loadBook(generated(50, 1000, 168, load, seed));
      for (let offset = 0; offset < cuts; offset++) {
        const row = await solveCut(
          cutBook(book, { every, offset }),
          `load ${load}, cut ${offset + 1}`,
          seconds,
        );
        if (row) cutRows.push(row);
      }
      effortRows.push(...longerRuns(book, load));
    }
    console.log(`${cutTable(cutRows)}\n\n${cutSummary(cutRows)}\n\n${effortTable(effortRows)}`);
    return 0;
  },
};

/** A cut as the engine and as HiGHS clear it; null where HiGHS found nothing. */
async function solveCut(book: Book, name: string, seconds: number): Promise<CutRow | null> {
  const { welfare, bound } = clearBook(book);
  const question: HighsQuestion = { source: { kind: 'given', book }, seconds, gap: HIGHS.gap, ...SIZE };
  const limits = { seconds: seconds + HIGHS.graceSeconds, heapMb: HIGHS.heapMb };
  const solved = await askChild<HighsQuestion, HighsAnswer>('./highs-process.ts', question, limits);
  const answer = solved.ok ? solved.answer : null;
  if (answer?.valueMicros == null || answer.boundMicros === null) {
    console.error(`${name}: HiGHS found nothing${solved.ok ? '' : ` (${solved.why})`}`);
    return null;
  }
  return {
    name,
    pools: book.pools.length,
    orders: book.orders.length,
    welfareMicros: Number(welfare),
    boundMicros: Number(bound),
    highsMicros: answer.valueMicros,
    highsBoundMicros: answer.boundMicros,
    highsSeconds: answer.seconds,
  };
}

/** One book with the usual improvement, four times and sixteen times as much; prices are left at the asks. */
function longerRuns(book: Book, load: number): EffortRow[] {
  const usual = effortFor(prepareMarket(bookModel(book)));
  return EFFORTS.map((times) => {
    const before = process.cpuUsage().user;
    const improvementWork = usual.improvementWork * times;
    const { welfare, bound } = clearBook(book, { ...usual, improvementWork, pricingRounds: 0 });
    const cpuSeconds = (process.cpuUsage().user - before) / 1e6;
    return { load, times, welfareMicros: Number(welfare), boundMicros: Number(bound), cpuSeconds };
  });
}
