import type { BookModel } from './book-model';
import { payable } from './cheapest-fill';
import { sortByKey } from './sort-by-key';

/**
 * An order's *routes* are its options that can be used within its limit at the asks in an empty market, cheapest first:
 * `routeFirst[j] … routeFirst[j + 1]`. `routeLeast` bounds a route's cost from below at any prices not under the asks:
 * a block's cheapest start, a spread's least ask × cardHours.
 */
export interface Routes {
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

/** Runs of starts, as many as come; `first` tells where an option's begin. */
interface Segments {
  readonly first: Int32Array;
  from: Int32Array;
  to: Int32Array;
  count: number;
}

/** A spread whose pool-hours do less than this of its work has no route: whole cards or not, nothing fills it. */
const WORK_LEAST = 0.999999;

/** The usable routes of every order of a book, given the sums of its asks (M-4). */
export function usableRoutes(model: BookModel, askSums: Float64Array): Routes {
  const { optionFirst } = model;
  const options = model.optionPool.length;
  const orders = model.orderIds.length;
  const leasts = new Float64Array(options);
  const segments: Segments = {
    first: new Int32Array(options + 1),
    from: new Int32Array(options + 16),
    to: new Int32Array(options + 16),
    count: 0,
  };
  const routeFirst = new Int32Array(orders + 1);
  const ranks = new Int32Array(options);
  const spare = new Int32Array(options);
  let count = 0;
  for (let j = 0; j < orders; j++) {
    const first = optionFirst[j]!;
    const end = optionFirst[j + 1]!;
    const isSpread = model.isSpread[j] === 1;
    const possible = !isSpread || spreadWork(model, j) >= WORK_LEAST;
    for (let o = first; o < end; o++) {
      leasts[o] = isSpread ? spreadLeast(model, j, o) : blockLeast(model, askSums, j, o, segments);
      segments.first[o + 1] = segments.count;
      const usable = isSpread ? leasts[o]! < Number.POSITIVE_INFINITY : leasts[o]! <= model.limits[j]!;
      if (possible && usable) ranks[count++] = o;
    }
    sortByKey(ranks, leasts, routeFirst[j]!, count, spare);
    routeFirst[j + 1] = count;
  }
  return { routeFirst, ...inRouteOrder(model, ranks.subarray(0, count), leasts, segments) };
}

function inRouteOrder(model: BookModel, ranks: Int32Array, leasts: Float64Array, segments: Segments) {
  const segmentFirst = new Int32Array(ranks.length + 1);
  ranks.forEach((o, r) => {
    segmentFirst[r + 1] = segmentFirst[r]! + segments.first[o + 1]! - segments.first[o]!;
  });
  const segmentFrom = new Int32Array(segmentFirst[ranks.length]!);
  const segmentTo = new Int32Array(segmentFrom.length);
  let next = 0;
  for (const o of ranks)
    for (let s = segments.first[o]!; s < segments.first[o + 1]!; s++, next++) {
      segmentFrom[next] = segments.from[s]!;
      segmentTo[next] = segments.to[s]!;
    }
  return {
    routePool: ranks.map((o) => model.optionPool[o]!),
    routeCards: ranks.map((o) => model.optionCards[o]!),
    routeHours: ranks.map((o) => model.optionHours[o]!),
    routeLeast: Float64Array.from(ranks, (o) => leasts[o]!),
    segmentFirst,
    segmentFrom,
    segmentTo,
  };
}

/** A block option's cheapest start at the asks; the runs of its starts are added to the segments. */
function blockLeast(
  model: BookModel,
  askSums: Float64Array,
  j: number,
  option: number,
  segments: Segments,
): number {
  const pool = model.optionPool[option]!;
  const wanted = model.optionCards[option]!;
  const length = model.optionHours[option]!;
  const base = pool * model.hours;
  const sums = pool * (model.hours + 1);
  const deadline = model.deadline[j]!;
  let run = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let hour = model.earliest[j]!; hour < deadline; hour++) {
    if (model.cards[base + hour]! < wanted) {
      if (run >= length) addSegment(segments, hour - run, hour - length);
      run = 0;
      continue;
    }
    run++;
    if (run < length) continue;
    const sum = askSums[sums + hour + 1]! - askSums[sums + hour + 1 - length]!;
    if (sum < least) least = sum;
  }
  if (run >= length) addSegment(segments, deadline - run, deadline - length);
  return payable(wanted * least);
}

function addSegment(segments: Segments, from: number, to: number): void {
  if (segments.count === segments.from.length) {
    segments.from = longer(segments.from);
    segments.to = longer(segments.to);
  }
  segments.from[segments.count] = from;
  segments.to[segments.count++] = to;
}

function longer(numbers: Int32Array): Int32Array {
  const copy = new Int32Array(numbers.length * 2);
  copy.set(numbers);
  return copy;
}

function spreadLeast(model: BookModel, j: number, option: number): number {
  const base = model.optionPool[option]! * model.hours;
  const end = base + model.deadline[j]!;
  let least = Number.POSITIVE_INFINITY;
  for (let at = base + model.earliest[j]!; at < end; at++)
    if (model.cards[at]! > 0 && model.asks[at]! < least) least = model.asks[at]!;
  return least * model.optionHours[option]!;
}

/** The work all of spread `j`'s pool-hours do together, as far as it takes to be whole. */
function spreadWork(model: BookModel, j: number): number {
  let work = 0;
  for (let o = model.optionFirst[j]!; o < model.optionFirst[j + 1]! && work < 1; o++) {
    const base = model.optionPool[o]! * model.hours;
    const most = model.optionCards[o]!;
    let cards = 0;
    for (let at = base + model.earliest[j]!; at < base + model.deadline[j]!; at++)
      cards += Math.min(most, model.cards[at]!);
    work += cards / model.optionHours[o]!;
  }
  return work;
}
