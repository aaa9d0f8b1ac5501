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

const CHECKS: readonly ((facts: VerifyCase) => Breach | null)[] = [
  checkFormat,
  checkComplete,
  checkShapes,
  checkCapacity,
  checkPrices,
  checkPayments,
  checkMissedTrades,
  checkCheaperMoves,
  checkPrecedence,
  checkRationing,
  checkWelfareAndBound,
  checkReasons,
];

/** What a verified outcome proves, in micros. */
export interface Verified {
  readonly trades: number;
  readonly unfilled: number;
  readonly welfare: bigint;
  readonly bound: bigint;
}

/** Recomputes an outcome from its book rule by rule; refuses with the first rule broken and the facts (M-1, M-4, M-9 … M-15). */
export function verifyOutcome(book: Book, outcome: Outcome): Result<Verified, ClearingRule> {
  const facts = verifyCase(book, outcome);
  for (const check of CHECKS) {
    const refusal = check(facts);
    if (refusal) return { ok: false, refusal };
  }
  return ok({
    trades: outcome.trades.length,
    unfilled: outcome.unfilled.length,
    welfare: BigInt(outcome.welfare),
    bound: BigInt(outcome.bound),
  });
}
