import type { Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import type { Posting, Stamp } from '../posting';
import { outgoing } from './payouts';
import { type MovedPayment, outsideOf } from './top-ups';
import { write } from './write';

/** A refund that was made came back from the payer's bank: it is available again (L-5); key `refund_returned:<payment>`. */
export const returnRefund = (stamp: Stamp, payment: MovedPayment, because: string): Posting =>
  outgoing(stamp, payment, { recipe: 'refund_returned', prefix: 'refund_returned', facts: { because } }, [
    [null, outsideOf(payment.channel), -payment.amountMicros],
    [payment.organizationId, 'available', payment.amountMicros],
  ]);

/**
 * A channel sent money on to the exchange's own bank, or fetched it back (a negative amount): the outside owes it over
 * the bank from now on; key `to_bank:<movement>`.
 */
export function moveToBank(
  stamp: Stamp,
  moved: { readonly channel: string; readonly movementId: string; readonly amountMicros: Micros },
): Posting {
  assert(moved.channel !== 'bank', 'L-3', { movement: moved.movementId });
  const event = {
    recipe: 'to_bank',
    requestKey: `to_bank:${moved.movementId}`,
    subjectType: 'movement',
    subjectId: moved.movementId,
    facts: { channel: moved.channel },
  } as const;
  return write(
    stamp,
    event,
    [
      [null, outsideOf(moved.channel), moved.amountMicros],
      [null, outsideOf('bank'), -moved.amountMicros],
    ],
    'L-3',
  );
}
