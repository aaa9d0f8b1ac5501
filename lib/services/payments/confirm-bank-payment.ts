import { eq } from 'drizzle-orm';
import { externalMovements, payments } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith, ServiceError } from '../errors';
import { BookedPaymentInput, RefuseBankPaymentInput } from './bank-input';
import type { PaymentRow } from './kinds';
import { failPayment, lockPayment, recordEffect } from './record-effect';

/** A bank transfer in, or one back to where it came from; payouts have verbs of their own. */
const isOurs = (payment: PaymentRow | undefined): payment is PaymentRow =>
  payment?.channel === 'bank' && payment.kind !== 'payout';

const isBooked = ({ state, bookedByPersonId }: PaymentRow): boolean =>
  state === 'open' && bookedByPersonId !== null;

/**
 * Confirms what another operator booked from the bank's statement: only now the money moves, and the bank's line stands
 * beside the ledger. Who booked can't confirm.
 */
export async function confirmBankPayment(ctx: Ctx, raw: unknown): Promise<{ readonly paymentId: string }> {
  authorize(ctx, 'money.book');
  const { personId } = ctx.actor;
  if (personId === null) throw new ServiceError('forbidden');
  const { paymentId } = parseInput(BookedPaymentInput, raw);
  return ctx.db.asEngine(async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    if (!isOurs(payment)) throw notFound();
    if (payment.state === 'succeeded') return { paymentId };
    if (!isBooked(payment)) return refuseWith({ code: 'not_booked', facts: { state: payment.state } });
    if (payment.bookedByPersonId === personId) return refuseWith({ code: 'same_person', facts: {} });
    const { externalId, externalPaymentId: bankLine } = payment;
    assert(externalId !== null && bankLine !== null, 'a booked line', { paymentId });
    await tx.update(payments).set({ confirmedByPersonId: personId }).where(eq(payments.id, paymentId));
    const recorded = await recordEffect(tx, ctx, payment, {
      externalId,
      externalPaymentId: bankLine,
      state: 'succeeded',
      failure: null,
      method: 'bank_transfer',
      amountMicros: payment.amountMicros,
      currency: payment.currency,
      payUrl: null,
    });
    assert(recorded.kind === 'changed', 'L-5', { paymentId, recorded: recorded.kind });
    const lines = await tx
      .insert(externalMovements)
      .values({
        id: `bank:${bankLine}`,
        channel: 'bank',
        kind: payment.kind,
        amountMicros: payment.direction === 'in' ? payment.amountMicros : -payment.amountMicros,
        currency: payment.currency,
        externalId: bankLine,
        paymentId,
        state: 'matched',
        occurredAt: ctx.now,
        availableAt: ctx.now,
        eventAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning({ id: externalMovements.id });
    if (lines.length === 0) return refuseWith({ code: 'bank_line_booked', facts: { paymentId } });
    await audit(tx, ctx, {
      verb: 'payments.confirm-bank-payment',
      subjectType: 'payment',
      subjectId: paymentId,
      facts: { bankLine, bookedBy: payment.bookedByPersonId },
    });
    return { paymentId };
  });
}

/**
 * Takes a booking back that isn't confirmed: what was asked for waits for its line again, money that nobody asked for
 * was never ours. A refund that isn't booked ends, and its money is available again: the bank wouldn't send it. Naming the
 * line that was booked takes that booking back once, however often it is sent.
 */
export async function refuseBankPayment(ctx: Ctx, raw: unknown): Promise<{ readonly paymentId: string }> {
  authorize(ctx, 'money.book');
  const { paymentId, bankLine } = parseInput(RefuseBankPaymentInput, raw);
  return ctx.db.asEngine(async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    if (!isOurs(payment)) throw notFound();
    const wasTakenBack = bankLine !== undefined && payment.externalPaymentId !== bankLine;
    if (wasTakenBack) return { paymentId };
    if (payment.state !== 'open') return refuseWith({ code: 'not_booked', facts: { state: payment.state } });
    const wasAsked = payment.externalId === payment.reference;
    const unbook = payment.bookedByPersonId !== null && wasAsked;
    if (unbook)
      await tx
        .update(payments)
        .set({ bookedByPersonId: null, externalPaymentId: null, waitsFor: null })
        .where(eq(payments.id, paymentId));
    else await failPayment(tx, ctx, payment, payment.direction === 'in' ? 'canceled' : 'refused');
    await audit(tx, ctx, {
      verb: 'payments.refuse-bank-payment',
      subjectType: 'payment',
      subjectId: paymentId,
      facts: { bankLine: payment.externalPaymentId, was: unbook ? 'booking' : 'payment' },
    });
    return { paymentId };
  });
}
