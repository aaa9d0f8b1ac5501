import { compareProducts, lotsToSpare, lotsToWhole, reachesWhole } from '@/lib/market/work-share';
import type { Market } from './market';
import type { Placement } from './placement';

/** A pool-hour a filled spread order may use. */
interface SpreadPlace {
  readonly cell: number;
  readonly cardHours: number;
  readonly lotCards: number;
  /** Whole lots it may have here. */
  readonly lots: number;
  /** The cards it has here now. */
  readonly ownCards: number;
}

/**
 * A filled spread order and where it could run instead. Only its own sold-out pool-hours can cost it more than the ask:
 * the others stand ranked once and for all, as far as they could be needed.
 */
export interface FilledSpread {
  readonly own: Placement;
  /** Its own sold-out pool-hours. */
  readonly moving: readonly SpreadPlace[];
  /** The others, in the greedy order at the asks. */
  readonly fixed: readonly SpreadPlace[];
  /** The last answer, which stands until a price it moves with changes. */
  readonly answer: { readonly prices: Float64Array; readonly slope: Float64Array; regret: number };
}

const ENOUGH_WORK = 1.000001;

/** Prepares spread `j`, whose cards have been given back to `free`. */
export function makeFilledSpread(
  market: Market,
  free: Int32Array,
  own: Placement,
  j: number,
  soldOut: Uint8Array,
): FilledSpread {
  const ownCards = new Map(Array.from(own.cells, (cell, i) => [cell, own.cards[i]!]));
  const moving: SpreadPlace[] = [];
  let reach = market.routeLeast[market.routeFirst[j]!]! * 1.2;
  for (;;) {
    moving.length = 0;
    const fixed: SpreadPlace[] = [];
    let complete = true;
    let work = 0;
    for (let r = market.routeFirst[j]!; r < market.routeFirst[j + 1]!; r++) {
      const pool = market.routePool[r]!;
      const cardHours = market.routeHours[r]!;
      const lotCards = market.lotCards[pool]!;
      for (let hour = market.earliest[j]!; hour < market.deadline[j]!; hour++) {
        const cell = pool * market.hours + hour;
        if (free[cell]! < lotCards) continue;
        const own = soldOut[cell] === 1 ? (ownCards.get(cell) ?? 0) : 0;
        if (own === 0 && market.asks[cell]! * cardHours > reach) {
          complete = false;
          continue;
        }
        const lots = Math.floor(Math.min(market.routeCards[r]!, free[cell]!) / lotCards);
        if (lots < 1) continue;
        const place = { cell, cardHours, lotCards, lots, ownCards: own };
        (own > 0 ? moving : fixed).push(place);
        if (own === 0) work += (lots * lotCards) / cardHours;
      }
    }
    if (work >= ENOUGH_WORK || complete)
      return { own, moving, fixed: neededOf(fixed, market.asks), answer: noAnswer(moving.length) };
    reach *= 1.4;
  }
}

const noAnswer = (moving: number) => ({
  prices: new Float64Array(moving),
  slope: new Float64Array(moving),
  regret: 0,
});

function neededOf(places: SpreadPlace[], asks: Float64Array): SpreadPlace[] {
  places.sort((a, b) => compareAt(asks, a, b));
  let work = 0;
  const needed = places.findIndex(({ lots, lotCards, cardHours }) => {
    work += (lots * lotCards) / cardHours;
    return work >= ENOUGH_WORK;
  });
  return needed < 0 ? places : places.slice(0, needed + 1);
}

/** The greedy order: by price × cardHours, exactly, then by pool id and hour. */
const compareAt = (prices: Float64Array, a: SpreadPlace, b: SpreadPlace): number =>
  compareProducts(prices[a.cell]!, a.cardHours, prices[b.cell]!, b.cardHours) || a.cell - b.cell;

/** What the order pays at the prices over its greedy fill in the cards left and its own, in micros; adds to the slope. */
export function spreadRegret(spread: FilledSpread, prices: Float64Array, slope: Float64Array): number {
  const { moving, answer } = spread;
  let known = true;
  for (let i = 0; i < moving.length; i++) {
    const price = prices[moving[i]!.cell]!;
    if (answer.prices[i] === price) continue;
    answer.prices[i] = price;
    known = false;
  }
  if (!known) answerAnew(spread, prices);
  for (let i = 0; i < moving.length; i++) slope[moving[i]!.cell]! += answer.slope[i]!;
  return answer.regret;
}

function answerAnew({ own, moving, answer, fixed }: FilledSpread, prices: Float64Array): void {
  const taken = greedyTaken(moving, fixed, prices);
  answer.regret = 0;
  answer.slope.fill(0);
  if (!taken) return;
  let saved = 0;
  for (let i = 0; i < own.cells.length; i++) saved += own.cards[i]! * prices[own.cells[i]!]!;
  for (const { place, lots } of taken) saved -= lots * place.lotCards * prices[place.cell]!;
  if (saved === 0) return;
  answer.regret = saved;
  moving.forEach((place, i) => {
    const kept = taken.find((one) => one.place === place);
    answer.slope[i] = place.ownCards - (kept ? kept.lots * place.lotCards : 0);
  });
}

interface Taken {
  readonly place: SpreadPlace;
  lots: number;
}

/** The greedy fill in these places; null where sums of shares in another order miss the whole by their last digit. */
function greedyTaken(
  moving: readonly SpreadPlace[],
  fixed: readonly SpreadPlace[],
  prices: Float64Array,
): Taken[] | null {
  const ranked = [...moving].sort((a, b) => compareAt(prices, a, b));
  const taken: Taken[] = [];
  let work = 0;
  for (let m = 0, f = 0; !reachesWhole(work); ) {
    const next = ranked[m];
    const other = fixed[f];
    const place = next && (!other || compareAt(prices, next, other) < 0) ? next : other;
    if (!place) return null;
    if (place === next) m++;
    else f++;
    const lots = lotsToWhole(work, place.lotCards, place.cardHours, place.lots);
    work += (lots * place.lotCards) / place.cardHours;
    taken.push({ place, lots });
  }
  for (const one of taken.toReversed()) {
    const { lotCards, cardHours } = one.place;
    const spare = lotsToSpare(work, lotCards, cardHours, one.lots);
    work -= (spare * lotCards) / cardHours;
    one.lots -= spare;
  }
  return taken;
}
