import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { payments } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith } from '../errors';
import { BookedPaymentInput, ConfirmBankPaymentInput, RefuseBankPaymentInput } from './bank-input';
import { bookingPerson } from './booking-person';
import { keepBankLine } from './keep-bank-line';
import type { PaymentRow } from './kinds';
import { failPayment, lockPayment, recordEffect } from './record-effect';
import { takeRefund } from './take-refund';

const VERB = 'payments.confirm-bank-payment';

/** A bank transfer in, or one back to where it came from; payouts have verbs of their own. */
const isOurs = (payment: PaymentRow | undefined): payment is PaymentRow =>
  payment?.channel === 'bank' && payment.kind !== 'payout';

const isBooked = ({ state, waitsFor, bookedByPersonId }: PaymentRow): boolean =>
  bookedByPersonId !== null && (state === 'open' || (state === 'failed' && waitsFor === 'confirmation'));

const wasConfirmed = ({ state, waitsFor, confirmedByPersonId }: PaymentRow): boolean =>
  state === 'succeeded' || (state === 'failed' && confirmedByPersonId !== null && waitsFor === null);

/** A refund that had been given up was sent after all: its money is gone, so it leaves the wallet once more (L-3). */
async function sentAfterAll(tx: Tx, ctx: Ctx, refund: PaymentRow, bankLine: string): Promise<void> {
  if (refund.sourcePaymentId) await lockPayment(tx, refund.sourcePaymentId);
  await tx
    .update(payments)
    .set({ state: 'succeeded', failure: null, waitsFor: null, settledAt: ctx.now })
    .where(eq(payments.id, refund.id));
  await takeRefund(tx, ctx, refund, { verb: VERB, externalId: bankLine });
  await keepBankLine(tx, ctx, refund, bankLine);
}

/** What was booked happens: by its line, or, of a refund booked without one, that the bank didn't send it. */
async function happen(tx: Tx, ctx: Ctx, payment: PaymentRow): Promise<void> {
  const { id: paymentId, externalId, externalPaymentId: bankLine } = payment;
  if (bankLine === null) {
    assert(payment.kind === 'refund', 'a booked line', { paymentId });
    await failPayment(tx, ctx, payment, 'refused');
    return;
  }
  if (payment.state === 'failed') return sentAfterAll(tx, ctx, payment, bankLine);
  assert(externalId !== null, 'a booked line', { paymentId });
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
  await keepBankLine(tx, ctx, payment, bankLine);
}

/**
 * Confirms what another operator booked from the bank's statement: only now the money moves, and the bank's line stands
 * beside the ledger; a refund that the bank didn't send ends, and its money is available again. Who booked can't confirm.
 */
export async function confirmBankPayment(ctx: Ctx, raw: unknown): Promise<{ readonly paymentId: string }> {
  const personId = bookingPerson(ctx);
  const { paymentId, bankLine, notSent } = parseInput(ConfirmBankPaymentInput, raw);
  return ctx.db.asEngine(async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    if (!isOurs(payment)) throw notFound();
    const isStanding = wasConfirmed(payment);
    if (!isStanding && !isBooked(payment))
      return refuseWith({ code: 'not_booked', facts: { state: payment.state } });
    const seen = notSent ? null : bankLine;
    if (payment.externalPaymentId !== seen) return refuseWith({ code: 'booking_changed', facts: {} });
    if (isStanding) return { paymentId };
    if (payment.bookedByPersonId === personId) return refuseWith({ code: 'same_person', facts: {} });
    await tx.update(payments).set({ confirmedByPersonId: personId }).where(eq(payments.id, paymentId));
    await happen(tx, ctx, payment);
    await audit(tx, ctx, {
      verb: VERB,
      subjectType: 'payment',
      subjectId: paymentId,
      facts: {
        outcome: payment.externalPaymentId === null ? 'not_sent' : 'moved',
        bankLine: payment.externalPaymentId,
        bookedBy: payment.bookedByPersonId,
      },
    });
    return { paymentId };
  });
}

/**
 * One operator says that the bank didn't send a refund and won't. Nothing moves before another confirms it: ended by one
 * alone, money could be given out again that the bank did send.
 */
export async function bookRefundNotSent(ctx: Ctx, raw: unknown): Promise<{ readonly paymentId: string }> {
  const personId = bookingPerson(ctx);
  const { paymentId } = parseInput(BookedPaymentInput, raw);
  return ctx.db.asEngine(async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    if (!isOurs(payment) || payment.kind !== 'refund') throw notFound();
    const isOwn = payment.bookedByPersonId === personId && payment.externalPaymentId === null;
    if (isBooked(payment) && isOwn) return { paymentId };
    if (payment.state !== 'open' || payment.bookedByPersonId !== null)
      return refuseWith({ code: 'refund_not_waiting', facts: { state: payment.state } });
    await tx
      .update(payments)
      .set({ bookedByPersonId: personId, externalPaymentId: null, waitsFor: 'confirmation' })
      .where(eq(payments.id, paymentId));
    await audit(tx, ctx, {
      verb: 'payments.book-refund-not-sent',
      subjectType: 'payment',
      subjectId: paymentId,
      facts: { reference: payment.reference },
    });
    return { paymentId };
  });
}

/**
 * Takes a booking back that isn't confirmed: what was asked for waits for its line again, money that nobody asked for
 * was never ours. Naming the line that was booked takes that booking back once, however often it is sent. It moves
 * nothing, so one operator may.
 */
export async function refuseBankPayment(ctx: Ctx, raw: unknown): Promise<{ readonly paymentId: string }> {
  authorize(ctx, 'money.book');
  const { paymentId, bankLine } = parseInput(RefuseBankPaymentInput, raw);
  return ctx.db.asEngine(async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    if (!isOurs(payment)) throw notFound();
    const wasTakenBack = bankLine !== undefined && payment.externalPaymentId !== bankLine;
    if (wasTakenBack) return { paymentId };
    if (!isBooked(payment)) return refuseWith({ code: 'not_booked', facts: { state: payment.state } });
    // What came without being asked for has a row of its own, which ends with its booking.
    const wasAsked = payment.kind === 'refund' || payment.externalId === payment.reference;
    if (wasAsked)
      await tx
        .update(payments)
        .set({ bookedByPersonId: null, externalPaymentId: null, waitsFor: null })
        .where(eq(payments.id, paymentId));
    else await failPayment(tx, ctx, payment, 'canceled');
    await audit(tx, ctx, {
      verb: 'payments.refuse-bank-payment',
      subjectType: 'payment',
      subjectId: paymentId,
      facts: { bankLine: payment.externalPaymentId, was: wasAsked ? 'booking' : 'payment' },
    });
    return { paymentId };
  });
}
