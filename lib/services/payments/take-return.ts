import type { Tx } from '@/db/client';
import { post } from '@/db/queries/post';
import type { externalMovements } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { processorFee } from '@/lib/ledger/recipes';
import type { Ctx } from '../context';
import { recoverReceivables } from '../ledger/recover';
import { checkPayeeAgain } from '../payouts/check-payee-again';
import { reversePayout } from '../payouts/reverse-payout';
import { type PaymentRow, stampOf } from './kinds';
import { recordEffect } from './record-effect';

type Line = Pick<typeof externalMovements.$inferSelect, 'id' | 'feeMicros'>;

/** A payout is payable again, and the account it came back from is looked at before anything goes there. */
async function takePayout(tx: Tx, ctx: Ctx, payout: PaymentRow): Promise<void> {
  const cameMicros = await reversePayout(tx, ctx, payout, payout.amountMicros);
  assert(cameMicros === payout.amountMicros, 'L-5', { paymentId: payout.id });
  await recoverReceivables(tx, ctx, payout.organizationId);
  await checkPayeeAgain(tx, ctx, payout);
}

async function takeRefund(tx: Tx, ctx: Ctx, refund: PaymentRow): Promise<void> {
  const { externalId, amountMicros, currency } = refund;
  assert(externalId !== null, 'L-5', { paymentId: refund.id });
  const recorded = await recordEffect(tx, ctx, refund, {
    externalId,
    externalPaymentId: null,
    state: 'failed',
    failure: 'source_closed',
    method: null,
    amountMicros,
    currency,
    payUrl: null,
  });
  assert(recorded.kind === 'changed', 'L-5', { paymentId: refund.id, recorded: recorded.kind });
}

/**
 * The bank gave a transfer of ours back: a payout is payable again, a refund available again, both in full, for what the
 * banks kept on the way is the exchange's cost (L-9). The payment and the line are locked; once per payment.
 */
export async function takeReturn(tx: Tx, ctx: Ctx, payment: PaymentRow, line: Line): Promise<void> {
  await (payment.kind === 'payout' ? takePayout : takeRefund)(tx, ctx, payment);
  if (line.feeMicros === 0n) return;
  const fee = { channel: payment.channel, movementId: line.id, feeMicros: line.feeMicros };
  await post(tx, [processorFee(stampOf(ctx, payment), fee)]);
}
