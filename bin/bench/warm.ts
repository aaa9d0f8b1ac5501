import type { Book } from '@/lib/clearing/book';
import { clearBook } from '@/lib/clearing/clear';
import type { Outcome } from '@/lib/clearing/outcome';
import { mulberry32 } from '@/lib/core/prng';
import { type Bench, readCount, readNumber, readOptions, UsageError } from './bench-command';
import { generated, loadBook } from './book-source';
import { againstBar, ratio, table } from './table';

const SIZES = { medium: [50, 1000], large: [200, 10_000] } as const;
const TIME_BAR = 0.25;
const SPARE_SEED = 1_000_000;

interface Timed {
  readonly outcome: Outcome;
  readonly cpuSeconds: number;
}

interface WarmRow {
  readonly name: string;
  readonly cold: Timed;
  readonly warm: Timed;
}

export const bench: Bench = {
  usage: '[--sizes medium,large] [--seeds 7,8,9] [--load 1.5] [--changed 0.01]',
  purpose:
    'A book with 1 % of its orders replaced, cleared cold and from the outcome before: time and welfare.',
  async run(args) {
    const options = readOptions(args, ['sizes', 'seeds', 'load', 'changed']);
    const load = readNumber(options.load, 1.5, 0.01, 100);
    const share = readNumber(options.changed, 0.01, 0, 1);
    const seeds = (options.seeds ?? '7,8,9').split(',').map((text) => readCount(text, 7, 0, SPARE_SEED - 1));
    const rows: WarmRow[] = [];
    for (const size of (options.sizes ?? 'medium,large').split(',')) {
      if (size !== 'medium' && size !== 'large')
        throw new UsageError(`"${size}" is no size: medium or large`);
      const [pools, orders] = SIZES[size];
      for (const seed of seeds) {
        const book = loadBook(generated(pools, orders, 168, load, seed));
        const spare = loadBook(generated(pools, orders, 168, load, SPARE_SEED + seed));
        rows.push(compare(`${pools} × ${orders}, seed ${seed}`, book, changedBook(book, spare, share, seed)));
      }
    }
    console.log(warmTable(rows));
    const times = rows.map(({ cold, warm }) => warm.cpuSeconds / cold.cpuSeconds);
    const line = againstBar('slowest warm ÷ cold, processor time', Math.max(...times), TIME_BAR, 'most', 3);
    console.log(`\n${line}`);
    return line.startsWith('FAIL') ? 1 : 0;
  },
};

/** The book with a share of its orders replaced by newcomers from another one of the same kind, which arrive last. */
function changedBook(book: Book, spare: Book, share: number, seed: number): Book {
  const random = mulberry32(seed);
  const last = book.orders.reduce((most, { seq }) => Math.max(most, seq), 0);
  const orders = book.orders.map((order, at) => {
    const newcomer = random() < share ? spare.orders[at % spare.orders.length] : undefined;
    return newcomer ? { ...newcomer, id: `new_${order.id}`, seq: last + 1 + at } : order;
  });
  return { ...book, orders };
}

function timed(book: Book): Timed {
  const before = process.cpuUsage().user;
  const outcome = clearBook(book);
  return { outcome, cpuSeconds: (process.cpuUsage().user - before) / 1e6 };
}

function compare(name: string, book: Book, changed: Book): WarmRow {
  const before = clearBook(book);
  const stays = new Set(changed.orders.map(({ id }) => id));
  const startFills = before.trades
    .filter(({ order }) => stays.has(order))
    .map(({ order, lots }) => ({ order, lots }));
  const cold = timed(changed);
  return { name, cold, warm: timed({ ...changed, start: before.certificate, startFills }) };
}

function warmTable(rows: readonly WarmRow[]): string {
  const welfare = ({ outcome }: Timed): bigint => BigInt(outcome.welfare);
  return table(
    [
      { head: 'book', cell: ({ name }) => name, left: true },
      { head: 'cold cpu s', cell: ({ cold }) => cold.cpuSeconds.toFixed(2) },
      { head: 'warm cpu s', cell: ({ warm }) => warm.cpuSeconds.toFixed(2) },
      { head: 'warm ÷ cold', cell: ({ cold, warm }) => (warm.cpuSeconds / cold.cpuSeconds).toFixed(3) },
      {
        head: 'welfare, warm ÷ cold',
        cell: ({ cold, warm }) => ratio(welfare(warm), welfare(cold)).toFixed(4),
      },
      {
        head: 'bound, warm ÷ cold',
        cell: ({ cold, warm }) => ratio(BigInt(warm.outcome.bound), BigInt(cold.outcome.bound)).toFixed(4),
      },
    ],
    rows,
  );
}
