import { atHour, type Book, type BookOrder, type BookPool } from '@/lib/clearing/book';
import { mulberry32 } from '@/lib/core/prng';
import { type Arrival, type Day, firstSellable, type SupplyMove } from './day';

/** How a book becomes a day: who comes how, and how supply moves. All shares are 0 … 1. */
export interface DaySettings {
  readonly seed: number;
  readonly lengthHours: number;
  /** A window that leaves fewer hours than this to wait makes a buyer in a hurry, who buys at once what starts at once. */
  readonly hurryHours: number;
  /** Orders of the other buyers that want to buy at once. */
  readonly instantShare: number;
  /** Instant buyers who, not served at once, stand as a limit order; the others leave. */
  readonly waitShare: number;
  /** Orders whose window starts at their arrival; the others start when the book says, if that is later. */
  readonly soonShare: { readonly instant: number; readonly limit: number };
  /** No window starts before this hour; what the book starts before it is squeezed behind it. */
  readonly firstHour: number;
  /** Pools in which an earlier lease is cancelled: up to half the cards come free for a stretch of hours. */
  readonly cancelShare: number;
  /** Pools whose ask is cut, from 10 % to 50 % above the book's. */
  readonly cutShare: number;
  /** Pools listed after the beginning. */
  readonly newShare: number;
}

/** Three days of a market that goes on: who is in a hurry buys at once, and so do two in ten of the others. */
export const USUAL_DAYS: Omit<DaySettings, 'seed'> = {
  lengthHours: 72,
  hurryHours: 4,
  instantShare: 0.2,
  waitShare: 0.5,
  soonShare: { instant: 0.5, limit: 0.3 },
  firstHour: 0,
  cancelShare: 0.5,
  cutShare: 0.3,
  newShare: 0.1,
};

/** One day of buyers who all book work that starts after it, so that nobody is in a hurry. */
export const BOOKED_AHEAD_DAY: Omit<DaySettings, 'seed'> = {
  ...USUAL_DAYS,
  lengthHours: 24,
  hurryHours: 0,
  soonShare: { instant: 0, limit: 0 },
  firstHour: 25,
};

/**
 * A day in which a book's orders arrive evenly, in order of `seq`, and its supply moves until it is the book's. Windows
 * keep their length and start after the arrival; the same book and settings give the same day.
 */
export function makeDay(book: Book, settings: DaySettings): Day {
  const random = mulberry32(settings.seed);
  const lengthMinutes = settings.lengthHours * 60;
  const moves = book.pools
    .flatMap((pool) => movesOf(random, pool, book.hours, settings))
    .sort((a, b) => a.minute - b.minute);
  const minutes = book.orders.map(() => random() * lengthMinutes).sort((a, b) => a - b);
  const orders = [...book.orders].sort((a, b) => a.seq - b.seq);
  const arrivals = orders.map((order, at): Arrival => {
    const slack = slackHours(order);
    const isHurried = slack >= 0 && slack < settings.hurryHours;
    const isInstant = random() < settings.instantShare || isHurried;
    const soonShare = isInstant ? settings.soonShare.instant : settings.soonShare.limit;
    const isSoon = random() < soonShare || isHurried;
    const waits = random() < settings.waitShare;
    const minute = minutes[at] ?? 0;
    const soonest = Math.min(book.hours - 1, Math.max(firstSellable(minute), settings.firstHour));
    const start = isSoon ? soonest : Math.max(soonest, squeezed(order.earliest, settings, book.hours));
    return { minute, order: withWindowFrom(order, start, book.hours), isInstant, waits };
  });
  return {
    book: {
      ...book,
      pools: book.pools.map((pool) => fromListing(pool, book.hours, moves)),
      orders: arrivals.map(({ order }) => order),
    },
    lengthMinutes,
    arrivals,
    moves,
  };
}

/** How long an order's window lets its fastest option wait. */
function slackHours(order: BookOrder): number {
  const fastest =
    order.shape === 'block'
      ? order.options.map(({ hours }) => hours)
      : order.options.map(({ cardHours, maxCards }) => Math.ceil(cardHours / maxCards));
  return order.deadline - order.earliest - Math.min(...fastest);
}

const squeezed = (hour: number, { firstHour }: DaySettings, hours: number): number =>
  firstHour + Math.floor((hour * (hours - firstHour)) / hours);

const withWindowFrom = (order: BookOrder, earliest: number, hours: number): BookOrder => ({
  ...order,
  earliest,
  deadline: Math.min(hours, earliest + order.deadline - order.earliest),
});

/** A pool's moves: it is listed during the day, or an earlier lease is cancelled, its ask is cut, or both, or nothing. */
function movesOf(random: () => number, pool: BookPool, hours: number, settings: DaySettings): SupplyMove[] {
  const [isNew, isCancelled, isCut] = [
    random() < settings.newShare,
    random() < settings.cancelShare,
    random() < settings.cutShare,
  ];
  const draw = () => {
    const minute = random() * settings.lengthHours * 60;
    return { minute, fromHour: Math.min(hours - 1, firstSellable(minute)), pool: pool.id };
  };
  if (isNew) return [{ ...draw(), cause: 'new_pool', toHour: hours, cards: 0, askBefore: 1 }];
  const moves: SupplyMove[] = [];
  if (isCancelled) {
    const at = draw();
    const fromHour = at.fromHour + Math.floor(random() * random() * (hours - at.fromHour));
    const toHour = Math.min(hours, fromHour + 4 + Math.floor(random() * 44));
    moves.push({
      ...at,
      cause: 'cancelled_lease',
      fromHour,
      toHour,
      askBefore: 1,
      cards: half(pool, random),
    });
  }
  if (isCut)
    moves.push({
      ...draw(),
      cause: 'ask_cut',
      toHour: hours,
      cards: 0,
      askBefore: 1.1 + 0.4 * random(),
    });
  return moves;
}

/** Up to half the cards a pool has in its emptiest hour, in whole lots. */
function half({ cards, lotCards = 1 }: BookPool, random: () => number): number {
  const least = typeof cards === 'number' ? cards : Math.min(...cards);
  return Math.floor(((least / 2) * (0.3 + 0.7 * random())) / lotCards) * lotCards;
}

/** A pool listed during the day has no cards in the hours before: nobody could have bought them. */
function fromListing(pool: BookPool, hours: number, moves: readonly SupplyMove[]): BookPool {
  const listing = moves.find((move) => move.cause === 'new_pool' && move.pool === pool.id);
  if (!listing) return pool;
  const cards = Array.from({ length: hours }, (_, h) => (h < listing.fromHour ? 0 : atHour(pool.cards, h)));
  return { ...pool, cards };
}
