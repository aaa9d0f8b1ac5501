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
  let reach = market.routeLeast[market.routeFirst[j]!]! * 2;
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
        const lots = Math.floor(Math.min(market.routeCards[r]!, free[cell]!) / lotCards);
        if (lots < 1) continue;
        const place = { cell, cardHours, lotCards, lots, ownCards: ownCards.get(cell) ?? 0 };
        if (soldOut[cell] === 1 && place.ownCards > 0) moving.push(place);
        else if (market.asks[cell]! * cardHours > reach) complete = false;
        else {
          fixed.push(place);
          work += (lots * lotCards) / cardHours;
        }
      }
    }
    if (work >= ENOUGH_WORK || complete) return { own, moving, fixed: neededOf(fixed, market.asks) };
    reach *= 2;
  }
}

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
export function spreadRegret(
  { own, moving, fixed }: FilledSpread,
  prices: Float64Array,
  slope: Float64Array,
): number {
  const ranked = [...moving].sort((a, b) => compareAt(prices, a, b));
  const taken: { place: SpreadPlace; lots: number }[] = [];
  let work = 0;
  for (let m = 0, f = 0; !reachesWhole(work); ) {
    const next = ranked[m];
    const other = fixed[f];
    if (!next && !other) return 0;
    const place = next && (!other || compareAt(prices, next, other) < 0) ? next : other!;
    if (place === next) m++;
    else f++;
    const lots = lotsToWhole(work, place.lotCards, place.cardHours, place.lots);
    work += (lots * place.lotCards) / place.cardHours;
    taken.push({ place, lots });
  }
  let cost = 0;
  for (let i = taken.length - 1; i >= 0; i--) {
    const { place, lots } = taken[i]!;
    const spare = lotsToSpare(work, place.lotCards, place.cardHours, lots);
    work -= (spare * place.lotCards) / place.cardHours;
    taken[i]!.lots = lots - spare;
    cost += (lots - spare) * place.lotCards * prices[place.cell]!;
  }
  let pay = 0;
  for (let i = 0; i < own.cells.length; i++) pay += own.cards[i]! * prices[own.cells[i]!]!;
  if (pay === cost) return 0;
  for (const { cell, ownCards } of moving) slope[cell]! += ownCards;
  for (const { place, lots } of taken) slope[place.cell]! -= lots * place.lotCards;
  return pay - cost;
}
