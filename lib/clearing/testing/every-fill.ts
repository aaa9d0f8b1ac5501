import { reachesWhole } from '@/lib/market/work-share';
import { atHour, type BlockOrder, type Book, type BookOrder, type SpreadOrder } from '../book';
import { costOfLots, rectangles } from '../cheapest-fill';
import type { Lot } from '../outcome';

/** One way to fill an order, with what it costs at the asks in micros. */
export interface PossibleFill {
  readonly lots: readonly Lot[];
  readonly askCost: number;
}

/** Every fill of an order in an empty market: each option and start of a block, each minimal spread (M-4). */
export function everyFill(book: Book, order: BookOrder): PossibleFill[] {
  const pools = new Map(book.pools.map((pool) => [pool.id, pool]));
  const fits = ({ pool, hour, hours, cards }: Lot) =>
    Array.from({ length: hours }, (_, h) => atHour(pools.get(pool)!.cards, hour + h)).every(
      (offered) => offered >= cards,
    );
  const fills = order.shape === 'block' ? everyBlock(order) : everySpread(book, order);
  return fills
    .filter((lots) => lots.every(fits))
    .map((lots) => ({ lots, askCost: costOfLots(lots, (pool, hour) => atHour(pools.get(pool)!.ask, hour)) }));
}

function everyBlock({ earliest, deadline, options }: BlockOrder): Lot[][] {
  const fills: Lot[][] = [];
  for (const { pool, cards, hours } of options)
    for (let hour = earliest; hour + hours <= deadline; hour++) fills.push([{ pool, hour, hours, cards }]);
  return fills;
}

function everySpread(book: Book, order: SpreadOrder): Lot[][] {
  const places = order.options.flatMap(({ pool, cardHours, maxCards }) => {
    const row = book.pools.find(({ id }) => id === pool)!;
    return Array.from({ length: order.deadline - order.earliest }, (_, h) => {
      const hour = order.earliest + h;
      return {
        pool,
        hour,
        cardHours,
        lot: row.lotCards ?? 1,
        most: Math.min(maxCards, atHour(row.cards, hour)),
      };
    });
  });
  const fills: Lot[][] = [];
  const grow = (at: number, cells: readonly ((typeof places)[number] & { cards: number })[]): void => {
    const work = cells.reduce((sum, { cards, cardHours }) => sum + cards / cardHours, 0);
    if (reachesWhole(work)) {
      if (!cells.some(({ lot, cardHours }) => reachesWhole(work - lot / cardHours)))
        fills.push(rectangles(cells));
      return;
    }
    const place = places[at];
    if (!place) return;
    grow(at + 1, cells);
    for (let cards = place.lot; cards <= place.most; cards += place.lot)
      grow(at + 1, [...cells, { ...place, cards }]);
  };
  grow(0, []);
  return fills;
}
