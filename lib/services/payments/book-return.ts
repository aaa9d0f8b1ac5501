import { and, eq, inArray, or } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { externalMovements, payments } from '@/db/schema';
import { amountText, type Micros, parseAmount } from '@/lib/core/amount';
import { toMinorUnits } from '@/lib/ledger/minor-units';
import { audit } from '../audit';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith, ServiceError } from '../errors';
import { keepBookedLine, refuseKnownLine, TO_CONFIRM } from '../reconciliation/bank-lines';
import { minorUnitsWords } from '../wallet/top-up';
import { BankLine } from './bank-input';
import { referencesIn } from './bank-reference';
import { bookingPerson } from './booking-person';
import type { PaymentRow } from './kinds';
import { lockBankLine } from './lock-bank-line';
import { lockPayment } from './record-effect';

export const BookReturnInput = z.strictObject({
  bankLine: BankLine,
  /** What came in by the line, as a decimal. */
  amount: z.string().max(30),
  /** What the banks on the way kept of it; blank for nothing. */
  kept: z.string().max(30).optional(),
  /** What the line says: our reference in it, or the number of the line it was sent by. */
  reference: z.string().trim().min(3, 'required').max(200),
});

/** How a returned transfer stands among the bank's lines. */
export const RETURN_KIND = { payout: 'reversal', refund: 'refund' } as const;

/** The transfer of ours that a line gives back, locked: by our reference in what the line says, or by its own line. */
async function findSent(tx: Tx, text: string): Promise<PaymentRow | undefined> {
  const [found] = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(
        eq(payments.channel, 'bank'),
        inArray(payments.kind, ['payout', 'refund']),
        or(
          inArray(payments.externalId, [...referencesIn(text)]),
          and(eq(payments.externalPaymentId, text), eq(payments.state, 'succeeded')),
        ),
      ),
    )
    .limit(1);
  return found && lockPayment(tx, found.id);
}

function amountOf(field: string, text: string, currency: string): Micros {
  const parsed = parseAmount(text);
  if (!parsed.ok || parsed.value < 0n)
    throw new ServiceError('invalid_input', { fields: { [field]: 'not_an_amount' } });
  if (!toMinorUnits(parsed.value, currency).ok)
    throw new ServiceError('invalid_input', { fields: { [field]: minorUnitsWords(currency) } });
  return parsed.value;
}

/** Only what was sent, and hasn't come back nor is booked as coming back, can come back. */
export async function refuseReturn(tx: Tx, payment: PaymentRow, besides?: string): Promise<void> {
  if (payment.state !== 'succeeded' || payment.returnedMicros > 0n)
    refuseWith({ code: 'transfer_not_sent', facts: { state: payment.state } });
  const booked = await tx
    .select({ id: externalMovements.id })
    .from(externalMovements)
    .where(and(eq(externalMovements.paymentId, payment.id), eq(externalMovements.why, TO_CONFIRM)));
  if (booked.some(({ id }) => id !== besides)) refuseWith({ code: 'return_booked', facts: {} });
}

/**
 * Books the line by which the bank gave a payout or a refund back that it had sent. What came in and what the banks kept of
 * it must be exactly what was sent. It moves nothing until another operator confirms it.
 */
export async function bookReturn(
  ctx: Ctx,
  raw: unknown,
): Promise<{ readonly movementId: string; readonly paymentId: string }> {
  const personId = bookingPerson(ctx);
  const { bankLine, amount, kept = '0', reference } = parseInput(BookReturnInput, raw);
  const movementId = `bank:${bankLine}`;
  return ctx.db.asEngine(async (tx) => {
    await lockBankLine(tx, bankLine);
    await refuseKnownLine(tx, bankLine);
    const payment = await findSent(tx, reference);
    if (!payment || payment.kind === 'top_up')
      return refuseWith({ code: 'no_such_transfer_sent', facts: {} });
    await refuseReturn(tx, payment);
    const cameMicros = amountOf('amount', amount, payment.currency);
    const keptMicros = amountOf('kept', kept, payment.currency);
    if (cameMicros === 0n || cameMicros + keptMicros !== payment.amountMicros)
      return refuseWith({
        code: 'return_amount_differs',
        facts: { sentMicros: payment.amountMicros, foundMicros: cameMicros + keptMicros },
      });
    await keepBookedLine(tx, {
      id: movementId,
      channel: 'bank',
      kind: RETURN_KIND[payment.kind],
      amountMicros: payment.amountMicros,
      feeMicros: keptMicros,
      currency: payment.currency,
      externalId: bankLine,
      paymentId: payment.id,
      state: 'unmatched',
      why: TO_CONFIRM,
      note: null,
      explainedByPersonId: personId,
      occurredAt: ctx.now,
      availableAt: ctx.now,
      eventAt: ctx.now,
    });
    await audit(tx, ctx, {
      verb: 'payments.book-return',
      subjectType: 'payment',
      subjectId: payment.id,
      facts: {
        bankLine,
        amount: amountText(cameMicros),
        kept: amountText(keptMicros),
        kind: payment.kind,
      },
    });
    return { movementId, paymentId: payment.id };
  });
}
