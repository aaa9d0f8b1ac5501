import { type Hour, hourOf } from '@/lib/core/hours';
import type { TermsValues } from './terms';

/** The market terms that keep cards for rounds (M-6b). */
export type RoundProtections = Pick<
  TermsValues,
  'instantReserveBps' | 'instantReserveHours' | 'freedCardsPassRound'
>;

/** Protections as they stand at an instant. */
export interface ProtectedFrom {
  readonly terms: RoundProtections;
  readonly now: Date;
}

/** A pool-hour's capacity as the protections see it. */
export interface PoolHourCards {
  readonly hour: Hour;
  readonly offeredCards: number;
  readonly reservedCards: number;
  /** Free cards that came free or got cheaper since the last main round. */
  readonly heldBackCards: number;
}

/** The first hour whose reserve stands at an instant: those that start more than `instantReserveHours` ahead (M-6b). */
export const reservedFromHour = ({ terms, now }: ProtectedFrom): Hour =>
  hourOf(now) + terms.instantReserveHours + 1;

/** Cards of a pool-hour that instant orders leave for rounds while its reserve stands: whole lots of the share of what it offers (M-6b). */
export const reserveCards = (offeredCards: number, lotCards: number, reserveBps: number): number =>
  Math.floor(Math.floor((offeredCards * reserveBps) / 10_000) / lotCards) * lotCards;

/**
 * The cards of a pool-hour that an instant order may take: the free ones less the reserve, and less those that have yet
 * to pass a main round (M-6b).
 */
export function instantCards(cards: PoolHourCards, lotCards: number, from: ProtectedFrom): number {
  const { terms } = from;
  const reserve =
    cards.hour >= reservedFromHour(from)
      ? reserveCards(cards.offeredCards, lotCards, terms.instantReserveBps)
      : 0;
  const heldBack = terms.freedCardsPassRound ? cards.heldBackCards : 0;
  return Math.max(0, cards.offeredCards - cards.reservedCards - heldBack - reserve);
}
