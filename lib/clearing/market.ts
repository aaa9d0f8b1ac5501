import type { BookModel } from './book-model';
import { payable } from './cheapest-fill';

/**
 * A book prepared for search. An order's *routes* are its options that can be used within its limit at the asks in an
 * empty market, cheapest first: `routeFirst[j] … routeFirst[j + 1]`. `routeLeast` bounds a route's cost from below at
 * any prices not under the asks: a block's cheapest start, a spread's least ask × cardHours.
 */
export interface Market extends BookModel {
  /** Sums of asks before each hour: pool × (hours + 1) + hour. */
  readonly askSums: Float64Array;
  readonly routeFirst: Int32Array;
  readonly routePool: Int32Array;
  readonly routeCards: Int32Array;
  readonly routeHours: Int32Array;
  readonly routeLeast: Float64Array;
  /** Runs of starts `segmentFrom … segmentTo` where the book's cards hold a block route. */
  readonly segmentFirst: Int32Array;
  readonly segmentFrom: Int32Array;
  readonly segmentTo: Int32Array;
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

interface Route {
  readonly pool: number;
  readonly cards: number;
  readonly hours: number;
  readonly least: number;
  readonly segments: readonly (readonly [number, number])[];
}

/** Prepares a book for search: usable routes by least cost, prefix sums of the asks. */
export function prepareMarket(model: BookModel): Market {
  const askSums = prefixSums(model.asks, model.hours);
  const routes: Route[] = [];
  const routeFirst = new Int32Array(model.orderIds.length + 1);
  for (let j = 0; j < model.orderIds.length; j++) {
    const own: Route[] = [];
    for (let o = model.optionFirst[j]!; o < model.optionFirst[j + 1]!; o++) {
      const route = model.isSpread[j] === 1 ? spreadRoute(model, j, o) : blockRoute(model, askSums, j, o);
      if (route) own.push(route);
    }
    own.sort((a, b) => a.least - b.least || a.pool - b.pool || a.cards - b.cards);
    for (const route of own) routes.push(route);
    routeFirst[j + 1] = routes.length;
  }
  const segmentFirst = new Int32Array(routes.length + 1);
  routes.forEach(({ segments }, r) => {
    segmentFirst[r + 1] = segmentFirst[r]! + segments.length;
  });
  const segments = routes.flatMap((route) => route.segments);
  return {
    ...model,
    askSums,
    routeFirst,
    routePool: Int32Array.from(routes, ({ pool }) => pool),
    routeCards: Int32Array.from(routes, ({ cards }) => cards),
    routeHours: Int32Array.from(routes, ({ hours }) => hours),
    routeLeast: Float64Array.from(routes, ({ least }) => least),
    segmentFirst,
    segmentFrom: Int32Array.from(segments, ([from]) => from),
    segmentTo: Int32Array.from(segments, ([, to]) => to),
  };
}

function blockRoute(model: BookModel, askSums: Float64Array, j: number, option: number): Route | null {
  const pool = model.optionPool[option]!;
  const cards = model.optionCards[option]!;
  const length = model.optionHours[option]!;
  const sums = pool * (model.hours + 1);
  const segments: [number, number][] = [];
  let run = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let hour = model.earliest[j]!; hour < model.deadline[j]!; hour++) {
    run = model.cards[pool * model.hours + hour]! >= cards ? run + 1 : 0;
    if (run < length) continue;
    const start = hour + 1 - length;
    const last = segments.at(-1);
    if (last && last[1] === start - 1) last[1] = start;
    else segments.push([start, start]);
    least = Math.min(least, payable(cards * (askSums[sums + start + length]! - askSums[sums + start]!)));
  }
  return least <= model.limits[j]! ? { pool, cards, hours: length, least, segments } : null;
}

function spreadRoute(model: BookModel, j: number, option: number): Route | null {
  const pool = model.optionPool[option]!;
  const cards = model.optionCards[option]!;
  const cardHours = model.optionHours[option]!;
  let least = Number.POSITIVE_INFINITY;
  if (cards < 1) return null;
  for (let hour = model.earliest[j]!; hour < model.deadline[j]!; hour++) {
    const at = pool * model.hours + hour;
    if (model.cards[at]! > 0) least = Math.min(least, model.asks[at]! * cardHours);
  }
  return least < Number.POSITIVE_INFINITY ? { pool, cards, hours: cardHours, least, segments: [] } : null;
}
