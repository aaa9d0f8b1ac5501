/** The file format of a book: everything one round reads (`cardhour.book/1`). */
export const BOOK_FORMAT = 'cardhour.book/1';

/** The greatest value a number of micros, a seq or a cost may take: beyond it a double isn't exact. */
export const MICROS_MAX = Number.MAX_SAFE_INTEGER;

/** The bounds that keep every sum of prices over a window exact in a double. */
export const BOOK_BOUNDS = {
  hours: 8_784,
  priceMicros: 100_000_000_000,
  cards: 1_000_000,
  cardHours: 10_000_000,
} as const;

/** One pool's free cards and asks; one number stands for every hour. */
export interface BookPool {
  readonly id: string;
  readonly lotCards?: number;
  readonly cards: number | readonly number[];
  readonly ask: number | readonly number[];
}

/** One way to run a block: `cards` cards of a pool for `hours` consecutive hours. */
export interface BlockOption {
  readonly pool: string;
  readonly cards: number;
  readonly hours: number;
}

/** One pool a spread may use: the whole job takes `cardHours` there, at most `maxCards` at once. */
export interface SpreadOption {
  readonly pool: string;
  readonly cardHours: number;
  readonly maxCards: number;
}

interface OrderTerms {
  readonly id: string;
  readonly seq: number;
  readonly limit: number;
  readonly earliest: number;
  readonly deadline: number;
}

export interface BlockOrder extends OrderTerms {
  readonly shape: 'block';
  readonly options: readonly BlockOption[];
}

export interface SpreadOrder extends OrderTerms {
  readonly shape: 'spread';
  readonly options: readonly SpreadOption[];
}

/** A limit order as the engine sees it (M-4): a shape, a window, alternatives, and the most it pays in micros. */
export type BookOrder = BlockOrder | SpreadOrder;

/** A price per card-hour of one pool-hour from which the search for multipliers begins (M-13). */
export interface MultiplierRow {
  readonly pool: string;
  readonly hour: number;
  readonly multiplier: number;
}

/** The most a pool-hour may be priced at: hours whose provider failed a lease there (S-5); never under its ask. */
export interface CapRow {
  readonly pool: string;
  readonly hour: number;
  readonly cap: number;
}

/** A rectangle: `cards` cards of a pool in every hour of `[hour, hour + hours)`. */
export interface Lot {
  readonly pool: string;
  readonly hour: number;
  readonly hours: number;
  readonly cards: number;
}

/** Where an order of the book stood in an outcome before: the improvement begins there if it still fits (M-13). */
export interface StartFill {
  readonly order: string;
  readonly lots: readonly Lot[];
}

/** Everything one round reads. Plain data: it may be cloned, stored and sent to a worker thread. */
export interface Book {
  readonly format: typeof BOOK_FORMAT;
  readonly startsAt: string;
  readonly hours: number;
  readonly currency: string;
  readonly pools: readonly BookPool[];
  readonly orders: readonly BookOrder[];
  /** Absent where no pool-hour has one. */
  readonly caps?: readonly CapRow[];
  readonly start?: readonly MultiplierRow[];
  readonly startFills?: readonly StartFill[];
}

/** The value of a pool's cards or ask in one hour. */
export const atHour = (value: number | readonly number[], hour: number): number =>
  typeof value === 'number' ? value : (value[hour] ?? 0);
