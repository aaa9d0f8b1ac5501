import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { post } from '@/db/queries/post';
import { externalMovements, payments } from '@/db/schema';
import { amountText, type Micros, parseAmount } from '@/lib/core/amount';
import type { Posting } from '@/lib/ledger/posting';
import { processorFee, putInOwnMoney, returnFee } from '@/lib/ledger/recipes';
import { audit } from '../audit';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith, ServiceError } from '../errors';
import { marketCurrency } from '../market/market-currency';
import { BankLine } from '../payments/bank-input';
import { bookingPerson } from '../payments/booking-person';

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

async function refuseKnownLine(tx: Tx, bankLine: string): Promise<void> {
  const [booked] = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(eq(payments.channel, 'bank'), eq(payments.externalPaymentId, bankLine), isNull(payments.failure)),
    );
  if (booked) refuseWith({ code: 'bank_line_booked', facts: { paymentId: booked.id } });
}

/** Why a line stands that one operator booked: it waits for another, or was taken back. */
const TO_CONFIRM = 'to_confirm';
const TAKEN_BACK = 'taken_back';

/** Keeps the line until somebody else confirms it; a number whose booking was taken back may be booked anew. */
async function keepLine(tx: Tx, line: typeof externalMovements.$inferInsert): Promise<void> {
  const kept = await tx
    .insert(externalMovements)
    .values(line)
    .onConflictDoUpdate({
      target: externalMovements.id,
      set: line,
      setWhere: eq(externalMovements.why, TAKEN_BACK),
    })
    .returning({ id: externalMovements.id });
  if (kept.length === 0) refuseWith({ code: 'bank_line_booked', facts: { paymentId: null } });
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
    await refuseKnownLine(tx, bankLine);
    const transfer = what === 'from_channel' ? await findTransfer(tx, amountMicros) : undefined;
    if (what === 'from_channel' && !transfer)
      return refuseWith({ code: 'no_such_transfer', facts: { amountMicros } });
    await keepLine(tx, {
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

type LineRow = typeof externalMovements.$inferSelect;

/** What a confirmed line moves: a fee is a cost, own money joins the guarantee; money from a channel was posted by its line. */
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
});

/** Another operator confirms a line of our own, and only then it moves something; or anybody takes the booking back. */
export async function confirmOwnLine(
  ctx: Ctx,
  raw: unknown,
): Promise<{ readonly decision: 'confirm' | 'take_back' }> {
  const personId = bookingPerson(ctx);
  const { movementId, decision } = parseInput(ConfirmOwnLineInput, raw);
  return ctx.db.asEngine(async (tx) => {
    const [line] = await tx
      .select()
      .from(externalMovements)
      .where(and(eq(externalMovements.id, movementId), eq(externalMovements.channel, 'bank')))
      .for('update');
    if (!line) throw notFound();
    if (line.why !== TO_CONFIRM) return refuseWith({ code: 'not_booked', facts: { state: line.state } });
    const isConfirmed = decision === 'confirm';
    if (isConfirmed && line.explainedByPersonId === personId)
      return refuseWith({ code: 'same_person', facts: {} });
    await tx
      .update(externalMovements)
      .set(
        isConfirmed
          ? { state: 'matched', why: null }
          : { state: 'explained', why: TAKEN_BACK, amountMicros: 0n, externalId: null },
      )
      .where(eq(externalMovements.id, movementId));
    if (isConfirmed) await post(tx, postingsOf(ctx, line));
    await audit(tx, ctx, {
      verb: 'reconciliation.confirm-own-line',
      subjectType: 'movement',
      subjectId: movementId,
      facts: { decision, amount: amountText(line.amountMicros), bookedBy: line.explainedByPersonId },
    });
    return { decision };
  });
}
