import { firstSellableHour, type Hour } from '@/lib/core/hours';

/** The hours a round reads: from the first sellable one over the market's horizon (M-16, M-19). */
export function bookGrid(
  now: Date,
  terms: { readonly leadMinutes: number; readonly horizonHours: number },
): { readonly startHour: Hour; readonly endHour: Hour } {
  const startHour = firstSellableHour(now, terms.leadMinutes);
  return { startHour, endHour: startHour + terms.horizonHours };
}
