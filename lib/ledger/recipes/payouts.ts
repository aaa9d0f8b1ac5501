import type { Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import type { Posting, Recipe, Stamp } from '../posting';
import { type MovedPayment, outsideOf } from './top-ups';
import { type Line, write } from './write';

type Facts = Posting['facts'];

/** The posting of a payment that leaves; its key is `<prefix>:<payment>`. */
export function outgoing(
  stamp: Stamp,
  payment: MovedPayment,
  event: { readonly recipe: Recipe; readonly prefix: string; readonly facts?: Facts },
  lines: readonly Line[],
): Posting {
  assert(payment.amountMicros > 0n, 'L-5', { payment: payment.id });
  const { recipe, prefix, facts } = event;
  const said = {
    recipe,
    requestKey: `${prefix}:${payment.id}`,
    subjectType: 'payment',
    subjectId: payment.id,
    facts: { channel: payment.channel, ...facts },
  } as const;
  return write(stamp, said, lines, 'L-5');
}

/** What is payable is on its way before the channel is called (L-5); key `payout:<payment>`. */
export const startPayout = (stamp: Stamp, payment: MovedPayment): Posting =>
  outgoing(stamp, payment, { recipe: 'start_payout', prefix: 'payout' }, [
    [payment.organizationId, 'payable', -payment.amountMicros],
    [payment.organizationId, 'in_payout', payment.amountMicros],
  ]);

/** The channel has paid it (L-5); key `payout_done:<payment>`. */
export const finishPayout = (stamp: Stamp, payment: MovedPayment): Posting =>
  outgoing(stamp, payment, { recipe: 'finish_payout', prefix: 'payout_done' }, [
    [payment.organizationId, 'in_payout', -payment.amountMicros],
    [null, outsideOf(payment.channel), payment.amountMicros],
  ]);

/** The channel will never pay it: it is payable again (L-5); key `payout_failed:<payment>`. */
export const failPayout = (stamp: Stamp, payment: MovedPayment, because: string): Posting =>
  outgoing(stamp, payment, { recipe: 'fail_payout', prefix: 'payout_failed', facts: { because } }, [
    [payment.organizationId, 'in_payout', -payment.amountMicros],
    [payment.organizationId, 'payable', payment.amountMicros],
  ]);

/**
 * A paid transfer came back, whole or in part: it is payable again. `cumulativeMicros` is all that has come back so far,
 * this amount included; key `payout_reversed:<payment>:<cumulative>`, so that each part posts once.
 */
export function reversePayout(
  stamp: Stamp,
  payment: MovedPayment,
  amountMicros: Micros,
  cumulativeMicros: Micros,
): Posting {
  const fits =
    amountMicros > 0n && amountMicros <= cumulativeMicros && cumulativeMicros <= payment.amountMicros;
  assert(fits, 'L-5', { payment: payment.id, amountMicros, cumulativeMicros });
  const event = {
    recipe: 'reverse_payout',
    requestKey: `payout_reversed:${payment.id}:${cumulativeMicros}`,
    subjectType: 'payment',
    subjectId: payment.id,
    facts: { channel: payment.channel, returned: cumulativeMicros.toString() },
  } as const;
  return write(
    stamp,
    event,
    [
      [null, outsideOf(payment.channel), -amountMicros],
      [payment.organizationId, 'payable', amountMicros],
    ],
    'L-5',
  );
}
