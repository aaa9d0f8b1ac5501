import { atHour, type Book } from '@/lib/clearing/book';
import { costOfLots } from '@/lib/clearing/cheapest-fill';
import { clearBook } from '@/lib/clearing/clear';
import type { Outcome } from '@/lib/clearing/outcome';
import { type Bench, readCount, readNumber, readOptions } from './bench-command';
import { generated, loadBook } from './book-source';
import { average, table } from './table';

/** What one untruth did to the one who told it, in micros. */
interface Telling {
  readonly what: string;
  readonly truthful: number;
  /** What a buyer pays or a provider is paid, truthfully. */
  readonly payment: number;
  readonly gain: number;
  readonly lostTrade: boolean;
}

/** A limit or ask told as `permille` of the truth; a limit one micro lower shows what the search alone does. */
const LOWERED = [1000, 950, 900, 800];
const RAISED = [1050, 1100];

export const bench: Bench = {
  usage: '[--pools 12] [--orders 240] [--hours 72] [--load 1.5] [--books 4] [--sample 16]',
  purpose: 'What a buyer gains or loses by a lower limit and a provider by a higher ask, one at a time.',
  async run(args) {
    const options = readOptions(args, ['pools', 'orders', 'hours', 'load', 'books', 'sample']);
    const pools = readCount(options.pools, 12, 1, 10_000);
    const orders = readCount(options.orders, 240, 1, 1_000_000);
    const hours = readCount(options.hours, 72, 1, 8784);
    const load = readNumber(options.load, 1.5, 0.01, 100);
    const books = readCount(options.books, 4, 1, 1000);
    const sample = readCount(options.sample, 16, 1, 10_000);
    const tellings: Telling[] = [];
    for (let seed = 1; seed <= books; seed++) {
      const book = loadBook(generated(pools, orders, hours, load, seed));
      const truth = clearBook(book);
      tellings.push(...lowerLimits(book, truth, sample), ...higherAsks(book, truth));
    }
    console.log(tellingsTable(tellings));
    return 0;
  },
};

/** Buyers whose order was filled say less than it is worth to them; the gain is in (true limit − payment). */
function lowerLimits(book: Book, truth: Outcome, sample: number): Telling[] {
  const limits = new Map(book.orders.map(({ id, limit }) => [id, limit]));
  const step = Math.max(1, Math.floor(truth.trades.length / sample));
  const tellers = truth.trades.filter((_, i) => i % step === 0).slice(0, sample);
  return tellers.flatMap(({ order: id, pay }) =>
    LOWERED.map((permille) => {
      const limit = limits.get(id)!;
      const told = permille === 1000 ? limit - 1 : Math.floor((limit / 1000) * permille);
      const orders = book.orders.map((order) => (order.id === id ? { ...order, limit: told } : order));
      const trade = clearBook({ ...book, orders }).trades.find(({ order }) => order === id);
      const surplus = trade ? limit - trade.pay : 0;
      return {
        what: permille === 1000 ? 'limit − 1 micro' : `limit − ${100 - permille / 10} %`,
        truthful: limit - pay,
        payment: pay,
        gain: surplus - (limit - pay),
        lostTrade: !trade,
      };
    }),
  );
}

/** Every pool is one provider's, who asks for more than its cost in every hour; the gain is in earnings over the true asks. */
function higherAsks(book: Book, truth: Outcome): Telling[] {
  return book.pools.flatMap((pool) => {
    const truthful = earnings(book, truth, pool.id);
    if (truthful.cardHours === 0) return [];
    return RAISED.map((permille) => {
      const ask = Array.from({ length: book.hours }, (_, hour) =>
        Math.round((atHour(pool.ask, hour) / 1000) * permille),
      );
      const pools = book.pools.map((other) => (other.id === pool.id ? { ...other, ask } : other));
      const told = earnings(book, clearBook({ ...book, pools }), pool.id, ask);
      return {
        what: `asks + ${permille / 10 - 100} %`,
        truthful: truthful.micros,
        payment: truthful.paidMicros,
        gain: told.micros - truthful.micros,
        lostTrade: told.cardHours < truthful.cardHours,
      };
    });
  });
}

/** What a pool earns over the asks of the book, by an outcome cleared with the asks it told. */
function earnings(book: Book, { trades, prices }: Outcome, id: string, told?: readonly number[]) {
  const pool = book.pools.find((row) => row.id === id)!;
  const above = new Map(prices.filter((row) => row.pool === id).map(({ hour, price }) => [hour, price]));
  let micros = 0;
  let paidMicros = 0;
  let cardHours = 0;
  for (const { lots } of trades) {
    const own = lots.filter((lot) => lot.pool === id);
    const paid = costOfLots(own, (_, hour) => above.get(hour) ?? told?.[hour] ?? atHour(pool.ask, hour));
    paidMicros += paid;
    micros += paid - costOfLots(own, (_, hour) => atHour(pool.ask, hour));
    for (const { hours, cards } of own) cardHours += hours * cards;
  }
  return { micros, paidMicros, cardHours };
}

const mean = (rows: readonly Telling[], of: 'gain' | 'truthful' | 'payment'): number =>
  average(rows.map((row) => row[of]));

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

function tellingsTable(tellings: readonly Telling[]): string {
  const groups = [...new Set(tellings.map(({ what }) => what))].map((what) => ({
    what,
    rows: tellings.filter((telling) => telling.what === what),
  }));
  return table(
    [
      { head: 'told', cell: ({ what }) => what, left: true },
      { head: 'cases', cell: ({ rows }) => String(rows.length) },
      {
        head: 'gain ÷ truthful surplus',
        cell: ({ rows }) => percent(mean(rows, 'gain'), mean(rows, 'truthful')),
      },
      {
        head: 'gain ÷ truthful payment',
        cell: ({ rows }) => percent(mean(rows, 'gain'), mean(rows, 'payment')),
      },
      {
        head: 'better off',
        cell: ({ rows }) => percent(rows.filter(({ gain }) => gain > 0).length, rows.length),
      },
      {
        head: 'worse off',
        cell: ({ rows }) => percent(rows.filter(({ gain }) => gain < 0).length, rows.length),
      },
      {
        head: 'sold or bought less',
        cell: ({ rows }) => percent(rows.filter(({ lostTrade }) => lostTrade).length, rows.length),
      },
    ],
    groups,
  );
}
