import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { post } from '@/db/queries/post';
import { payments } from '@/db/schema';
import { amountText, type Micros } from '@/lib/core/amount';
import { newlyReversed } from '@/lib/ledger/payout';
import { reversePayout as reversePayoutPosting } from '@/lib/ledger/recipes';
import { audit } from '../audit';
import type { Ctx } from '../context';
import type { PaymentRow } from '../payments/kinds';

/**
 * What came back of a payout after it had succeeded is payable again (L-3). The channel says how much came back in all, so
 * that it may say so any number of times and in any order: only what is more than we knew moves. The row is locked and
 * has succeeded; promises what moved, in micros.
 */
export async function reversePayout(
  tx: Tx,
  ctx: Ctx,
  payment: PaymentRow,
  cumulativeReversedMicros: Micros,
): Promise<Micros> {
  if (payment.kind !== 'payout' || payment.state !== 'succeeded') return 0n;
  const amountMicros = newlyReversed(payment, cumulativeReversedMicros);
  if (amountMicros === null) return 0n;
  const returnedMicros = payment.returnedMicros + amountMicros;
  const stamp = { id: ctx.newId('posting'), eventAt: ctx.now, currency: payment.currency };
  await post(tx, [reversePayoutPosting(stamp, payment, amountMicros, returnedMicros)]);
  await tx.update(payments).set({ returnedMicros }).where(eq(payments.id, payment.id));
  await audit(tx, ctx, {
    verb: 'payouts.reverse-payout',
    subjectType: 'payment',
    subjectId: payment.id,
    organizationId: payment.organizationId,
    facts: {
      amount: amountText(amountMicros),
      returned: amountText(returnedMicros),
      currency: payment.currency,
    },
  });
  return amountMicros;
}
