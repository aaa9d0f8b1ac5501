import { isBlockOption, type OrderOption } from '@/lib/market/order';
import type { WorkShare } from '@/lib/settlement/split-units';

/** How much of an order's work each pool's lots do: card-hours used over what the whole job would take there (S-2). */
export function workShares(
  options: readonly OrderOption[],
  hours: readonly { readonly poolId: string; readonly cards: number }[],
): WorkShare[] {
  const used = new Map<string, number>();
  for (const { poolId, cards } of hours) used.set(poolId, (used.get(poolId) ?? 0) + cards);
  const jobCardHoursOf = new Map(
    options.map((option) => [
      option.poolId,
      isBlockOption(option) ? option.cards * option.hours : option.cardHours,
    ]),
  );
  return [...used].map(([poolId, usedCardHours]) => ({
    poolId,
    usedCardHours,
    jobCardHours: jobCardHoursOf.get(poolId) ?? usedCardHours,
  }));
}
