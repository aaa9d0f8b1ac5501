import type { Posting, Stamp } from '../posting';
import { outgoing } from './payouts';
import { type MovedPayment, outsideOf } from './top-ups';

/** Money to be given back to its source leaves the available balance before the channel is called (L-5, L-7); key `refund:<payment>`. */
export const startRefund = (stamp: Stamp, payment: MovedPayment): Posting =>
  outgoing(stamp, payment, { recipe: 'start_refund', prefix: 'refund' }, [
    [payment.organizationId, 'available', -payment.amountMicros],
    [payment.organizationId, 'in_payout', payment.amountMicros],
  ]);

/** The channel has given it back (L-5); key `refund_done:<payment>`. */
export const finishRefund = (stamp: Stamp, payment: MovedPayment): Posting =>
  outgoing(stamp, payment, { recipe: 'finish_refund', prefix: 'refund_done' }, [
    [payment.organizationId, 'in_payout', -payment.amountMicros],
    [null, outsideOf(payment.channel), payment.amountMicros],
  ]);

/** The channel will never give it back: it is available again (L-5); key `refund_failed:<payment>`. */
export const failRefund = (stamp: Stamp, payment: MovedPayment, because: string): Posting =>
  outgoing(stamp, payment, { recipe: 'fail_refund', prefix: 'refund_failed', facts: { because } }, [
    [payment.organizationId, 'in_payout', -payment.amountMicros],
    [payment.organizationId, 'available', payment.amountMicros],
  ]);
