import type { RoundProtections } from '@/lib/market/instant-cards';

/** What shields a round from instant orders: the market terms, and how often indicative rounds run; null: never (M-6b). */
export interface Protections extends RoundProtections {
  readonly indicativeMinutes: number | null;
}

/** How orders are cleared: in main rounds so many minutes apart, or each as it comes, at the asks. */
export type Policy =
  | { readonly kind: 'rounds'; readonly everyMinutes: number; readonly protections: Protections }
  | { readonly kind: 'first_come' };

export const UNPROTECTED: Protections = {
  indicativeMinutes: null,
  freedCardsPassRound: false,
  instantReserveBps: 0,
  instantReserveHours: 24,
};
