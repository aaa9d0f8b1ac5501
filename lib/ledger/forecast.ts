import type { Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';

/** Two whole weeks: every weekday counts twice, so that quiet weekends don't bend the pace. */
export const FORECAST_DAYS = 14;
/** Money that lasts longer than this is said to last this long. */
export const FORECAST_DAYS_MAX = 3650;
/** Money that lasts less than this is worth a warning. */
export const LOW_BALANCE_DAYS = 7;

const DAY_MS = 86_400_000;

export interface BalanceForecast {
  readonly availableMicros: Micros;
  /** What went into orders and leases a day, on average; never below zero. */
  readonly dailyMicros: Micros;
  readonly daysLookedAt: number;
  /** Null when nothing is being spent. */
  readonly lastsUntil: Date | null;
}

/**
 * How long the available money lasts at the pace of the last two weeks, or of the days since the first order where
 * those are fewer: what left `available` for orders and leases, less what came back from them, per day. A sum over days;
 * an organization that spends nothing, or got back more than it ordered, has no end in sight.
 */
export function forecastBalance(
  standing: {
    readonly availableMicros: Micros;
    readonly spentMicros: Micros;
    readonly firstSpentAt: Date | null;
  },
  now: Date,
): BalanceForecast {
  const { availableMicros, spentMicros, firstSpentAt } = standing;
  assert(availableMicros >= 0n, 'L-3', { availableMicros });
  const daysLookedAt = firstSpentAt ? daysSince(firstSpentAt, now) : FORECAST_DAYS;
  const dailyMicros = spentMicros > 0n ? spentMicros / BigInt(daysLookedAt) : 0n;
  return {
    availableMicros,
    dailyMicros,
    daysLookedAt,
    lastsUntil: lastsUntil(availableMicros, dailyMicros, now),
  };
}

/** When available money ends at a pace a day, from now on; null at no pace, ten years at most. */
export function lastsUntil(availableMicros: Micros, dailyMicros: Micros, now: Date): Date | null {
  if (dailyMicros === 0n) return null;
  const longest = BigInt(FORECAST_DAYS_MAX) * BigInt(DAY_MS);
  const lastsMs = (availableMicros * BigInt(DAY_MS)) / dailyMicros;
  return new Date(now.getTime() + Number(lastsMs < longest ? lastsMs : longest));
}

/** Days begun since an instant, 1 … 14. */
function daysSince(at: Date, now: Date): number {
  const days = Math.ceil((now.getTime() - at.getTime()) / DAY_MS);
  return Math.min(FORECAST_DAYS, Math.max(1, days));
}

/** Whether the money runs out within a week of now. */
export const isLow = (until: Date | null, now: Date): boolean =>
  until !== null && until.getTime() - now.getTime() < LOW_BALANCE_DAYS * DAY_MS;
