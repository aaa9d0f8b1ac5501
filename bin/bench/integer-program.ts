import { atHour, type BlockOrder, type Book, type BookPool, type SpreadOrder } from '@/lib/clearing/book';

/** A variable: a whole or a real number up to `most`, worth `gain` in micros each. */
export interface ProgramColumn {
  readonly order: string;
  readonly gain: number;
  readonly most: number;
  readonly isWhole: boolean;
  /** What it uses of each row, by the row's index. */
  readonly entries: readonly (readonly [row: number, value: number])[];
}

/** A constraint: least ≤ Σ use ≤ most. */
export interface ProgramRow {
  readonly least: number;
  readonly most: number;
}

/** The clearing problem as a mixed-integer linear program over time-indexed fills: maximize Σ gain × column. */
export interface IntegerProgram {
  readonly columns: readonly ProgramColumn[];
  readonly rows: readonly ProgramRow[];
  /** Whether spread orders take whole lots; with real amounts the program is a relaxation of the book's rules. */
  readonly isExact: boolean;
  readonly entries: number;
}

export interface ProgramSize {
  /** Whole lots of spread orders are whole variables up to this many of them, real ones beyond. */
  readonly wholeLotsMost: number;
  /** A program with more entries than this isn't built. */
  readonly entriesMost: number;
}

interface Draft {
  readonly columns: ProgramColumn[];
  readonly rows: ProgramRow[];
  readonly capacityRow: (pool: BookPool, hour: number) => number;
  entries: number;
}

/**
 * Writes a book as a program whose greatest value is the greatest possible welfare (M-1, M-4): a yes-or-no column per
 * block option and start, a column of lots per spread order and pool-hour; null where it would be larger than allowed.
 */
export function integerProgram(book: Book, size: ProgramSize): IntegerProgram | null {
  const pools = new Map(book.pools.map((pool) => [pool.id, pool]));
  const isExact = spreadCells(book) <= size.wholeLotsMost;
  const draft = emptyDraft(book.hours);
  for (const order of book.orders) {
    if (order.shape === 'block') addBlock(draft, pools, order);
    else addSpread(draft, pools, order, isExact);
    if (draft.entries > size.entriesMost) return null;
  }
  return { columns: draft.columns, rows: draft.rows, isExact, entries: draft.entries };
}

function spreadCells(book: Book): number {
  let cells = 0;
  for (const { shape, options, earliest, deadline } of book.orders)
    if (shape === 'spread') cells += options.length * (deadline - earliest);
  return cells;
}

function emptyDraft(hours: number): Draft {
  const rows: ProgramRow[] = [];
  const rowOf = new Map<string, number[]>();
  return {
    columns: [],
    rows,
    entries: 0,
    capacityRow: (pool, hour) => {
      const own = rowOf.get(pool.id) ?? new Array<number>(hours).fill(-1);
      rowOf.set(pool.id, own);
      const known = own[hour] ?? -1;
      if (known >= 0) return known;
      own[hour] = rows.push({ least: Number.NEGATIVE_INFINITY, most: atHour(pool.cards, hour) }) - 1;
      return rows.length - 1;
    },
  };
}

function addColumn(draft: Draft, column: ProgramColumn): void {
  draft.columns.push(column);
  draft.entries += column.entries.length;
}

/** One column per option and start that fits an empty market with a gain: at most one of them is taken. */
function addBlock(draft: Draft, pools: ReadonlyMap<string, BookPool>, order: BlockOrder): void {
  const choice = draft.rows.push({ least: Number.NEGATIVE_INFINITY, most: 1 }) - 1;
  for (const { pool: poolId, cards, hours } of order.options) {
    const pool = pools.get(poolId)!;
    let run = 0;
    let sum = 0;
    for (let hour = order.earliest; hour < order.deadline; hour++) {
      run = atHour(pool.cards, hour) >= cards ? run + 1 : 0;
      sum += atHour(pool.ask, hour);
      if (hour - hours >= order.earliest) sum -= atHour(pool.ask, hour - hours);
      const gain = order.limit - cards * sum;
      if (run < hours || gain <= 0) continue;
      const used = Array.from(
        { length: hours },
        (_, h) => [draft.capacityRow(pool, hour - h), cards] as const,
      );
      addColumn(draft, { order: order.id, gain, most: 1, isWhole: true, entries: [[choice, 1], ...used] });
    }
  }
}

/**
 * A yes-or-no column worth the limit, and lots at their asks that must do the whole work if it's yes. No lot is taken
 * unless it is, which the rows "lots ≤ most × yes" say: without them the relaxation is far weaker.
 */
function addSpread(
  draft: Draft,
  pools: ReadonlyMap<string, BookPool>,
  order: SpreadOrder,
  inWholeLots: boolean,
): void {
  const scale = order.options.reduce(
    (least, { cardHours }) => Math.min(least, cardHours),
    Number.POSITIVE_INFINITY,
  );
  if (order.options.length === 0) return;
  const work = draft.rows.push({ least: 0, most: Number.POSITIVE_INFINITY }) - 1;
  const filled: [number, number][] = [[work, -scale]];
  for (const { pool: poolId, cardHours, maxCards } of order.options) {
    const pool = pools.get(poolId)!;
    const lot = pool.lotCards ?? 1;
    for (let hour = order.earliest; hour < order.deadline; hour++) {
      const cards = Math.min(maxCards, atHour(pool.cards, hour));
      const lots = inWholeLots ? Math.floor(cards / lot) : cards / lot;
      if (lots <= 0 || lot * atHour(pool.ask, hour) > order.limit) continue;
      const link = draft.rows.push({ least: Number.NEGATIVE_INFINITY, most: 0 }) - 1;
      filled.push([link, -lots]);
      addColumn(draft, {
        order: order.id,
        gain: -lot * atHour(pool.ask, hour),
        most: lots,
        isWhole: inWholeLots,
        entries: [
          [work, (lot * scale) / cardHours],
          [link, 1],
          [draft.capacityRow(pool, hour), lot],
        ],
      });
    }
  }
  addColumn(draft, { order: order.id, gain: order.limit, most: 1, isWhole: true, entries: filled });
}
