import type { Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import type { ExternalAccountKind, Posting, Stamp } from '../posting';
import { write } from './write';

/** A payment as its recipes need it; the amount is in micros. */
export interface MovedPayment {
  readonly id: string;
  readonly organizationId: string;
  readonly channel: string;
  readonly amountMicros: Micros;
}

/** The account of the outside world behind a channel (L-3). */
export const outsideOf = (channel: string): ExternalAccountKind => `external:${channel}`;

/** Money that came in over a channel becomes the organization's available balance; key `top_up:<payment>`. */
export function topUp(stamp: Stamp, payment: MovedPayment): Posting {
  assert(payment.amountMicros > 0n, 'L-5', { payment: payment.id });
  const event = {
    recipe: 'top_up',
    requestKey: `top_up:${payment.id}`,
    subjectType: 'payment',
    subjectId: payment.id,
    facts: { channel: payment.channel },
  } as const;
  return write(
    stamp,
    event,
    [
      [null, outsideOf(payment.channel), -payment.amountMicros],
      [payment.organizationId, 'available', payment.amountMicros],
    ],
    'L-5',
  );
}

/** What the channel keeps of a movement for itself is a cost of the exchange, never of the payer (L-9); key `fee:<movement>`. */
export function processorFee(
  stamp: Stamp,
  fee: { readonly channel: string; readonly movementId: string; readonly feeMicros: Micros },
): Posting {
  assert(fee.feeMicros > 0n, 'L-9', { movement: fee.movementId });
  const event = {
    recipe: 'processor_fee',
    requestKey: `fee:${fee.movementId}`,
    subjectType: 'movement',
    subjectId: fee.movementId,
    facts: { channel: fee.channel },
  } as const;
  return write(
    stamp,
    event,
    [
      [null, 'costs', -fee.feeMicros],
      [null, outsideOf(fee.channel), fee.feeMicros],
    ],
    'L-9',
  );
}
