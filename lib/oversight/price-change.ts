import type { Micros } from '@/lib/core/amount';

/** How far a price moved since an earlier one, as a share of that: 0.05 is five percent up; null without either. */
export function priceChange(now: Micros | null, before: Micros | null): number | null {
  if (now === null || before === null || before <= 0n) return null;
  return Number(((now - before) * 1_000_000n) / before) / 1_000_000;
}
