import { writeFileSync } from 'node:fs';
import { generateBook } from '@/lib/clearing/generate-book';
import { comparePolicies } from '@/lib/simulation/compare-policies';
import { BOOKED_AHEAD_DAY, makeDay, USUAL_DAY } from '@/lib/simulation/make-day';
import type { Figure, RoundLengthDay, RoundLengthRow, RoundLengthTable } from '@/lib/simulation/round-length';
import {
  DEFAULT_PROTECTIONS,
  ROUND_LENGTH_POLICIES,
  YARDSTICKS,
} from '@/lib/simulation/round-length-policies';
import { figuresOf } from '@/lib/simulation/summarize-comparisons';
import { type Bench, readCount, readNumber, readOptions, UsageError } from './bench-command';
import { table } from './table';

const KEPT = new URL('../../lib/simulation/round-length.json', import.meta.url);
const DAYS = { usual: USUAL_DAY, booked_ahead: BOOKED_AHEAD_DAY } as const;
const OPTIONS = ['pools', 'orders', 'hours', 'load', 'spread', 'instant', 'seeds', 'write'] as const;

interface Settings {
  readonly pools: number;
  readonly orders: number;
  readonly hours: number;
  readonly load: number;
  readonly spread: number;
  readonly instantShare: number;
  readonly seeds: readonly number[];
}

function compareDay(day: keyof typeof DAYS, { instantShare, seeds, ...size }: Settings): RoundLengthDay {
  const compared = ROUND_LENGTH_POLICIES.map((one) => one.compared);
  const comparisons = seeds.map((seed) => {
    const generated = makeDay(generateBook({ ...size, seed }), { ...DAYS[day], instantShare, seed });
    const comparison = comparePolicies(generated, compared);
    console.error(`${day}: seed ${seed} done`);
    return comparison;
  });
  const rows = ROUND_LENGTH_POLICIES.map(
    ({ compared: _, ...named }, at): RoundLengthRow => ({
      ...named,
      ...figuresOf(comparisons, at, YARDSTICKS),
    }),
  );
  return { day, rows };
}

const NAMES = {
  none: 'none',
  indicative_prices: 'indicative prices',
  freed_cards_pass_round: 'freed cards pass a round',
  reserve: 'reserve',
  all: 'all three',
} as const;

function nameOf({ policy, roundsPerDay, protections }: RoundLengthRow): string {
  if (policy === 'hindsight') return 'hindsight';
  if (policy === 'first_come') return 'first come, first served';
  return `${roundsPerDay} rounds, ${NAMES[protections ?? 'none']}`;
}

const mean = (figure: Figure): string => figure.mean.toFixed(3);
const spread = ({ mean: middle, least, most }: Figure): string =>
  `${middle.toFixed(3)} (${least.toFixed(3)}–${most.toFixed(3)})`;

const tableText = ({ rows }: RoundLengthDay): string =>
  table<RoundLengthRow>(
    [
      { head: 'cleared by', cell: nameOf, left: true },
      { head: 'welfare ÷ bound', cell: (row) => spread(row.welfareShare) },
      { head: 'limit buyers', cell: (row) => mean(row.limitSurplusShare) },
      { head: 'instant buyers', cell: (row) => mean(row.instantSurplusShare) },
      { head: 'providers', cell: (row) => mean(row.providersSurplusShare) },
      { head: 'limit filled', cell: (row) => mean(row.limitFilledShare) },
      { head: 'instant filled', cell: (row) => mean(row.instantFilledShare) },
      { head: 'card-hours', cell: (row) => mean(row.cardHoursShare) },
      { head: 'revenue', cell: (row) => mean(row.revenueShare) },
    ],
    rows,
  );

function dateOf(text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) throw new UsageError(`"${text}" is no date like 2026-11-21`);
  return text;
}

/** JSON for reviewers: objects without objects stand on one line. */
const keptText = (kept: RoundLengthTable): string =>
  `${JSON.stringify(kept, null, 2).replaceAll(/\{\s+("(?:mean)[^{}]*?)\s+\}/g, (_, inner: string) => `{ ${inner.replaceAll(/\s*\n\s*/g, ' ')} }`)}\n`;

export const bench: Bench = {
  usage:
    '[--pools P] [--orders N] [--hours H] [--load L] [--spread SHARE] [--instant SHARE] [--seeds N] [--write DATE]',
  purpose:
    'Clears generated days in 1, 4, 24 and 1,440 rounds and first come, first served; --write keeps the table with its date.',
  async run(args) {
    const options = readOptions(args, OPTIONS);
    const settings: Settings = {
      pools: readCount(options.pools, 10, 1, 1_000),
      orders: readCount(options.orders, 800, 1, 100_000),
      hours: readCount(options.hours, 72, 30, 1_000),
      load: readNumber(options.load, 1.5, 0, 1_000),
      spread: readNumber(options.spread, 0.25, 0, 1),
      instantShare: readNumber(options.instant, USUAL_DAY.instantShare, 0, 1),
      seeds: Array.from({ length: readCount(options.seeds, 8, 1, 1_000) }, (_, at) => at + 1),
    };
    const measuredOn = options.write === undefined ? null : dateOf(options.write);
    const days = [compareDay('usual', settings), compareDay('booked_ahead', settings)];
    for (const day of days) console.log(`\n${day.day.replace('_', ' ')}\n\n${tableText(day)}`);
    if (measuredOn !== null) {
      const { indicativeMinutes, instantReserveBps, instantReserveHours } = DEFAULT_PROTECTIONS;
      const kept: RoundLengthTable = {
        measuredOn,
        command: ['npm run -s bench -- rounds', ...args].join(' '),
        settings: {
          ...settings,
          seeds: [...settings.seeds],
          indicativeMinutes: indicativeMinutes ?? 0,
          instantReserveBps,
          instantReserveHours,
        },
        days,
      };
      writeFileSync(KEPT, keptText(kept));
    }
    return 0;
  },
};
