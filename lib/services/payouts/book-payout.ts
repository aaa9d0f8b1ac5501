import { and, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { payments } from '@/db/schema';
import { audit } from '../audit';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith } from '../errors';
import { BankLine } from '../payments/bank-input';
import { bookingPerson } from '../payments/booking-person';
import { keepBankLine } from '../payments/keep-bank-line';
import type { PaymentRow } from '../payments/kinds';
import { lockBankLine } from '../payments/lock-bank-line';
import { lockPayment, recordEffect } from '../payments/record-effect';

export const BookPayoutInput = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('executed'),
    paymentId: z.string().max(40),
    /** The number the bank gives its line. */
    bankLine: BankLine,
  }),
  z.strictObject({ outcome: z.literal('not_executed'), paymentId: z.string().max(40) }),
]);

export const ConfirmPayoutInput = z.strictObject({
  paymentId: z.string().max(40),
  /** The booking as whoever decides on it saw it: its line, or null for not executed. */
  bankLine: BankLine.nullable(),
  decision: z.enum(['confirm', 'refuse']),
});

/** A bank payout on its way, locked; only those are told of by operators. */
async function lockBankPayout(tx: Tx, paymentId: string): Promise<PaymentRow> {
  const payment = await lockPayment(tx, paymentId);
  if (payment?.kind !== 'payout' || payment.channel !== 'bank') throw notFound();
  if (payment.state !== 'open')
    return refuseWith({ code: 'payout_not_open', facts: { state: payment.state } });
  return payment;
}

const note = (payment: PaymentRow, verb: string, facts: Record<string, unknown>) => ({
  verb,
  subjectType: 'payment',
  subjectId: payment.id,
  facts,
});

/** A line of the bank stands for one payment. */
async function refuseBookedLine(tx: Tx, bankLine: string, paymentId: string): Promise<void> {
  const [taken] = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(
        eq(payments.channel, 'bank'),
        eq(payments.externalPaymentId, bankLine),
        ne(payments.id, paymentId),
        ne(payments.state, 'failed'),
      ),
    );
  if (taken) refuseWith({ code: 'bank_line_booked', facts: { paymentId: taken.id } });
}

/**
 * One operator says what the bank did with a payout: executed it, by a line of its own, or didn't. Nothing moves before another
 * person confirms it; booked again by whoever likes as long as nobody has.
 */
export async function bookPayout(ctx: Ctx, raw: unknown): Promise<void> {
  const personId = bookingPerson(ctx);
  const input = parseInput(BookPayoutInput, raw);
  await ctx.db.asEngine(async (tx) => {
    const bankLine = input.outcome === 'executed' ? input.bankLine : null;
    if (bankLine) await lockBankLine(tx, bankLine);
    const payment = await lockBankPayout(tx, input.paymentId);
    if (bankLine) await refuseBookedLine(tx, bankLine, payment.id);
    await tx
      .update(payments)
      .set({ bookedByPersonId: personId, externalPaymentId: bankLine, waitsFor: 'confirmation' })
      .where(eq(payments.id, payment.id));
    const said = note(payment, 'payouts.book-payout', { outcome: input.outcome, bankLine });
    await audit(tx, ctx, said, { ...said, organizationId: payment.organizationId });
  });
}

/**
 * Another operator confirms what was booked, and only then the payout is paid, or payable again; or refuses the booking,
 * and it is to be booked anew. The person who booked it is refused as `same_person`; a booking that was booked over since
 * it was seen as `booking_changed`, or what nobody saw would be confirmed.
 */
export async function confirmPayout(
  ctx: Ctx,
  raw: unknown,
): Promise<{ readonly decision: 'confirm' | 'refuse' }> {
  const personId = bookingPerson(ctx);
  const { paymentId, bankLine, decision } = parseInput(ConfirmPayoutInput, raw);
  return ctx.db.asEngine(async (tx) => {
    const payment = await lockBankPayout(tx, paymentId);
    if (payment.bookedByPersonId === null) return refuseWith({ code: 'payout_not_booked', facts: {} });
    if (payment.bookedByPersonId === personId) return refuseWith({ code: 'same_person', facts: {} });
    if (payment.externalPaymentId !== bankLine) return refuseWith({ code: 'booking_changed', facts: {} });
    const executed = payment.externalPaymentId !== null;
    const said = note(payment, 'payouts.confirm-payout', {
      decision,
      outcome: executed ? 'executed' : 'not_executed',
      bankLine: payment.externalPaymentId,
    });
    await audit(tx, ctx, said, { ...said, organizationId: payment.organizationId });
    if (decision === 'refuse') {
      await tx
        .update(payments)
        .set({ bookedByPersonId: null, externalPaymentId: null, waitsFor: null })
        .where(eq(payments.id, payment.id));
      return { decision };
    }
    const confirmed = { confirmedByPersonId: personId };
    await tx.update(payments).set(confirmed).where(eq(payments.id, payment.id));
    await recordEffect(
      tx,
      ctx,
      { ...payment, ...confirmed },
      {
        externalId: payment.externalId ?? payment.id,
        externalPaymentId: payment.externalPaymentId,
        state: executed ? 'succeeded' : 'failed',
        failure: executed ? null : 'payee_closed',
        method: 'bank_transfer',
        amountMicros: payment.amountMicros,
        currency: payment.currency,
        payUrl: null,
      },
    );
    if (payment.externalPaymentId) await keepBankLine(tx, ctx, payment, payment.externalPaymentId);
    return { decision };
  });
}
