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

/** A channel's own fee on one of its movements, in micros. */
export interface ChannelFee {
  readonly channel: string;
  readonly movementId: string;
  readonly feeMicros: Micros;
}

/** A fee that a channel took, or gave back: between the exchange's costs and the outside, never the payer (L-9). */
function moveFee(stamp: Stamp, fee: ChannelFee, way: 'taken' | 'returned'): Posting {
  assert(fee.feeMicros > 0n, 'L-9', { movement: fee.movementId });
  const taken = way === 'taken';
  const event = {
    recipe: taken ? 'processor_fee' : 'fee_returned',
    requestKey: `${taken ? 'fee' : 'fee_returned'}:${fee.movementId}`,
    subjectType: 'movement',
    subjectId: fee.movementId,
    facts: { channel: fee.channel },
  } as const;
  const outMicros = taken ? fee.feeMicros : -fee.feeMicros;
  return write(
    stamp,
    event,
    [
      [null, 'costs', -outMicros],
      [null, outsideOf(fee.channel), outMicros],
    ],
    'L-9',
  );
}

/** What the channel keeps of a movement for itself is a cost of the exchange, never of the payer (L-9); key `fee:<movement>`. */
export const processorFee = (stamp: Stamp, fee: ChannelFee): Posting => moveFee(stamp, fee, 'taken');

/** A channel gave back a part of its fees: less of the exchange's costs; key `fee_returned:<movement>`. */
export const returnFee = (stamp: Stamp, fee: ChannelFee): Posting => moveFee(stamp, fee, 'returned');
