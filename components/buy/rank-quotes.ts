import type { QuoteShown } from './shown';

export type Rank = 'total' | 'finish';

/** Quotes by total, then finish; or by finish, then total. */
export const rankShown = (quotes: readonly QuoteShown[], by: Rank): QuoteShown[] =>
  [...quotes].sort((a, b) => {
    const [one, two] = [BigInt(a.totalMicros), BigInt(b.totalMicros)];
    const total = one < two ? -1 : one > two ? 1 : 0;
    const finish = a.endHour - b.endHour;
    return by === 'total' ? total || finish : finish || total;
  });
