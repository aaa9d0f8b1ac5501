import type { BookModel } from './book-model';
import { type Routes, usableRoutes } from './usable-routes';

/** A book prepared for search: its usable routes and the sums of its asks. */
export interface Market extends BookModel, Routes {
  /** Sums of asks before each hour: pool × (hours + 1) + hour. */
  readonly askSums: Float64Array;
}

/** Sums of hourly values before each hour, per pool: a window's sum is one subtraction. */
export function prefixSums(values: Float64Array, hours: number, into?: Float64Array): Float64Array {
  const pools = values.length / hours;
  const sums = into ?? new Float64Array(pools * (hours + 1));
  for (let p = 0; p < pools; p++) {
    let sum = 0;
    const base = p * (hours + 1);
    sums[base] = 0;
    for (let h = 0; h < hours; h++) {
      sum += values[p * hours + h]!;
      sums[base + h + 1] = sum;
    }
  }
  return sums;
}

/** Prepares a book for search. */
export function prepareMarket(model: BookModel): Market {
  const askSums = prefixSums(model.asks, model.hours);
  return { ...model, askSums, ...usableRoutes(model, askSums) };
}
