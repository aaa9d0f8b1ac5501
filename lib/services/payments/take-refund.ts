import type { Tx } from '@/db/client';
import { amountText } from '@/lib/core/amount';
import { audit } from '../audit';
import { countReturned } from '../channel-events/count-returned';
import type { Ctx } from '../context';
import { takeBack } from '../ledger/take-back';
import type { PaymentRow } from './kinds';

/**
 * A refund that was made although nothing of ours stands for it — made past us, or after we gave it up — is taken from
 * the wallet; what was spent is owed (L-3). Its row says that it succeeded; its top-up is locked. Once by the refund's id.
 */
export async function takeRefund(
  tx: Tx,
  ctx: Ctx,
  refund: PaymentRow,
  by: { readonly verb: string; readonly externalId: string },
): Promise<void> {
  await takeBack(tx, ctx, {
    organizationId: refund.organizationId,
    paymentId: refund.id,
    channel: refund.channel,
    amountMicros: refund.amountMicros,
    key: `outside_refund:${refund.id}`,
    because: 'refunded past us',
  });
  await audit(tx, ctx, {
    verb: by.verb,
    subjectType: 'payment',
    subjectId: refund.id,
    organizationId: refund.organizationId,
    facts: {
      what: 'outside_refund',
      amount: amountText(refund.amountMicros),
      currency: refund.currency,
      externalId: by.externalId,
    },
  });
  if (refund.sourcePaymentId) await countReturned(tx, refund.sourcePaymentId);
}
