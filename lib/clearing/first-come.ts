import type { Book } from './book';
import { bookModel } from './book-model';
import { insertAll } from './insertion';
import { prepareMarket } from './market';
import { makePlacementRoom, type Placement } from './placement';
import { makeSpreadCells } from './spread-cells';

/** What a market of posted prices makes of a book. */
export interface FirstCome {
  /** Σ over filled orders of (limit − cost at the asks), in micros. */
  readonly welfareMicros: bigint;
  readonly cardHours: number;
  readonly filled: number;
}

/**
 * First come, first served at the asks (M-14): orders in arrival order, each taking its cheapest fill in what is left,
 * if its limit reaches it.
 */
export function firstCome(book: Book): FirstCome {
  const market = prepareMarket(bookModel(book));
  const ranks = Int32Array.from(market.orderIds, (_, j) => j).sort(
    (a, b) => market.seqs[a]! - market.seqs[b]!,
  );
  const asks = { prices: market.asks, sums: market.askSums };
  const { placements } = insertAll(market, asks, ranks, makePlacementRoom(makeSpreadCells(market)));
  let welfareMicros = 0n;
  let cardHours = 0;
  let filled = 0;
  placements.forEach((placement, j) => {
    if (!placement) return;
    welfareMicros += BigInt(market.limits[j]! - placement.askCost);
    cardHours += cardHoursOf(placement);
    filled++;
  });
  return { welfareMicros, cardHours, filled };
}

const cardHoursOf = ({ cards }: Placement): number => cards.reduce((sum, n) => sum + n, 0);
