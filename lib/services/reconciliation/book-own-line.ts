import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { post } from '@/db/queries/post';
import { externalMovements, payments } from '@/db/schema';
import { amountText, type Micros, parseAmount } from '@/lib/core/amount';
import { processorFee, putInOwnMoney, returnFee } from '@/lib/ledger/recipes';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith, ServiceError } from '../errors';
import { marketCurrency } from '../market/market-currency';
import { BankLine } from '../payments/bank-input';

/** What a line of our own bank account may be that is no client's: money from a channel of ours, the bank's fee, or own money put in (L-8). */
export const OWN_LINES = ['from_channel', 'fee', 'own_money'] as const;

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

/**
 * Books a line of the exchange's bank that is nobody's but ours: money that a channel sent on, which must be one of its
 * own lines, what the bank charges, which is a cost, or money of our own, which joins the guarantee. No client's balance
 * moves.
 */
export async function bookOwnLine(ctx: Ctx, raw: unknown): Promise<{ readonly movementId: string }> {
  authorize(ctx, 'money.book');
  if (ctx.actor.personId === null) throw new ServiceError('forbidden');
  const { bankLine, what, amount } = parseInput(BookOwnLineInput, raw);
  const parsed = parseAmount(amount);
  if (!parsed.ok || parsed.value === 0n)
    throw new ServiceError('invalid_input', { fields: { amount: 'not_an_amount' } });
  const amountMicros = parsed.value;
  if (what === 'own_money' && amountMicros < 0n)
    throw new ServiceError('invalid_input', { fields: { amount: 'not_an_amount' } });
  const movementId = `bank:${bankLine}`;
  return ctx.db.asEngine(async (tx) => {
    await refuseKnownLine(tx, bankLine);
    const currency = await marketCurrency(tx);
    const transfer = what === 'from_channel' ? await findTransfer(tx, amountMicros) : undefined;
    if (what === 'from_channel' && !transfer)
      return refuseWith({ code: 'no_such_transfer', facts: { amountMicros } });
    const line = { channel: 'bank', movementId, feeMicros: amountMicros < 0n ? -amountMicros : amountMicros };
    const stamp = { id: ctx.newId('posting'), eventAt: ctx.now, currency };
    const kept = await tx
      .insert(externalMovements)
      .values({
        id: movementId,
        channel: 'bank',
        kind: KIND_OF[what],
        amountMicros,
        currency,
        externalId: transfer ?? null,
        state: 'matched',
        occurredAt: ctx.now,
        availableAt: ctx.now,
        eventAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning({ id: externalMovements.id });
    if (kept.length === 0) return refuseWith({ code: 'bank_line_booked', facts: { paymentId: null } });
    if (what === 'own_money') await post(tx, [putInOwnMoney(stamp, { ...line, amountMicros })]);
    if (what === 'fee')
      await post(tx, [amountMicros < 0n ? processorFee(stamp, line) : returnFee(stamp, line)]);
    await audit(tx, ctx, {
      verb: 'reconciliation.book-own-line',
      subjectType: 'movement',
      subjectId: movementId,
      facts: { bankLine, what, amount: amountText(amountMicros), transfer: transfer ?? null },
    });
    return { movementId };
  });
}
