import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { post } from '@/db/queries/post';
import { externalMovements } from '@/db/schema';
import { amountText, type Micros, parseAmount } from '@/lib/core/amount';
import type { Posting } from '@/lib/ledger/posting';
import { processorFee, putInOwnMoney, returnFee } from '@/lib/ledger/recipes';
import { audit } from '../audit';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith, ServiceError } from '../errors';
import { marketCurrency } from '../market/market-currency';
import { BankLine } from '../payments/bank-input';
import { refuseReturn } from '../payments/book-return';
import { bookingPerson } from '../payments/booking-person';
import type { PaymentRow } from '../payments/kinds';
import { lockBankLine } from '../payments/lock-bank-line';
import { lockPayment } from '../payments/record-effect';
import { takeReturn } from '../payments/take-return';
import {
  bookingSeen,
  keepBookedLine,
  type LineRow,
  refuseKnownLine,
  TAKEN_BACK,
  TO_CONFIRM,
} from './bank-lines';

/** What a line of our own bank account may be that is no client's: money from a channel of ours, the bank's fee, or own money put in (L-8). */
export const OWN_LINES = ['from_channel', 'fee', 'own_money'] as const;
export type OwnLine = (typeof OWN_LINES)[number];

const KIND_OF = { from_channel: 'to_bank', fee: 'fee', own_money: 'other' } as const;

export const BookOwnLineInput = z.strictObject({
  bankLine: BankLine,
  what: z.enum(OWN_LINES),
  /** Signed as the bank's statement says it: −3.50 for a fee. */
  amount: z.string().max(30),
});

/** The oldest transfer from a channel to our bank of this amount that no bank line stands beside. */
async function findTransfer(tx: Tx, amountMicros: Micros): Promise<string | undefined> {
  const arrived = sql`(select b.external_id from external_movements b where b.channel = 'bank' and b.kind = 'to_bank' and b.external_id is not null)`;
  const [line] = await tx
    .select({ id: externalMovements.id })
    .from(externalMovements)
    .where(
      and(
        eq(externalMovements.kind, 'to_bank'),
        sql`${externalMovements.channel} <> 'bank'`,
        eq(externalMovements.amountMicros, -amountMicros),
        sql`${externalMovements.id} not in ${arrived}`,
      ),
    )
    .orderBy(externalMovements.occurredAt, externalMovements.id)
    .limit(1)
    .for('update');
  return line?.id;
}

function amountOf(what: OwnLine, text: string): Micros {
  const parsed = parseAmount(text);
  if (!parsed.ok || parsed.value === 0n || (what === 'own_money' && parsed.value < 0n))
    throw new ServiceError('invalid_input', { fields: { amount: 'not_an_amount' } });
  return parsed.value;
}

/**
 * Books a line of the exchange's bank that is nobody's but ours: money that a channel sent on, which must be one of its
 * own lines, what the bank charges, or money of our own. It moves nothing until another operator confirms it.
 */
export async function bookOwnLine(ctx: Ctx, raw: unknown): Promise<{ readonly movementId: string }> {
  const personId = bookingPerson(ctx);
  const { bankLine, what, amount } = parseInput(BookOwnLineInput, raw);
  const amountMicros = amountOf(what, amount);
  const movementId = `bank:${bankLine}`;
  return ctx.db.asEngine(async (tx) => {
    await lockBankLine(tx, bankLine);
    await refuseKnownLine(tx, bankLine);
    const transfer = what === 'from_channel' ? await findTransfer(tx, amountMicros) : undefined;
    if (what === 'from_channel' && !transfer)
      return refuseWith({ code: 'no_such_transfer', facts: { amountMicros } });
    await keepBookedLine(tx, {
      id: movementId,
      channel: 'bank',
      kind: KIND_OF[what],
      amountMicros,
      currency: await marketCurrency(tx),
      externalId: transfer ?? null,
      state: 'unmatched',
      why: TO_CONFIRM,
      note: null,
      explainedByPersonId: personId,
      occurredAt: ctx.now,
      availableAt: ctx.now,
      eventAt: ctx.now,
    });
    await audit(tx, ctx, {
      verb: 'reconciliation.book-own-line',
      subjectType: 'movement',
      subjectId: movementId,
      facts: { bankLine, what, amount: amountText(amountMicros), transfer: transfer ?? null },
    });
    return { movementId };
  });
}

/** A booking that was taken back says nothing any more. */
const TAKEN_BACK_LINE = {
  state: 'explained',
  why: TAKEN_BACK,
  amountMicros: 0n,
  feeMicros: 0n,
  externalId: null,
  paymentId: null,
} as const;

/** What a confirmed line of our own moves: a fee is a cost, own money joins the guarantee; money from a channel was posted by its line. */
function postingsOf(ctx: Ctx, { id: movementId, kind, amountMicros, currency }: LineRow): Posting[] {
  const stamp = { id: ctx.newId('posting'), eventAt: ctx.now, currency };
  const line = { channel: 'bank', movementId };
  if (kind === 'other') return [putInOwnMoney(stamp, { ...line, amountMicros })];
  if (kind !== 'fee') return [];
  return [
    amountMicros < 0n
      ? processorFee(stamp, { ...line, feeMicros: -amountMicros })
      : returnFee(stamp, { ...line, feeMicros: amountMicros }),
  ];
}

export const ConfirmOwnLineInput = z.strictObject({
  movementId: z.string().max(120),
  decision: z.enum(['confirm', 'take_back']),
  /** The booking as whoever decides saw it (`bookingSeen`); of a transfer that came back it must be said. */
  seen: z.string().max(300).optional(),
});

/** A booked line and, of a transfer that came back, its payment: locked, the payment first. */
async function lockBooked(tx: Tx, movementId: string): Promise<{ line: LineRow; sent: PaymentRow | null }> {
  const which = and(eq(externalMovements.id, movementId), eq(externalMovements.channel, 'bank'));
  const [known] = await tx.select().from(externalMovements).where(which);
  const sent = known?.paymentId ? await lockPayment(tx, known.paymentId) : undefined;
  const [line] = await tx.select().from(externalMovements).where(which).for('update');
  if (!line) throw notFound();
  if (line.why !== TO_CONFIRM) return refuseWith({ code: 'not_booked', facts: { state: line.state } });
  if (line.paymentId !== (sent?.id ?? null)) return refuseWith({ code: 'booking_changed', facts: {} });
  return { line, sent: sent ?? null };
}

/** What was booked happens: a transfer of ours came back, or a line of our own moves what it says. */
async function happen(tx: Tx, ctx: Ctx, line: LineRow, sent: PaymentRow | null): Promise<void> {
  if (!sent) return void (await post(tx, postingsOf(ctx, line)));
  await refuseReturn(tx, sent, line.id);
  await takeReturn(tx, ctx, sent, line);
}

/**
 * Another operator confirms a line of our bank that was booked, and only then it moves something; or anybody takes the
 * booking back. A booking that was booked over since it was seen is refused as `booking_changed`.
 */
export async function confirmOwnLine(
  ctx: Ctx,
  raw: unknown,
): Promise<{ readonly decision: 'confirm' | 'take_back' }> {
  const personId = bookingPerson(ctx);
  const { movementId, decision, seen } = parseInput(ConfirmOwnLineInput, raw);
  return ctx.db.asEngine(async (tx) => {
    const { line, sent } = await lockBooked(tx, movementId);
    const isConfirmed = decision === 'confirm';
    const mustName = seen !== undefined || (isConfirmed && sent !== null);
    if (mustName && seen !== bookingSeen(line)) return refuseWith({ code: 'booking_changed', facts: {} });
    if (isConfirmed && line.explainedByPersonId === personId)
      return refuseWith({ code: 'same_person', facts: {} });
    await tx
      .update(externalMovements)
      .set(isConfirmed ? { state: 'matched', why: null } : TAKEN_BACK_LINE)
      .where(eq(externalMovements.id, movementId));
    if (isConfirmed) await happen(tx, ctx, line, sent);
    await audit(tx, ctx, {
      verb: 'reconciliation.confirm-own-line',
      subjectType: 'movement',
      subjectId: movementId,
      facts: {
        decision,
        amount: amountText(line.amountMicros),
        payment: line.paymentId,
        bookedBy: line.explainedByPersonId,
      },
    });
    return { decision };
  });
}
