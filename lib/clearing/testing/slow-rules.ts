import { atHour, type Book, type BookOrder, type SpreadOrder } from '../book';
import type { Lot, Outcome } from '../outcome';

/** Cards or prices per pool-hour, by `pool hour`. */
export type Sheet = ReadonlyMap<string, number>;

export const cellOf = (pool: string, hour: number): string => `${pool} ${hour}`;

/** A value of every pool-hour of a book. */
export function sheetOf(
  book: Book,
  value: (pool: Book['pools'][number], hour: number) => number,
): Map<string, number> {
  const sheet = new Map<string, number>();
  for (const pool of book.pools)
    for (let hour = 0; hour < book.hours; hour++) sheet.set(cellOf(pool.id, hour), value(pool, hour));
  return sheet;
}

/** Every pool-hour of some lots with its cards. */
export const cellsOf = (lots: readonly Lot[]): [string, number][] =>
  lots.flatMap(({ pool, hour, hours, cards }) =>
    Array.from({ length: hours }, (_, h): [string, number] => [cellOf(pool, hour + h), cards]),
  );

/** What an outcome says of every pool-hour: the book's cards, what is left, asks, prices and multipliers. */
export function sheetsOf(book: Book, outcome: Outcome) {
  const cards = sheetOf(book, (pool, hour) => atHour(pool.cards, hour));
  const asks = sheetOf(book, (pool, hour) => atHour(pool.ask, hour));
  const left = new Map(cards);
  for (const { lots } of outcome.trades)
    for (const [cell, used] of cellsOf(lots)) left.set(cell, left.get(cell)! - used);
  const prices = new Map(asks);
  for (const { pool, hour, price } of outcome.prices) prices.set(cellOf(pool, hour), price);
  const multipliers = new Map(asks);
  for (const { pool, hour, multiplier } of outcome.certificate)
    multipliers.set(cellOf(pool, hour), multiplier);
  return { cards, asks, left, prices, multipliers };
}

/** The left sheet with an order's own cards back in it. */
export function withOwn(left: Sheet, lots: readonly Lot[]): Sheet {
  const sheet = new Map(left);
  for (const [cell, cards] of cellsOf(lots)) sheet.set(cell, sheet.get(cell)! + cards);
  return sheet;
}

export const exactCost = (lots: readonly Lot[], prices: Sheet): bigint =>
  cellsOf(lots).reduce((cost, [cell, cards]) => cost + BigInt(cards) * BigInt(prices.get(cell)!), 0n);

/** The cost of the cheapest fill as the rules mean it, exactly: every option and start of a block, lot by lot for a spread. */
export function slowCost(book: Book, order: BookOrder, cards: Sheet, prices: Sheet): bigint | null {
  if (order.shape === 'spread') return slowSpreadCost(book, order, cards, prices);
  let least: bigint | null = null;
  for (const { pool, cards: gang, hours } of order.options)
    for (let hour = order.earliest; hour + hours <= order.deadline; hour++) {
      const lots = [{ pool, hour, hours, cards: gang }];
      if (cellsOf(lots).some(([cell]) => cards.get(cell)! < gang)) continue;
      const cost = exactCost(lots, prices);
      if (least === null || cost < least) least = cost;
    }
  return least;
}

interface SlowCell {
  readonly cell: string;
  readonly price: bigint;
  readonly key: bigint;
  readonly share: number;
  readonly lot: number;
  readonly most: number;
}

/** A spread order's pool-hours in the greedy order: what the whole job would cost there, then pool id, then hour. */
function slowCells(book: Book, order: SpreadOrder, cards: Sheet, prices: Sheet): SlowCell[] {
  const cells = [...order.options]
    .sort((a, b) => (a.pool < b.pool ? -1 : 1))
    .flatMap(({ pool, cardHours, maxCards }) => {
      const lot = book.pools.find(({ id }) => id === pool)!.lotCards ?? 1;
      return Array.from({ length: order.deadline - order.earliest }, (_, h) => {
        const cell = cellOf(pool, order.earliest + h);
        const price = BigInt(prices.get(cell)!);
        const most = Math.min(maxCards, cards.get(cell)!);
        return { cell, price, key: price * BigInt(cardHours), share: 1 / cardHours, lot, most };
      });
    });
  return cells.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

const isWhole = (work: number): boolean => work >= 1 - 1e-9;

function slowSpreadCost(book: Book, order: SpreadOrder, cards: Sheet, prices: Sheet): bigint | null {
  const cells = slowCells(book, order, cards, prices);
  const taken = cells.map(() => 0);
  const work = () => cells.reduce((sum, { share }, i) => sum + taken[i]! * share, 0);
  cells.forEach(({ lot, most }, i) => {
    while (!isWhole(work()) && taken[i]! + lot <= most) taken[i]! += lot;
  });
  if (!isWhole(work())) return null;
  for (let i = cells.length - 1; i >= 0; i--) {
    const { lot, share } = cells[i]!;
    while (taken[i]! >= lot && isWhole(work() - lot * share)) taken[i]! -= lot;
  }
  return cells.reduce((cost, { price }, i) => cost + price * BigInt(taken[i]!), 0n);
}

/** The most surplus an order can have at multipliers: a block's exactly, a spread's relaxed and rounded up, 0 where it has none. */
export function slowSurplus(book: Book, order: BookOrder, cards: Sheet, multipliers: Sheet): bigint {
  const cost =
    order.shape === 'block'
      ? slowCost(book, order, cards, multipliers)
      : slowRelaxedCost(book, order, cards, multipliers);
  const surplus = cost === null ? 0n : BigInt(order.limit) - cost;
  return surplus > 0n ? surplus : 0n;
}

/** Real cards in increasing key until exactly the whole work, over one common denominator; rounded down. */
function slowRelaxedCost(book: Book, order: SpreadOrder, cards: Sheet, multipliers: Sheet): bigint | null {
  const whole = order.options.reduce((product, { cardHours }) => product * BigInt(cardHours), 1n);
  let work = 0n;
  let cost = 0n;
  for (const { cell, key, most } of slowCells(book, order, cards, multipliers)) {
    if (most <= 0 || work === whole) continue;
    const cardHours = BigInt(order.options.find(({ pool }) => cell.startsWith(`${pool} `))!.cardHours);
    const share = (BigInt(most) * whole) / cardHours;
    const taken = share < whole - work ? share : whole - work;
    work += taken;
    cost += taken * key;
  }
  return work === whole ? cost / whole : null;
}
