import type { Book, BookOrder } from '@/lib/clearing/book';
import { firstSellableHour } from '@/lib/core/hours';

/** Minutes before an hour starts after which it isn't sold any more (M-16). */
export const LEAD_MINUTES = 15;

/** An order coming to the market. Its window starts after its arrival. */
export interface Arrival {
  readonly minute: number;
  readonly order: BookOrder;
  /** It would rather buy at once at the sheet's prices than wait for a round (M-6). */
  readonly isInstant: boolean;
  /** Not served at once, it stands as a limit order; else it leaves. */
  readonly waits: boolean;
}

export const SUPPLY_CAUSES = ['cancelled_lease', 'ask_cut', 'new_pool'] as const;
export type SupplyCause = (typeof SUPPLY_CAUSES)[number];

/** Supply that moves during the day: cards that come to a pool's hours, or an ask that falls there. */
export interface SupplyMove {
  readonly minute: number;
  readonly cause: SupplyCause;
  readonly pool: string;
  readonly fromHour: number;
  readonly toHour: number;
  /** Cards that come; 0 for a cut. */
  readonly cards: number;
  /** The ask before over the ask after, 1 for cards. */
  readonly askBefore: number;
}

/**
 * One day of a market: hour 0 starts at minute 0. `book` is the day's whole book, everything known only at its end:
 * every order with its window, every pool-hour with all its cards at its last ask. A bound on its welfare bounds what
 * any policy can reach.
 */
export interface Day {
  readonly book: Book;
  readonly lengthMinutes: number;
  /** By minute, in order of `seq`. */
  readonly arrivals: readonly Arrival[];
  /** By minute. */
  readonly moves: readonly SupplyMove[];
}

/** The instant of a minute of the day; the day begins with the epoch, so that hour 0 is hour 0. */
export const instantOf = (minute: number): Date => new Date(minute * 60_000);

/** The first hour that may be sold at a minute of the day (M-16). */
export const firstSellable = (minute: number): number => firstSellableHour(instantOf(minute), LEAD_MINUTES);
