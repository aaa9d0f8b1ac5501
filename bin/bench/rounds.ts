import { writeFileSync } from 'node:fs';
import { comparePolicies } from '@/lib/simulation/compare-policies';
import { USUAL_DAYS } from '@/lib/simulation/make-day';
import type { Figure, RoundLengthDay, RoundLengthRow, RoundLengthTable } from '@/lib/simulation/round-length';
import {
  ALL_PROTECTIONS,
  type NamedPolicy,
  ROUND_LENGTH_POLICIES,
  unprotectedPolicies,
  yardsticksOf,
} from '@/lib/simulation/round-length-policies';
import { figureOf, figuresOf } from '@/lib/simulation/summarize-comparisons';
import { type Bench, readCount, readOptions, UsageError } from './bench-command';
import {
  KINDS_OF_DAY,
  type KindOfDay,
  readSettings,
  SETTINGS_OPTIONS,
  SETTINGS_USAGE,
  type Settings,
  simulatedDay,
  sizeOf,
} from './simulated-days';
import { table } from './table';

const KEPT = new URL('../../lib/simulation/round-length.json', import.meta.url);
function compareDay(day: KindOfDay, settings: Settings, policies: readonly NamedPolicy[]): RoundLengthDay {
  const compared = policies.map((one) => one.compared);
  const shares: number[] = [];
  const comparisons = settings.seeds.map((seed) => {
    const generated = simulatedDay(day, settings, seed);
    const { arrivals } = generated;
    shares.push(arrivals.filter(({ isInstant }) => isInstant).length / arrivals.length);
    const comparison = comparePolicies(generated, compared);
    console.error(`${day}: seed ${seed} done`);
    return comparison;
  });
  const rows = policies.map(
    ({ compared: _, ...named }, at): RoundLengthRow => ({
      ...named,
      ...figuresOf(comparisons, at, yardsticksOf(policies)),
    }),
  );
  return { day, ...sizeOf(day, settings), instantOrdersShare: figureOf(shares).mean, rows };
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
  return `${roundsPerDay} ${roundsPerDay === 1 ? 'round' : 'rounds'} a day, ${NAMES[protections ?? 'none']}`;
}

const mean = (figure: Figure): string => figure.mean.toFixed(3);
const spread = ({ mean: middle, least, most }: Figure): string =>
  `${middle.toFixed(3)} (${least.toFixed(3)}–${most.toFixed(3)})`;

const tableText = ({ rows }: RoundLengthDay): string =>
  table<RoundLengthRow>(
    [
      { head: 'cleared by', cell: nameOf, left: true },
      { head: 'welfare ÷ bound', cell: (row) => spread(row.welfareShare) },
      {
        head: '÷ first come',
        cell: ({ welfareOverFirstCome: one }) => `${mean(one)} ± ${one.standardError.toFixed(3)}`,
      },
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

const LINE_WIDTH = 110;

/** JSON as the project is formatted: what holds nothing but figures stands on one line if it fits. */
const keptText = (kept: RoundLengthTable): string =>
  `${JSON.stringify(kept, null, 2).replaceAll(
    /^( *"\w+": )([{[])\n([^{}[\]]*)([}\]],?)$/gm,
    (expanded: string, key: string, open: string, inner: string, close: string) => {
      const figures = inner.trim().replaceAll(/\n\s*/g, ' ');
      const line = open === '{' ? `${key}{ ${figures} ${close}` : `${key}[${figures}${close}`;
      const isFigures = /"mean"/.test(inner) || open === '[';
      return isFigures && line.length <= LINE_WIDTH ? line : expanded;
    },
  )}\n`;

const countsOf = (list: string): number[] => list.split(',').map((text) => readCount(text, 24, 1, 1440));

export const bench: Bench = {
  usage: `${SETTINGS_USAGE} [--per-day N,N,… | --write DATE]`,
  purpose:
    'Clears generated days in 1, 4, 24 and 1,440 rounds and first come, first served; --per-day tries other numbers of rounds, unprotected; --write keeps the table with its date.',
  async run(args) {
    const options = readOptions(args, [...SETTINGS_OPTIONS, 'per-day', 'write']);
    const settings = readSettings(options);
    if (options['per-day'] && options.write) throw new UsageError('--write keeps the whole table only');
    const measuredOn = options.write === undefined ? null : dateOf(options.write);
    const policies = options['per-day']
      ? unprotectedPolicies(countsOf(options['per-day']))
      : ROUND_LENGTH_POLICIES;
    const days = KINDS_OF_DAY.map((day) => compareDay(day, settings, policies));
    for (const day of days)
      console.log(
        `\n${day.day.replace('_', ' ')}: ${day.orders} orders in ${day.arrivalHours} h, load ${day.load}\n\n${tableText(day)}`,
      );
    if (measuredOn !== null) {
      const { indicativeMinutes, instantReserveBps, instantReserveHours } = ALL_PROTECTIONS;
      const kept: RoundLengthTable = {
        measuredOn,
        command: ['npm run -s bench -- rounds', ...args].join(' '),
        settings: {
          pools: settings.pools,
          ordersPerDay: settings.ordersPerDay,
          spread: settings.spread,
          instantShare: settings.instantShare,
          hurryHours: USUAL_DAYS.hurryHours,
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
