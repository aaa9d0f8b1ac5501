import { assert } from '@/lib/core/assert';
import { readTable } from './table';

/** Parts of a time-of-use day, dearest first. */
export const TARIFF_PERIODS = ['tip', 'peak', 'flat', 'valley'] as const;
export type TariffPeriod = (typeof TARIFF_PERIODS)[number];

const PERIOD_OF: Readonly<Record<string, TariffPeriod>> = { T: 'tip', P: 'peak', F: 'flat', V: 'valley' };

/**
 * Industrial time-of-use hours by month and local hour 0 … 23 (T tip, P peak, F flat, V valley); no prices. Transcribed
 * from a public file of an earlier policy, so a shape to start an hourly ask from, not the tariff in force.
 */
const SHAPE_TABLE = `
region | months                  | hours 0-23
CN-SH  | 7 8 9                   | VVVVVVFFPPPFFPPFFFPPPFVV
CN-SH  | 1 2 3 4 5 6 10 11 12    | VVVVVVFFPPPFFFFFFFPPPFVV
CN-HI  | 1 2 3 4 5 6 7 8 9 10 11 12 | VVVVVVVFFFPPFFFFPPPPPPFV
CN-HN  | 1 2 3 4 5 6 7 8 9 10 11 12 | VVVVVVVFPPPFFFFPPPPTTTFV
`;

const SHAPES = readTable(SHAPE_TABLE).map((row) => {
  const hours = [...row.text('hours 0-23')].map((letter) => {
    const period = PERIOD_OF[letter];
    assert(period !== undefined, 'tariff table', { letter });
    return period;
  });
  assert(hours.length === 24, 'tariff table', { region: row.text('region'), hours: hours.length });
  return { region: row.text('region'), months: row.list('months').map(Number), hours };
});

/** The 24 periods of a local day in a region in a month (1 … 12), or null where no shape is known. */
export const tariffShape = (regionCode: string, month: number): readonly TariffPeriod[] | null =>
  SHAPES.find((shape) => shape.region === regionCode && shape.months.includes(month))?.hours ?? null;
