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
import { bookingSeen, keepBookedLine, refuseKnownLine, TO_CONFIRM } from '../reconciliation/bank-lines';
import { minorUnitsWords } from '../wallet/top-up';
import { BankLine } from './bank-input';
import { referencesIn } from './bank-reference';
import { bookingPerson } from './booking-person';
import type { PaymentRow } from './kinds';
import { lockBankLine } from './lock-bank-line';
import { lockNamed } from './lock-named';

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
const RETURN_KIND = { payout: 'reversal', refund: 'refund' } as const;

/** The transfer of ours that a line gives back, locked: by our reference in what the line says, or by its own line. */
const findSent = (tx: Tx, text: string): Promise<PaymentRow | undefined> =>
  lockNamed(
    tx,
    and(
      inArray(payments.kind, ['payout', 'refund']),
      or(
        inArray(payments.externalId, [...referencesIn(text)]),
        and(eq(payments.externalPaymentId, text), eq(payments.state, 'succeeded')),
      ),
    ),
  );

function amountOf(field: string, text: string, currency: string): Micros {
  const parsed = parseAmount(text);
  if (!parsed.ok || parsed.value < 0n)
    throw new ServiceError('invalid_input', { fields: { [field]: 'not_an_amount' } });
  if (!toMinorUnits(parsed.value, currency).ok)
    throw new ServiceError('invalid_input', { fields: { [field]: minorUnitsWords(currency) } });
  return parsed.value;
}

/** What came in and what the banks kept, which are together exactly what was sent. */
function partsOf({ amountMicros, currency }: PaymentRow, amount: string, kept: string) {
  const cameMicros = amountOf('amount', amount, currency);
  const keptMicros = amountOf('kept', kept, currency);
  if (cameMicros === 0n || cameMicros + keptMicros !== amountMicros)
    refuseWith({
      code: 'return_amount_differs',
      facts: { sentMicros: amountMicros, foundMicros: cameMicros + keptMicros },
    });
  return { cameMicros, keptMicros };
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

/** Whether the same person booked the same already: sent twice it is one booking. Anything else by its number is refused. */
async function isBooked(
  tx: Tx,
  movementId: string,
  personId: string,
  said: Parameters<typeof bookingSeen>[0],
): Promise<boolean> {
  const [line] = await tx.select().from(externalMovements).where(eq(externalMovements.id, movementId));
  if (line?.why !== TO_CONFIRM) return false;
  if (line.explainedByPersonId === personId && bookingSeen(line) === bookingSeen(said)) return true;
  return refuseWith({ code: 'bank_line_booked', facts: { paymentId: line.paymentId } });
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
    const { cameMicros, keptMicros } = partsOf(payment, amount, kept);
    const said = {
      kind: RETURN_KIND[payment.kind],
      amountMicros: payment.amountMicros,
      feeMicros: keptMicros,
      externalId: bankLine,
      paymentId: payment.id,
    };
    if (await isBooked(tx, movementId, personId, said)) return { movementId, paymentId: payment.id };
    await refuseReturn(tx, payment);
    await keepBookedLine(tx, {
      ...said,
      id: movementId,
      channel: 'bank',
      currency: payment.currency,
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
