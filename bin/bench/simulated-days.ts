import { generateBook } from '@/lib/clearing/generate-book';
import type { Day } from '@/lib/simulation/day';
import { BOOKED_AHEAD_DAY, makeDay, USUAL_DAYS } from '@/lib/simulation/make-day';
import { readCount, readNumber } from './bench-command';

/** The kinds of day that are simulated, with the hours for sale and the load on them. */
const DAYS = {
  usual: { settings: USUAL_DAYS, gridHours: 108, load: 1 },
  booked_ahead: { settings: BOOKED_AHEAD_DAY, gridHours: 72, load: 1.5 },
} as const;
export type KindOfDay = keyof typeof DAYS;
export const KINDS_OF_DAY: readonly KindOfDay[] = ['usual', 'booked_ahead'];

export const SETTINGS_OPTIONS = ['pools', 'orders', 'load', 'spread', 'instant', 'seeds'] as const;
export const SETTINGS_USAGE =
  '[--pools P] [--orders PER_DAY] [--load FACTOR] [--spread SHARE] [--instant SHARE] [--seeds N]';

export interface Settings {
  readonly pools: number;
  readonly ordersPerDay: number;
  /** Over a kind of day's own load. */
  readonly loadFactor: number;
  readonly spread: number;
  readonly instantShare: number;
  readonly seeds: readonly number[];
}

/** Settings from the options of a command, the kept table's by default. */
export function readSettings(
  options: Readonly<Partial<Record<(typeof SETTINGS_OPTIONS)[number], string>>>,
): Settings {
  return {
    pools: readCount(options.pools, 8, 1, 1_000),
    ordersPerDay: readCount(options.orders, 300, 1, 100_000),
    loadFactor: readNumber(options.load, 1, 0, 1_000),
    spread: readNumber(options.spread, 0.25, 0, 1),
    instantShare: readNumber(options.instant, USUAL_DAYS.instantShare, 0, 1),
    seeds: Array.from({ length: readCount(options.seeds, 8, 1, 1_000) }, (_, at) => at + 1),
  };
}

/** How large a kind of day is under the settings. */
export function sizeOf(day: KindOfDay, { ordersPerDay, loadFactor }: Settings) {
  const { settings, gridHours, load } = DAYS[day];
  const orders = Math.round((ordersPerDay * settings.lengthHours) / 24);
  return { arrivalHours: settings.lengthHours, gridHours, orders, load: load * loadFactor };
}

/** A generated day of a kind: the same settings and seed give the same day. */
export function simulatedDay(day: KindOfDay, settings: Settings, seed: number): Day {
  const { orders, gridHours, load } = sizeOf(day, settings);
  const { pools, spread, instantShare } = settings;
  const book = generateBook({ pools, orders, hours: gridHours, load, spread, seed });
  return makeDay(book, { ...DAYS[day].settings, instantShare, seed });
}
