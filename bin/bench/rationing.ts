import { clearBook } from '@/lib/clearing/clear';
import {
  compareRationing,
  type RationingComparison,
  type RationingOf,
} from '@/lib/clearing/compare-rationing';
import { type Bench, readCount, readOptions } from './bench-command';
import { generated, loadBook } from './book-source';
import { againstBar, average, ratio, table } from './table';

const LOADS = [0.8, 1.5, 2.5];
const SEEDS = [7, 8, 9];
const BAR = { load: 1.5, share: 0.05 };

interface RationingRow {
  readonly load: number;
  readonly seed: number;
  readonly found: RationingComparison;
}

export const bench: Bench = {
  usage: '[--pools 50] [--orders 1000] [--hours 168]',
  purpose:
    'How well prices ration (M-12b) on nine books: lost value and regret of the published prices, of the asks, of clamped multipliers.',
  async run(args) {
    const options = readOptions(args, ['pools', 'orders', 'hours']);
    const pools = readCount(options.pools, 50, 1, 10_000);
    const orders = readCount(options.orders, 1000, 1, 1_000_000);
    const hours = readCount(options.hours, 168, 1, 8784);
    const rows: RationingRow[] = [];
    for (const load of LOADS)
      for (const seed of SEEDS) {
        const book = loadBook(generated(pools, orders, hours, load, seed));
        rows.push({ load, seed, found: compareRationing(book, clearBook(book)) });
      }
    console.log(`${sumsTable(rows)}\n\n${LEGEND}\n\n${aboveAskTable(rows)}\n`);
    const lines = LOADS.map((load) => summaryLine(load, rows));
    console.log(lines.join('\n'));
    return lines.some((line) => line.startsWith('FAIL')) ? 1 : 0;
  },
};

const LEGEND = `lost + regret: lost value plus regret over welfare. paradoxical: the share of them among unfilled orders that could pay the asks in an
empty market. at asks: every price its ask. clamped: the certificate's multipliers on sold-out pool-hours, lowered until nobody pays over the limit.`;

/** Lost value plus regret over welfare. */
export const lossShare = ({ lostValueMicros, regretMicros }: RationingOf, welfareMicros: bigint): number =>
  ratio(lostValueMicros + regretMicros, welfareMicros);

/** A share in percent; nothing is 0.00 %, also from below. */
const percent = (share: number): string => `${(100 * share).toFixed(2).replace(/^-(?=0.00$)/, '')} %`;

const VECTORS = [
  { name: 'published', of: (found: RationingComparison) => found.published },
  { name: 'at asks', of: (found: RationingComparison) => found.atAsks },
  { name: 'clamped', of: (found: RationingComparison) => found.clampedMultipliers },
] as const;

function sumsTable(rows: readonly RationingRow[]): string {
  return table(
    [
      { head: 'load', cell: ({ load }) => String(load) },
      { head: 'seed', cell: ({ seed }) => String(seed) },
      ...VECTORS.map(({ name, of }) => ({
        head: `lost + regret, ${name}`,
        cell: ({ found }: RationingRow) => {
          const { lostValueMicros, regretMicros } = of(found);
          const [lost, regret] = [lostValueMicros, regretMicros].map((sum) =>
            percent(ratio(sum, found.welfareMicros)),
          );
          return `${percent(lossShare(of(found), found.welfareMicros))} (${lost} + ${regret})`;
        },
      })),
      ...VECTORS.map(({ name, of }) => ({
        head: `paradoxical, ${name}`,
        cell: ({ found }: RationingRow) =>
          percent(of(found).paradoxical / Math.max(1, found.payableUnfilled)),
      })),
      { head: 'unfilled, could pay', cell: ({ found }) => String(found.payableUnfilled) },
    ],
    rows,
  );
}

function aboveAskTable(rows: readonly RationingRow[]): string {
  return table(
    [
      { head: 'load', cell: ({ load }) => String(load) },
      { head: 'seed', cell: ({ seed }) => String(seed) },
      { head: 'pool-hours', cell: ({ found }) => String(found.poolHours) },
      { head: 'sold out', cell: ({ found }) => percent(found.soldOutPoolHours / found.poolHours) },
      {
        head: 'above ask',
        cell: ({ found }) => percent(found.published.aboveAsk.poolHours / found.poolHours),
      },
      ...(['q10', 'q50', 'q90', 'most'] as const).map((which) => ({
        head: `price ÷ ask, ${which}`,
        cell: ({ found }: RationingRow) => found.published.aboveAsk[which].toFixed(2),
      })),
    ],
    rows,
  );
}

function summaryLine(load: number, rows: readonly RationingRow[]): string {
  const shares = rows
    .filter((row) => row.load === load)
    .map(({ found }) => lossShare(found.published, found.welfareMicros));
  const what = `load ${load}: lost value plus regret over welfare, average`;
  return load === BAR.load
    ? againstBar(what, average(shares), BAR.share, 'most')
    : `      ${what}: ${average(shares).toFixed(4)}`;
}
