import type { Tx } from '@/db/client';
import { externalMovements } from '@/db/schema';
import type { Ctx } from '../context';
import { refuseWith } from '../errors';
import type { PaymentRow } from './kinds';

/** Lays the bank's line of a payment beside the ledger, as the channel's own books would; a line stands for one payment. */
export async function keepBankLine(tx: Tx, ctx: Ctx, payment: PaymentRow, bankLine: string): Promise<void> {
  const kept = await tx
    .insert(externalMovements)
    .values({
      id: `bank:${bankLine}`,
      channel: 'bank',
      kind: payment.kind,
      amountMicros: payment.direction === 'in' ? payment.amountMicros : -payment.amountMicros,
      currency: payment.currency,
      externalId: bankLine,
      paymentId: payment.id,
      state: 'matched',
      occurredAt: ctx.now,
      availableAt: ctx.now,
      eventAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ id: externalMovements.id });
  if (kept.length === 0) refuseWith({ code: 'bank_line_booked', facts: { paymentId: payment.id } });
}
