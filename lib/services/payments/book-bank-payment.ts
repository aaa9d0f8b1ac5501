import { and, eq, inArray, isNull, ne, or } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { organizations, payments } from '@/db/schema';
import { amountText, parseAmount } from '@/lib/core/amount';
import { toMinorUnits } from '@/lib/ledger/minor-units';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith, ServiceError } from '../errors';
import { marketCurrency } from '../market/market-currency';
import { minorUnitsWords } from '../wallet/top-up';
import { BookBankPaymentInput } from './bank-input';
import { referencesIn } from './bank-reference';
import type { PaymentRow } from './kinds';
import { lockBankLine } from './lock-bank-line';
import { lockNamed } from './lock-named';

/** A bank's line as booked: it moves nothing before another operator confirms it. */
export interface BookedBankPayment {
  readonly paymentId: string;
  readonly kind: PaymentRow['kind'];
  /** What was asked for differs from what came: the line stands as a payment of its own. */
  readonly differs: boolean;
}

/**
 * The payment whose reference a line carries, locked. What came in another amount stands as payments of its own, which
 * carry the reference for people: they aren't what was asked for.
 */
const findByReference = (tx: Tx, text: string): Promise<PaymentRow | undefined> =>
  lockNamed(
    tx,
    and(
      ne(payments.kind, 'payout'),
      inArray(payments.reference, [...referencesIn(text)]),
      or(isNull(payments.externalId), eq(payments.externalId, payments.reference)),
    ),
  );

async function refuseBookedLine(tx: Tx, bankLine: string): Promise<void> {
  const [taken] = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(
        eq(payments.channel, 'bank'),
        eq(payments.externalPaymentId, bankLine),
        or(ne(payments.state, 'failed'), eq(payments.waitsFor, 'confirmation')),
      ),
    );
  if (taken) refuseWith({ code: 'bank_line_booked', facts: { paymentId: taken.id } });
}

/** A top-up of its own for money that came without being asked for, or in another amount than asked. */
async function placeLine(
  tx: Tx,
  ctx: Ctx,
  line: { organizationId: string; bankLine: string; amountMicros: bigint; reference: string | null },
): Promise<string> {
  const [organization] = await tx
    .select({ trades: organizations.isBuyer, sells: organizations.isProvider })
    .from(organizations)
    .where(eq(organizations.id, line.organizationId));
  if (!organization?.trades && !organization?.sells) throw notFound();
  const id = ctx.newId('payment');
  await tx.insert(payments).values({
    id,
    organizationId: line.organizationId,
    requestId: `bank-line:${line.bankLine}:${id}`,
    channel: 'bank',
    direction: 'in',
    kind: 'top_up',
    amountMicros: line.amountMicros,
    currency: await marketCurrency(tx),
    state: 'open',
    externalId: id,
    method: 'bank_transfer',
    reference: line.reference,
    eventAt: ctx.now,
  });
  return id;
}

/** Which payment a line is: the one asked for if the amount is right, else one of its own for what really came. */
async function paymentOf(
  tx: Tx,
  ctx: Ctx,
  input: { bankLine: string; reference?: string; organizationId?: string },
  amountMicros: bigint,
): Promise<BookedBankPayment> {
  const asked = input.reference ? await findByReference(tx, input.reference) : undefined;
  const organizationId = asked?.organizationId ?? input.organizationId;
  if (!organizationId) return refuseWith({ code: 'bank_line_unclear', facts: {} });
  // A refund that was given up may have been sent all the same; its line is booked to it.
  const isLate = asked?.kind === 'refund' && asked.state === 'failed' && asked.waitsFor === null;
  const waits = (asked?.state === 'open' && asked.bookedByPersonId === null) || isLate;
  if (asked && waits && asked.amountMicros === amountMicros)
    return { paymentId: asked.id, kind: asked.kind, differs: false };
  if (asked && asked.kind !== 'top_up' && asked.amountMicros === amountMicros)
    return refuseWith({ code: 'refund_not_waiting', facts: { state: asked.state } });
  if (asked && asked.kind !== 'top_up')
    return refuseWith({
      code: 'bank_amount_differs',
      facts: { askedMicros: asked.amountMicros, foundMicros: amountMicros, state: asked.state },
    });
  const line = {
    organizationId,
    bankLine: input.bankLine,
    amountMicros,
    reference: asked?.reference ?? null,
  };
  return { paymentId: await placeLine(tx, ctx, line), kind: 'top_up', differs: asked !== undefined };
}

/**
 * Books a line of the exchange's bank account: money that came in, or a refund that was sent (payouts have a verb of
 * their own). It moves nothing until another operator confirms it. Money in another amount than asked, or asked by nobody, becomes a payment of its
 * own for what really came; what goes out must be exactly what was asked.
 */
export async function bookBankPayment(ctx: Ctx, raw: unknown): Promise<BookedBankPayment> {
  authorize(ctx, 'money.book');
  const { personId } = ctx.actor;
  if (personId === null) throw new ServiceError('forbidden');
  const input = parseInput(BookBankPaymentInput, raw);
  const amount = parseAmount(input.amount);
  if (!amount.ok || amount.value <= 0n)
    throw new ServiceError('invalid_input', { fields: { amount: 'not_an_amount' } });
  return ctx.db.asEngine(async (tx) => {
    const currency = await marketCurrency(tx);
    if (!toMinorUnits(amount.value, currency).ok)
      throw new ServiceError('invalid_input', { fields: { amount: minorUnitsWords(currency) } });
    await lockBankLine(tx, input.bankLine);
    await refuseBookedLine(tx, input.bankLine);
    const booked = await paymentOf(tx, ctx, input, amount.value);
    await tx
      .update(payments)
      .set({
        bookedByPersonId: personId,
        confirmedByPersonId: null,
        externalPaymentId: input.bankLine,
        waitsFor: 'confirmation',
      })
      .where(eq(payments.id, booked.paymentId));
    await audit(tx, ctx, {
      verb: 'payments.book-bank-payment',
      subjectType: 'payment',
      subjectId: booked.paymentId,
      facts: { bankLine: input.bankLine, amount: amountText(amount.value), differs: booked.differs },
    });
    return booked;
  });
}
