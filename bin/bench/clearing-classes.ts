import { type BookSource, booksIn, generated } from './book-source';

/** What a class of books must reach; a bar that is absent isn't asked. */
export interface Bars {
  /** Of the best known welfare where there is one, else of the certified bound. */
  readonly averageLeast?: number;
  readonly eachLeast?: number;
  readonly secondsMost?: number;
  readonly peakMbMost?: number;
}

export interface BenchBook {
  readonly name: string;
  readonly source: BookSource;
  readonly load: number | null;
  readonly seed: number | null;
  readonly bestKnownMicros: bigint | null;
}

/** Books of one size, measured against the same bars. */
export interface BookClass {
  readonly name: string;
  readonly books: readonly BenchBook[];
  readonly bars: Bars | null;
  /** The most the time may grow from one book to the next, twice as large. */
  readonly growthMost?: number;
  /** Outcomes are verified where that takes no longer than clearing. */
  readonly verify: boolean;
}

export const SIZES = ['small', 'medium', 'large', 'growth', 'huge'] as const;
export type Size = (typeof SIZES)[number];

const SMALL_BARS: Bars = { averageLeast: 0.997, eachLeast: 0.99, secondsMost: 1 };
const GB = 1024;

function book(pools: number, orders: number, hours: number, load: number, seed: number): BenchBook {
  const name = `${pools}×${orders}×${hours}`;
  return { name, source: generated(pools, orders, hours, load, seed), load, seed, bestKnownMicros: null };
}

export interface ClassOptions {
  readonly folder: string | null;
  readonly seeds: readonly number[];
  readonly loads: readonly number[];
}

/** The books of one size: a folder's where `small` is asked with one, else generated for every seed and load. */
export function classOf(size: Size, { folder, seeds, loads }: ClassOptions): BookClass {
  const middle = <T>(of: readonly T[]): T => of[Math.floor(of.length / 2)]!;
  const nine = (pools: number, orders: number): BenchBook[] =>
    seeds.flatMap((seed) => loads.map((load) => book(pools, orders, 168, load, seed)));
  switch (size) {
    case 'small':
      return { name: 'small', books: smallBooks(folder, seeds, loads), bars: SMALL_BARS, verify: true };
    case 'medium':
      return {
        name: '50 pools × 1,000 orders',
        books: nine(50, 1000),
        bars: { averageLeast: 0.965, eachLeast: 0.94, secondsMost: 3 },
        verify: true,
      };
    case 'large':
      return {
        name: '200 pools × 10,000 orders',
        books: nine(200, 10_000),
        bars: { averageLeast: 0.965, secondsMost: 15, peakMbMost: 2 * GB },
        verify: true,
      };
    case 'growth':
      return {
        name: 'growth',
        books: [2500, 5000, 10_000].map((orders) => book(200, orders, 168, middle(loads), seeds[0]!)),
        bars: null,
        growthMost: 2.4,
        verify: false,
      };
    case 'huge':
      return {
        name: '500 pools × 20,000 orders',
        books: [book(500, 20_000, 336, middle(loads), seeds[0]!)],
        bars: { secondsMost: 180, peakMbMost: 8 * GB },
        verify: false,
      };
  }
}

function smallBooks(folder: string | null, seeds: readonly number[], loads: readonly number[]): BenchBook[] {
  if (folder === null) return seeds.flatMap((seed) => loads.map((load) => book(10, 60, 72, load, seed)));
  return booksIn(folder).map((known) => ({ ...known, load: null, seed: null }));
}
