import type { Book } from './book';
import { bookModel } from './book-model';
import { certifiedBound } from './certificate';
import { makeDemand } from './demand';
import { prepareMarket } from './market';
import { COLD_SEARCH, searchMultipliers } from './multipliers';
import { makeSpreadCells } from './spread-cells';

/** A proven upper bound on the welfare of any set of fills of a book that fits its cards, in micros (M-14). */
export function bookBound(book: Book): bigint {
  const market = prepareMarket(bookModel(book));
  const demand = makeDemand(market, makeSpreadCells(market));
  return certifiedBound(market, searchMultipliers(market, demand, COLD_SEARCH), demand);
}
