import type { Movement } from '../payments/channel';
import type { PaymentRow } from '../payments/kinds';

/** Why a channel's line fits nothing of ours. */
export const UNMATCHED_WHYS = [
  /** It names nothing that we know. */
  'no_payment',
  /** We know it, but it isn't done by our books. */
  'not_done',
  'amount_differs',
  /** Not the market's currency: a channel that would settle in it is refused (L-9). */
  'other_currency',
  /** A kind of line that no payment makes. */
  'other_kind',
] as const;
export type UnmatchedWhy = (typeof UNMATCHED_WHYS)[number];

/** What a line is laid beside: a payment, a chargeback, or a cost or transfer of our own. */
export type Matched =
  | { readonly state: 'matched'; readonly paymentId: string | null }
  | { readonly state: 'unmatched'; readonly why: UnmatchedWhy; readonly paymentId: string | null };

/** What our books know under a line's external id. */
export interface Known {
  readonly payment: Pick<PaymentRow, 'id' | 'kind' | 'state' | 'amountMicros' | 'returnedMicros'> | null;
  readonly chargeback: {
    readonly paymentId: string;
    readonly amountMicros: bigint;
    readonly withdrawn: boolean;
    readonly reinstatedMicros: bigint;
    readonly state: 'open' | 'won' | 'lost';
  } | null;
}

type Line = Pick<Movement, 'kind' | 'amountMicros' | 'currency'>;

const magnitude = (micros: bigint): bigint => (micros < 0n ? -micros : micros);

function matchPayment(line: Line, { payment }: Known): Matched {
  const kind = line.kind === 'reversal' ? 'payout' : line.kind;
  if (!payment || payment.kind !== kind) return { state: 'unmatched', why: 'no_payment', paymentId: null };
  const unmatched = (why: UnmatchedWhy): Matched => ({ state: 'unmatched', why, paymentId: payment.id });
  if (payment.state !== 'succeeded') return unmatched('not_done');
  const comesIn = line.amountMicros > 0n;
  const isReturn = kind !== 'top_up' && comesIn;
  // What comes back may come in parts, never more than by our books.
  if (isReturn)
    return line.amountMicros <= payment.returnedMicros ? found(payment.id) : unmatched('not_done');
  const fits = comesIn === (kind === 'top_up') && magnitude(line.amountMicros) === payment.amountMicros;
  return fits ? found(payment.id) : unmatched('amount_differs');
}

function matchChargeback(line: Line, { chargeback }: Known): Matched {
  if (!chargeback) return { state: 'unmatched', why: 'no_payment', paymentId: null };
  const { paymentId, withdrawn, state } = chargeback;
  const unmatched = (why: UnmatchedWhy): Matched => ({ state: 'unmatched', why, paymentId });
  const comesBack = line.amountMicros > 0n;
  const isDone = withdrawn && (!comesBack || state === 'won');
  const doneMicros = comesBack && isDone ? chargeback.reinstatedMicros : chargeback.amountMicros;
  if (magnitude(line.amountMicros) !== doneMicros) return unmatched('amount_differs');
  return isDone ? found(paymentId) : unmatched('not_done');
}

const found = (paymentId: string | null): Matched => ({ state: 'matched', paymentId });

/**
 * What a channel's line is by our books: matched only if kind, direction, amount and the market's currency all agree
 * with something that is done; fees and transfers to our own bank match by themselves, for they are posted from the line.
 */
export function matchMovement(line: Line, known: Known, marketCurrency: string): Matched {
  if (line.currency !== marketCurrency) return { state: 'unmatched', why: 'other_currency', paymentId: null };
  switch (line.kind) {
    case 'top_up':
    case 'refund':
    case 'payout':
    case 'reversal':
      return matchPayment(line, known);
    case 'chargeback':
      return matchChargeback(line, known);
    case 'fee':
    case 'to_bank':
      return found(null);
    case 'other':
      return { state: 'unmatched', why: 'other_kind', paymentId: null };
  }
}
