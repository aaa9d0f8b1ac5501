import { ok, type Result } from '@/lib/core/result';
import type { Book } from './book';
import type { Outcome } from './outcome';
import { checkReasons, checkWelfareAndBound } from './verify-bound';
import { type Breach, type ClearingRule, type VerifyCase, verifyCase } from './verify-case';
import { checkCapacity, checkComplete, checkFormat, checkShapes } from './verify-fills';
import {
  checkCheaperMoves,
  checkMissedTrades,
  checkPayments,
  checkPrecedence,
  checkPrices,
  checkRationing,
} from './verify-prices';

/** The steps of verifying, in the order they are tried, each with the rules it recomputes. */
const STEPS = [
  { step: 'format', rules: ['format', 'M-9'], check: checkFormat },
  { step: 'complete', rules: ['M-15'], check: checkComplete },
  { step: 'shapes', rules: ['M-4'], check: checkShapes },
  { step: 'capacity', rules: ['M-1'], check: checkCapacity },
  { step: 'prices', rules: ['M-10'], check: checkPrices },
  { step: 'payments', rules: ['M-9', 'M-11'], check: checkPayments },
  { step: 'missed_trades', rules: ['M-12'], check: checkMissedTrades },
  { step: 'cheaper_moves', rules: ['M-12c'], check: checkCheaperMoves },
  { step: 'precedence', rules: ['M-12d'], check: checkPrecedence },
  { step: 'rationing', rules: ['M-12b'], check: checkRationing },
  { step: 'welfare_and_bound', rules: ['M-14'], check: checkWelfareAndBound },
  { step: 'reasons', rules: ['M-15'], check: checkReasons },
] as const satisfies readonly {
  readonly step: string;
  readonly rules: readonly ClearingRule[];
  readonly check: (facts: VerifyCase) => Breach | null;
}[];

export type VerifyStepName = (typeof STEPS)[number]['step'];

/** The names of the steps in the order they are tried. */
export const VERIFY_STEPS: readonly VerifyStepName[] = STEPS.map(({ step }) => step);

/** One step of verifying: what it recomputed, and what it found broken. */
export interface VerifyStep {
  readonly step: VerifyStepName;
  readonly rules: readonly ClearingRule[];
  readonly breach: Breach | null;
}

/** Verifies step by step, for a caller that times them; ends after the first broken rule. */
export function* verifySteps(book: Book, outcome: Outcome): Generator<VerifyStep> {
  const facts = verifyCase(book, outcome);
  for (const { step, rules, check } of STEPS) {
    const breach = check(facts);
    yield { step, rules, breach };
    if (breach) return;
  }
}

/** What a verified outcome proves, in micros. */
export interface Verified {
  readonly trades: number;
  readonly unfilled: number;
  readonly welfare: bigint;
  readonly bound: bigint;
}

/** Recomputes an outcome from its book rule by rule; refuses with the first rule broken and the facts (M-1, M-4, M-9 … M-15). */
export function verifyOutcome(book: Book, outcome: Outcome): Result<Verified, ClearingRule> {
  for (const { breach } of verifySteps(book, outcome)) if (breach) return { ok: false, refusal: breach };
  return ok({
    trades: outcome.trades.length,
    unfilled: outcome.unfilled.length,
    welfare: BigInt(outcome.welfare),
    bound: BigInt(outcome.bound),
  });
}
