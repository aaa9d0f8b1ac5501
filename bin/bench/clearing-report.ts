import type { ClearAnswer } from './clear-process';
import type { BenchBook, BookClass } from './clearing-classes';
import type { HighsAnswer } from './highs-process';
import { againstBar, average, type Column, ratio, table } from './table';

/** HiGHS on the same book: what it answered, or why it didn't. */
export type HighsResult =
  | { readonly ran: true; readonly answer: HighsAnswer }
  | { readonly ran: false; readonly why: string };

/** One book with everything measured on it in the same run. */
export interface ClearingRow {
  readonly book: BenchBook;
  readonly ours: ClearAnswer;
  readonly highs: HighsResult;
}

const share = (value: number | null): string => (value === null ? '–' : value.toFixed(4));

/** Our welfare over the best known; null where nobody said. */
export const overBestKnown = ({ book, ours }: ClearingRow): number | null =>
  book.bestKnownMicros === null ? null : ratio(BigInt(ours.welfare), book.bestKnownMicros);

export const overBound = ({ ours }: ClearingRow): number => ratio(BigInt(ours.welfare), BigInt(ours.bound));

/** The ratio the bars speak of: over the best known where there is one, else over the bound. */
const quality = (row: ClearingRow): number => overBestKnown(row) ?? overBound(row);

function highsText(row: ClearingRow): string {
  const { highs, ours } = row;
  if (!highs.ran) return highs.why;
  const { answer } = highs;
  if (answer === null) return 'too large';
  const value = answer.valueMicros === null ? 'none' : (answer.valueMicros / Number(ours.welfare)).toFixed(4);
  const bound = answer.boundMicros === null ? 'none' : (answer.boundMicros / Number(ours.bound)).toFixed(4);
  const mark = `${answer.isExact ? '' : ' ~'}${answer.isOptimal ? ' opt' : ''}`;
  return `${value} / ${bound}${mark} ${answer.seconds.toFixed(0)} s`;
}

const COLUMNS: readonly Column<ClearingRow>[] = [
  { head: 'book', cell: ({ book }) => book.name, left: true },
  { head: 'pools × orders × hours', cell: ({ ours }) => `${ours.pools} × ${ours.orders} × ${ours.hours}` },
  { head: 'load', cell: ({ book }) => (book.load === null ? '–' : String(book.load)) },
  { head: 'seed', cell: ({ book }) => (book.seed === null ? '–' : String(book.seed)) },
  { head: '÷ best known', cell: (row) => share(overBestKnown(row)) },
  { head: '÷ bound', cell: (row) => share(overBound(row)) },
  { head: 's', cell: ({ ours }) => ours.seconds.toFixed(2) },
  { head: 'cpu s', cell: ({ ours }) => ours.cpuSeconds.toFixed(2) },
  { head: 'peak MB', cell: ({ ours }) => ours.peakMb.toFixed(0) },
  {
    head: 'first-come welfare',
    cell: ({ ours }) => share(ratio(BigInt(ours.firstCome.welfare), BigInt(ours.welfare))),
  },
  {
    head: 'its card-hours',
    cell: ({ ours }) => share(ours.cardHours === 0 ? null : ours.firstCome.cardHours / ours.cardHours),
  },
  { head: 'HiGHS: value / bound', cell: highsText },
  {
    head: 'kept kB',
    cell: ({ ours }) => `${Math.round(ours.bookGzBytes / 1024)} + ${Math.round(ours.outcomeGzBytes / 1024)}`,
  },
  { head: 'verified', cell: ({ ours }) => ours.verified },
];

export const LEGEND = `÷ best known, ÷ bound: our welfare over the folder's best known welfare, over our certified bound. s, cpu s: the engine alone, by the wall clock
and by the processor. peak MB: of the whole process, book and runtime included. first-come: orders in arrival order at the asks, as shares of ours.
HiGHS: its best welfare ÷ ours / its bound ÷ ours; "opt": proven to 1 in 10,000; "~": spread orders in real-valued cards, which no outcome may have.
kept kB: book + outcome, compressed.`;

export const clearingTable = (rows: readonly ClearingRow[]): string => table(COLUMNS, rows);

/** The class's figures against its bars, a line each. */
export function clearingSummary(group: BookClass, rows: readonly ClearingRow[]): string[] {
  if (rows.length === 0) return [];
  const lines = [`${group.name}:`, ...barLines(group, rows), ...growthLines(group, rows)];
  const gains = rows.map(({ ours }) => ratio(BigInt(ours.firstCome.welfare), BigInt(ours.welfare)));
  lines.push(
    `      first-come-first-served reaches ${average(gains).toFixed(3)} of our welfare on average, at best ${Math.max(...gains).toFixed(3)}`,
  );
  const better = rows.filter((row) => (overBestKnown(row) ?? 0) > 1);
  if (better.length > 0)
    lines.push(`      over the best known: ${better.map(({ book }) => book.name).join(', ')}`);
  const broken = rows.filter(({ ours }) => ours.verified.startsWith('broken'));
  for (const { book, ours } of broken) lines.push(`FAIL  ${book.name}: ${ours.verified}`);
  return lines;
}

function barLines({ bars }: BookClass, rows: readonly ClearingRow[]): string[] {
  if (!bars) return [];
  const qualities = rows.map(quality);
  const of = rows.every(({ book }) => book.bestKnownMicros !== null) ? 'of the best known' : 'of the bound';
  const reached = average(qualities);
  const lines = [
    bars.averageLeast === undefined
      ? `      average ${of}: ${reached.toFixed(4)}`
      : againstBar(`average ${of}`, reached, bars.averageLeast, 'least'),
  ];
  if (bars.eachLeast !== undefined)
    lines.push(againstBar(`worst ${of}`, Math.min(...qualities), bars.eachLeast, 'least'));
  if (bars.secondsMost !== undefined) {
    lines.push(againstBar(...slowest(rows), bars.secondsMost, 'most', 2));
  }
  if (bars.peakMbMost !== undefined) {
    const peak = Math.max(...rows.map(({ ours }) => ours.peakMb));
    lines.push(againstBar('largest peak, MB', peak, bars.peakMbMost, 'most', 0));
  }
  return lines;
}

/** One thread is measured by the processor, which other processes of the machine don't slow; several by the wall clock. */
function slowest(rows: readonly ClearingRow[]): [what: string, seconds: number] {
  const wall = Math.max(...rows.map(({ ours }) => ours.seconds));
  if (rows.some(({ ours }) => ours.threads > 1)) return ['slowest, seconds by the wall clock', wall];
  const cpu = Math.max(...rows.map(({ ours }) => ours.cpuSeconds));
  return [`slowest, seconds of the processor (by the wall clock ${wall.toFixed(2)})`, cpu];
}

function growthLines({ growthMost }: BookClass, rows: readonly ClearingRow[]): string[] {
  if (growthMost === undefined) return [];
  return rows.slice(1).map(({ ours, book }, at) => {
    const before = rows[at]!;
    const factor = ours.cpuSeconds / before.ours.cpuSeconds;
    return againstBar(`processor time, ${before.book.name} to ${book.name}`, factor, growthMost, 'most', 2);
  });
}
