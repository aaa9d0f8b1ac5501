import { type Micros, mulDivFloor, sumMicros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { compareIds } from '@/lib/core/ids';
import { type CardPart, least } from './card-parts';

const DAY_MS = 86_400_000;

/** The market's terms about card money (L-6). */
export interface CardTerms {
  /** Days after which earnings from card money are paid out … */
  readonly cardPayoutDays: number;
  /** … but for this share of them, which waits until the money is final. */
  readonly cardReserveBps: number;
}

/** Earned money that isn't paid out yet, and the instant from which it is. */
export interface Wait {
  readonly because: 'card_hold' | 'card_reserve';
  readonly until: Date;
  readonly micros: Micros;
}

/** What of a payable balance may be paid out now and what waits; together they are the balance, in micros. */
export interface PayableNow {
  readonly balanceMicros: Micros;
  readonly nowMicros: Micros;
  /** Soonest first, one per instant and reason. */
  readonly waits: readonly Wait[];
}

/** ⌈amount × share ÷ 10 000⌉: what is kept back is rounded up. */
const reserveOf = (micros: Micros, bps: number): Micros =>
  micros - mulDivFloor(micros, BigInt(10_000 - bps), 10_000n);

function waitsOfPart(part: CardPart, terms: CardTerms, now: Date): Wait[] {
  if (part.finalAt <= now) return [];
  const paidFrom = new Date(part.earnedAt.getTime() + terms.cardPayoutDays * DAY_MS);
  const until = paidFrom < part.finalAt ? paidFrom : part.finalAt;
  const reserveMicros = reserveOf(part.micros, terms.cardReserveBps);
  const waits: Wait[] = [{ because: 'card_reserve', until: part.finalAt, micros: reserveMicros }];
  if (until > now) waits.push({ because: 'card_hold', until, micros: part.micros - reserveMicros });
  return waits.filter(({ micros }) => micros > 0n);
}

const bySoonest = (a: Wait, b: Wait): number =>
  a.until.getTime() - b.until.getTime() || compareIds(a.because, b.because);

function merged(waits: readonly Wait[]): Wait[] {
  const byKey = new Map<string, Wait>();
  for (const wait of waits) {
    const key = `${wait.because} ${wait.until.getTime()}`;
    byKey.set(key, { ...wait, micros: (byKey.get(key)?.micros ?? 0n) + wait.micros });
  }
  return [...byKey.values()].sort(bySoonest);
}

/**
 * Splits a provider's payable balance at an instant (L-6): of every part that was paid with card money that isn't final,
 * all waits for `cardPayoutDays` after it was earned and its reserve, rounded up, until the money is final. What was paid
 * out, credited or charged since came out of what didn't wait; where the balance is less than the waits, the ones that
 * end last stand whole and the sooner ones are cut. Promises now ≥ 0, waits ≥ 0, now + Σ waits = balance.
 */
export function payableNow(
  balanceMicros: Micros,
  parts: readonly CardPart[],
  terms: CardTerms,
  now: Date,
): PayableNow {
  assert(balanceMicros >= 0n, 'L-3', { balanceMicros });
  const waits = merged(parts.flatMap((part) => waitsOfPart(part, terms, now)));
  const kept: Wait[] = [];
  let restMicros = balanceMicros;
  for (const wait of waits.toReversed()) {
    const micros = least(wait.micros, restMicros);
    restMicros -= micros;
    if (micros > 0n) kept.unshift({ ...wait, micros });
  }
  assert(restMicros + sumMicros(kept.map((wait) => wait.micros)) === balanceMicros, 'L-6', { balanceMicros });
  return { balanceMicros, nowMicros: restMicros, waits: kept };
}
