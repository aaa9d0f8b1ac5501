import { type Micros, sumMicros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { ok, type Result, refuse } from '@/lib/core/result';

/** A top-up that money may be given back to; the amount is in micros. */
export interface ReturnableTopUp {
  readonly paymentId: string;
  readonly channel: string;
  /** How it was paid; null where the channel knows one way only. */
  readonly method: string | null;
  readonly paidAt: Date;
  /** Its amount less what was given back, charged back, or is on its way back. */
  readonly returnableMicros: Micros;
}

/** One refund of a withdrawal. */
export interface WithdrawalPart {
  readonly paymentId: string;
  readonly channel: string;
  readonly method: string | null;
  readonly amountMicros: Micros;
}

const DAY_MS = 86_400_000;

/** Days in which a wallet takes money back (docs.stripe.com/payments/alipay: 90, /wechat-pay: 180); others know no end. */
const RETURN_DAYS: Readonly<Record<string, number>> = { alipay: 90, wechat_pay: 180 };

/** Until when a top-up may be given back over the way it was paid; null without an end. */
export function returnableUntil({ method, paidAt }: Pick<ReturnableTopUp, 'method' | 'paidAt'>): Date | null {
  const days = RETURN_DAYS[method ?? ''];
  return days === undefined ? null : new Date(paidAt.getTime() + days * DAY_MS);
}

/** The top-ups that can still be given back at an instant, newest first. */
export const returnableAt = (topUps: readonly ReturnableTopUp[], now: Date): readonly ReturnableTopUp[] =>
  topUps
    .filter((one) => one.returnableMicros > 0n && (returnableUntil(one) ?? now) >= now)
    .sort((a, b) => b.paidAt.getTime() - a.paidAt.getTime() || (a.paymentId < b.paymentId ? 1 : -1));

/**
 * Splits a withdrawal over the top-ups it goes back to, newest first, each up to what is left of it (L-7); refuses, with
 * the figures, more than can go back to where it came from. The parts sum to the amount exactly, in micros.
 */
export function splitWithdrawal(
  amountMicros: Micros,
  topUps: readonly ReturnableTopUp[],
  now: Date,
): Result<readonly WithdrawalPart[], 'not_returnable'> {
  assert(amountMicros > 0n, 'L-7', { amountMicros });
  const usable = returnableAt(topUps, now);
  const returnableMicros = sumMicros(usable.map((one) => one.returnableMicros));
  if (amountMicros > returnableMicros) return refuse('not_returnable', { amountMicros, returnableMicros });
  const parts: WithdrawalPart[] = [];
  let left = amountMicros;
  for (const { paymentId, channel, method, returnableMicros: most } of usable) {
    if (left === 0n) break;
    const isLast = most >= left;
    const part = isLast ? left : most;
    parts.push({ paymentId, channel, method, amountMicros: part });
    left -= part;
  }
  return ok(parts);
}
