import type { Hour } from '@/lib/core/hours';
import type { JobOption } from './job-option';
import { miss, type NearMiss } from './near-miss';
import { isBlockOption } from './order';
import type { PoolSheet } from './price-sheet';

function longestRun(freeCards: readonly number[], cards: number): number {
  let run = 0;
  let longest = 0;
  for (const free of freeCards) {
    run = free >= cards ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** Why nothing is free for an option: too few cards at once, too few hours together, or too few card-hours (M-3). */
export function capacityMiss(
  { option, readyHour }: JobOption,
  sheet: PoolSheet | undefined,
  lastHour: Hour,
): NearMiss {
  const from = sheet?.fromHour ?? 0;
  const free = Array.from(
    sheet?.freeCards.subarray(Math.max(0, readyHour - from), Math.max(0, lastHour - from)) ?? [],
  );
  if (!isBlockOption(option)) {
    const total = free.reduce((sum, cards) => sum + cards, 0);
    return miss('capacity', option.cardHours, total, 'card-hours');
  }
  const most = Math.max(0, ...free);
  return most < option.cards
    ? miss('capacity', option.cards, most, 'cards')
    : miss('capacity', option.hours, longestRun(free, option.cards), 'hours');
}
