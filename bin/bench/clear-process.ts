import { gzipSync } from 'node:zlib';
import { clearInLanes } from '@/lib/adapters/clear-in-lanes';
import type { Book } from '@/lib/clearing/book';
import { firstCome } from '@/lib/clearing/first-come';
import type { Outcome } from '@/lib/clearing/outcome';
import { verifyOutcome } from '@/lib/clearing/verify';
import { type BookSource, loadBook } from './book-source';
import { answerParent } from './child';

export interface ClearQuestion {
  readonly source: BookSource;
  readonly verify: boolean;
  readonly threads: number;
}

/** One clearing as measured in a process of its own; amounts are decimal strings of micros. */
export interface ClearAnswer {
  readonly threads: number;
  readonly pools: number;
  readonly orders: number;
  readonly hours: number;
  readonly welfare: string;
  readonly bound: string;
  readonly filled: number;
  readonly cardHours: number;
  /** Of the engine alone, by the wall clock. */
  readonly seconds: number;
  /** Of the processor, all threads together. */
  readonly cpuSeconds: number;
  /** The process at its peak, book and runtime included. */
  readonly peakMb: number;
  /** "ok", or the first rule broken. */
  readonly verified: string;
  readonly firstCome: { readonly welfare: string; readonly filled: number; readonly cardHours: number };
  /** What is kept of a round: book and outcome, compressed. */
  readonly bookGzBytes: number;
  readonly outcomeGzBytes: number;
}

const KB_PER_MB = 1024;

const cardHoursOf = ({ trades }: Outcome): number =>
  trades.reduce((all, { lots }) => lots.reduce((sum, { cards, hours }) => sum + cards * hours, all), 0);

function verdict(book: Book, outcome: Outcome, isAsked: boolean): string {
  if (!isAsked) return 'not asked';
  const verified = verifyOutcome(book, outcome);
  return verified.ok ? 'ok' : `broken ${verified.refusal.code}`;
}

const gzBytes = (value: unknown): number => gzipSync(JSON.stringify(value)).length;

async function measureClearing({ source, verify, threads }: ClearQuestion): Promise<ClearAnswer> {
  const book = loadBook(source);
  const cpuBefore = process.cpuUsage();
  const startedMs = performance.now();
  const outcome = await clearInLanes(book, threads);
  const seconds = (performance.now() - startedMs) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  const peakMb = process.resourceUsage().maxRSS / KB_PER_MB;
  const posted = firstCome(book);
  return {
    threads,
    pools: book.pools.length,
    orders: book.orders.length,
    hours: book.hours,
    welfare: outcome.welfare,
    bound: outcome.bound,
    filled: outcome.trades.length,
    cardHours: cardHoursOf(outcome),
    seconds,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    peakMb,
    verified: verdict(book, outcome, verify),
    firstCome: {
      welfare: posted.welfareMicros.toString(),
      filled: posted.filled,
      cardHours: posted.cardHours,
    },
    bookGzBytes: gzBytes(book),
    outcomeGzBytes: gzBytes(outcome),
  };
}

await answerParent(measureClearing);
