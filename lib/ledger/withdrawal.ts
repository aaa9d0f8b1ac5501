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
  /** From when no bank takes it back any more (L-6); null: nobody knows, so it isn't final. */
  readonly finalAt: Date | null;
  /** Its payer's bank asks for it back (`open`) or has got it (`lost`): none of it can be given back as well. */
  readonly contested: 'open' | 'lost' | null;
}

/** What a wallet can give back from: read at one instant, all of an organization's top-ups with something left. */
export interface Withdrawable {
  readonly availableMicros: Micros;
  readonly topUps: readonly ReturnableTopUp[];
}

/** How far available money can go back at an instant, and what keeps the rest; all in micros. */
export interface WithdrawalRoom {
  /** The most that one withdrawal may ask for. */
  readonly mostMicros: Micros;
  /** Available money that is held back while a bank asks for it. */
  readonly contestedMicros: Micros;
  /** Available money that came by card and isn't final: it goes back to its cards alone. */
  readonly notFinalMicros: Micros;
  /** The most of it that may go to sources which are final. */
  readonly toFinalMicros: Micros;
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

/** Whether a top-up's money can't be taken back by its payer's bank any more. */
const isFinal = ({ finalAt, contested }: ReturnableTopUp, now: Date): boolean =>
  contested !== 'open' && finalAt !== null && finalAt <= now;

/** The top-ups that can still be given back at an instant, newest first. */
export const returnableAt = (topUps: readonly ReturnableTopUp[], now: Date): readonly ReturnableTopUp[] =>
  topUps
    .filter(
      (one) => one.returnableMicros > 0n && one.contested === null && (returnableUntil(one) ?? now) >= now,
    )
    .sort((a, b) => b.paidAt.getTime() - a.paidAt.getTime() || (a.paymentId < b.paymentId ? 1 : -1));

const leftOf = (topUps: readonly ReturnableTopUp[]): Micros =>
  sumMicros(topUps.map(({ returnableMicros }) => (returnableMicros > 0n ? returnableMicros : 0n)));
const least = (a: Micros, b: Micros): Micros => (a < b ? a : b);

/**
 * How far a wallet's money can go back (L-6, L-7). A wallet's money has no labels, so this is a convention: final money
 * is spent first and contested money last, so what is available is the card money that isn't final as far as it reaches.
 * That can only go back to its own cards, what is contested nowhere; to sources that are final goes what is left beside
 * them. Payouts take card money as spent first (`cardParts`): each errs towards what a bank may still take back.
 */
export function withdrawalRoom({ availableMicros, topUps }: Withdrawable, now: Date): WithdrawalRoom {
  const contestedMicros = least(availableMicros, leftOf(topUps.filter((one) => one.contested === 'open')));
  const openMicros = least(availableMicros, leftOf(topUps.filter((one) => !isFinal(one, now))));
  const usable = returnableAt(topUps, now);
  const toFinalMicros = least(
    availableMicros - openMicros,
    leftOf(usable.filter((one) => isFinal(one, now))),
  );
  const toCardsMicros = leftOf(usable.filter((one) => !isFinal(one, now)));
  return {
    mostMicros: least(availableMicros - contestedMicros, toCardsMicros + toFinalMicros),
    contestedMicros,
    notFinalMicros: openMicros - contestedMicros,
    toFinalMicros,
  };
}

/**
 * Splits a withdrawal over the top-ups it goes back to, newest first, each up to what is left of it (L-7), and those
 * that are final up to what isn't card money yet to be final (L-6); refuses, with the figures, more than can go back to
 * where it came from. The parts sum to the amount exactly, in micros.
 */
export function splitWithdrawal(
  amountMicros: Micros,
  withdrawable: Withdrawable,
  now: Date,
): Result<readonly WithdrawalPart[], 'not_returnable'> {
  assert(amountMicros > 0n, 'L-7', { amountMicros });
  const { mostMicros, toFinalMicros } = withdrawalRoom(withdrawable, now);
  if (amountMicros > mostMicros)
    return refuse('not_returnable', { amountMicros, returnableMicros: mostMicros });
  const parts: WithdrawalPart[] = [];
  let left = amountMicros;
  let leftForFinal = toFinalMicros;
  for (const topUp of returnableAt(withdrawable.topUps, now)) {
    const { paymentId, channel, method, returnableMicros } = topUp;
    const final = isFinal(topUp, now);
    const part = least(left, final ? least(returnableMicros, leftForFinal) : returnableMicros);
    if (part === 0n) continue;
    parts.push({ paymentId, channel, method, amountMicros: part });
    left -= part;
    if (final) leftForFinal -= part;
  }
  assert(left === 0n, 'L-7', { amountMicros, left });
  return ok(parts);
}
