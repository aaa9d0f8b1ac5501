import type { quotes } from '@/db/schema';

export type QuoteRow = typeof quotes.$inferSelect;

/** A quote as its buyer sees it: binding while open, once accepted an order's. */
export interface QuoteView extends Omit<QuoteRow, 'organizationId' | 'createdAt'> {
  readonly state: 'open' | 'accepted' | 'expired';
  /** The order it became; null while nobody accepted it. */
  readonly orderId: string | null;
}

/** A quote's row with the state it is in at an instant (M-6). */
export function quoteView(row: QuoteRow, orderId: string | null, now: Date): QuoteView {
  const { organizationId: _, createdAt: __, ...quote } = row;
  const state = orderId !== null ? 'accepted' : now < row.expiresAt ? 'open' : 'expired';
  return { ...quote, state, orderId };
}
