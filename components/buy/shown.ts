import type { QuoteFacts } from '@/lib/market/quote';

/** A quote as JSON brings it to the screen: amounts and instants as text. */
export interface QuoteShown {
  readonly id: string;
  readonly totalMicros: string;
  readonly taxMicros: string;
  readonly taxBps: number;
  readonly startHour: number;
  readonly endHour: number;
  readonly facts: QuoteFacts;
  readonly expiresAt: string;
  readonly state: 'open' | 'accepted' | 'expired';
  readonly orderId: string | null;
}

/** What stays the same when a quote is made afresh for the same place: pools, hours and cards. */
export const placeOf = (quote: QuoteShown): string =>
  JSON.stringify([
    quote.facts.pools.map(({ poolId }) => poolId),
    quote.startHour,
    quote.endHour,
    quote.facts.cards,
  ]);
