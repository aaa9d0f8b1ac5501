import { comparePolicies, type DayComparison } from '@/lib/simulation/compare-policies';
import type { DayMeasure } from '@/lib/simulation/measure-day';
import { type Policy, type Protections, UNPROTECTED } from '@/lib/simulation/policy';
import { ALL_PROTECTIONS } from '@/lib/simulation/round-length-policies';
import { figureOf } from '@/lib/simulation/summarize-comparisons';
import { type Bench, readCount, readOptions } from './bench-command';
import {
  KINDS_OF_DAY,
  type KindOfDay,
  readSettings,
  SETTINGS_OPTIONS,
  SETTINGS_USAGE,
  type Settings,
  simulatedDay,
} from './simulated-days';
import { table } from './table';

interface Variant {
  readonly name: string;
  readonly protections: Protections;
}

const variant = (name: string, changes: Partial<Protections>): Variant => ({
  name,
  protections: { ...UNPROTECTED, ...changes },
});

const RESERVE_BPS = [1000, 3000, 5000, 10_000];
const RESERVE_HOURS = [6, 12, 24, 48];
const INDICATIVE_MINUTES = [1, 10, 30];

/** Each protection alone and varied, then together, and together without each. */
const VARIANTS: readonly Variant[] = [
  variant('none', {}),
  variant('freed cards pass a round', { freedCardsPassRound: true }),
  ...INDICATIVE_MINUTES.map((indicativeMinutes) =>
    variant(`indicative prices every ${indicativeMinutes} min`, { indicativeMinutes }),
  ),
  ...RESERVE_HOURS.flatMap((instantReserveHours) =>
    RESERVE_BPS.map((instantReserveBps) =>
      variant(`reserve ${instantReserveBps / 100} % until ${instantReserveHours} h before`, {
        instantReserveBps,
        instantReserveHours,
      }),
    ),
  ),
  variant('all three', ALL_PROTECTIONS),
  variant('all without indicative prices', { ...ALL_PROTECTIONS, indicativeMinutes: null }),
  variant('all without the reserve', { ...ALL_PROTECTIONS, instantReserveBps: 0 }),
];

interface Row {
  readonly name: string;
  readonly cells: readonly string[];
}

const GOT: readonly (readonly [string, (measure: DayMeasure) => bigint])[] = [
  ['welfare', (measure) => measure.welfareMicros],
  ['limit buyers', ({ limitBuyers }) => limitBuyers.surplusMicros],
  ['instant buyers', ({ instantBuyers }) => instantBuyers.surplusMicros],
  ['providers', (measure) => measure.providersSurplusMicros],
];

/** What a variant adds to each over no protection, in points of the bound, with the standard error over the seeds. */
function rowOf(comparisons: readonly DayComparison[], at: number, name: string): Row {
  const cells = GOT.map(([, micros]) => {
    const points = comparisons.flatMap(({ measures, boundMicros }) => {
      const [one, none] = [measures[at], measures[0]];
      return one && none ? [(100 * Number(micros(one) - micros(none))) / Number(boundMicros)] : [];
    });
    const { mean, standardError } = figureOf(points);
    return `${mean > 0 ? '+' : ''}${mean.toFixed(2)} ± ${standardError.toFixed(2)}`;
  });
  return { name, cells };
}

function compareVariants(day: KindOfDay, settings: Settings, everyMinutes: number): string {
  const policies = VARIANTS.map(({ protections }): Policy => ({ kind: 'rounds', everyMinutes, protections }));
  const comparisons = settings.seeds.map((seed) => {
    const comparison = comparePolicies(simulatedDay(day, settings, seed), policies);
    console.error(`${day}: seed ${seed} done`);
    return comparison;
  });
  return table<Row>(
    [
      { head: 'against none, points of the bound', cell: ({ name }) => name, left: true },
      ...GOT.map(([head], at) => ({ head, cell: ({ cells }: Row) => cells[at] ?? '' })),
    ],
    VARIANTS.map(({ name }, at) => rowOf(comparisons, at, name)).slice(1),
  );
}

export const bench: Bench = {
  usage: `${SETTINGS_USAGE} [--every MINUTES]`,
  purpose:
    'Varies what shields rounds from instant orders on generated days, and says who gains by how much, seed by seed.',
  async run(args) {
    const options = readOptions(args, [...SETTINGS_OPTIONS, 'every']);
    const settings = readSettings(options);
    const every = readCount(options.every, 60, 1, 1440);
    for (const day of KINDS_OF_DAY)
      console.log(
        `\n${day.replace('_', ' ')}, rounds every ${every} min\n\n${compareVariants(day, settings, every)}`,
      );
    return 0;
  },
};
