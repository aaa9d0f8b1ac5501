import type { Micros } from '@/lib/core/amount';
import type { Posting, Stamp } from '../posting';
import { outgoing } from './payouts';
import { coverFacts, coverShortfall, shortLines } from './receivables';
import { type MovedPayment, outsideOf } from './top-ups';

/**
 * A payout that was given up, and so became payable again, was paid after all (L-5): it is taken from what is payable, and
 * what was paid out meanwhile is owed (L-3); key `payout_after_all:<payment>`.
 */
export function payoutAfterAll(
  stamp: Stamp,
  payment: MovedPayment,
  balances: { readonly payableMicros: Micros; readonly guaranteeMicros: Micros },
): Posting {
  const cover = coverShortfall(payment.amountMicros, {
    ownMicros: balances.payableMicros,
    guaranteeMicros: balances.guaranteeMicros,
  });
  return outgoing(
    stamp,
    payment,
    { recipe: 'payout_after_all', prefix: 'payout_after_all', facts: coverFacts(cover) },
    [
      [null, outsideOf(payment.channel), payment.amountMicros],
      [payment.organizationId, 'payable', -cover.takenMicros],
      ...shortLines(payment.organizationId, cover),
    ],
  );
}
