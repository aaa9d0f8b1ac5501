import type { Book } from '@/lib/clearing/book';
import type { Outcome } from '@/lib/clearing/outcome';
import { parseBook } from '@/lib/clearing/parse-book';
import { parseOutcome } from '@/lib/clearing/parse-outcome';
import { type VerifyStepName, verifySteps } from '@/lib/clearing/verify';
import type { Refusal } from '@/lib/core/result';

/** The figures a round's row publishes, as its kept outcome must make them. */
export interface PublishedFigures {
  readonly filled: number;
  readonly cardHours: number;
  readonly payMicros: string;
  readonly welfareMicros: string;
  readonly boundMicros: string;
  readonly lostValueMicros: string;
  readonly regretMicros: string;
}

/** One step that held, with the time it took. */
export interface HeldStep {
  readonly step: VerifyStepName | 'files' | 'published';
  /** Rules of the market, or `format`. */
  readonly rules: readonly string[];
  readonly tookMs: number;
}

/** What verifying a round found: the steps that held and, unless all did, the first that didn't. */
export interface VerifyReport {
  readonly held: readonly HeldStep[];
  readonly broken: {
    readonly step: HeldStep['step'];
    readonly rule: string;
    readonly facts: Refusal['facts'];
  } | null;
  readonly orders: number;
  readonly welfareMicros: string;
  readonly boundMicros: string;
  readonly tookMs: number;
}

/** The first published figure that isn't the outcome's, as facts; null where all are (M-14). */
function wrongFigure(outcome: Outcome, published: PublishedFigures): Refusal['facts'] | null {
  const { trades, welfare, bound, lostValue, regret } = outcome;
  const lots = trades.flatMap((trade) => trade.lots);
  const kept: Record<keyof PublishedFigures, string | number> = {
    filled: trades.length,
    cardHours: lots.reduce((sum, lot) => sum + lot.cards * lot.hours, 0),
    payMicros: trades.reduce((sum, trade) => sum + BigInt(trade.pay), 0n).toString(),
    welfareMicros: welfare,
    boundMicros: bound,
    lostValueMicros: lostValue,
    regretMicros: regret,
  };
  for (const figure of Object.keys(published) as (keyof PublishedFigures)[])
    if (published[figure] !== kept[figure])
      return { figure, published: published[figure], outcome: kept[figure] };
  return null;
}

/** Reads both files strictly, recomputes every rule from them, the exact bound included, and compares what the round published. */
export function verifyReport(
  book: Book,
  outcome: Outcome,
  published: PublishedFigures,
  onStep: (steps: number) => void,
): VerifyReport {
  const started = performance.now();
  const held: HeldStep[] = [];
  let last = started;
  const report = (broken: VerifyReport['broken']): VerifyReport => ({
    held,
    broken,
    orders: book.orders.length,
    welfareMicros: outcome.welfare,
    boundMicros: outcome.bound,
    tookMs: performance.now() - started,
  });
  const hold = (step: HeldStep['step'], rules: readonly string[]) => {
    const now = performance.now();
    held.push({ step, rules, tookMs: now - last });
    last = now;
    onStep(held.length);
  };
  for (const file of [parseBook(book), parseOutcome(outcome)])
    if (!file.ok) return report({ step: 'files', rule: 'format', facts: file.refusal.facts });
  hold('files', ['format']);
  for (const { step, rules, breach } of verifySteps(book, outcome)) {
    if (breach) return report({ step, rule: breach.code, facts: breach.facts });
    hold(step, rules);
  }
  const wrong = wrongFigure(outcome, published);
  if (wrong) return report({ step: 'published', rule: 'M-14', facts: wrong });
  hold('published', ['M-14']);
  return report(null);
}
