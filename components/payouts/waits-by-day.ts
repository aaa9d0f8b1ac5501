import type { Wait } from '@/lib/ledger/payable-now';

export type WaitShown = Wait;

const DAY_MS = 86_400_000;

/** Waits of one day (UTC) and reason as one, which ends when the last of them does; soonest first. */
export function waitsByDay(waits: readonly WaitShown[]): readonly WaitShown[] {
  const days = new Map<string, WaitShown>();
  for (const wait of waits) {
    const key = `${wait.because} ${Math.floor(wait.until.getTime() / DAY_MS)}`;
    const day = days.get(key);
    const until = day && day.until > wait.until ? day.until : wait.until;
    days.set(key, { ...wait, until, micros: (day?.micros ?? 0n) + wait.micros });
  }
  return [...days.values()].sort((a, b) => a.until.getTime() - b.until.getTime());
}
