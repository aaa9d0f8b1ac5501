import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { externalMovements, payments } from '@/db/schema';
import { refuseWith } from '../errors';

export type LineRow = typeof externalMovements.$inferSelect;

/** Why a line of our bank stands that one operator booked: it waits for another, or was taken back. */
export const TO_CONFIRM = 'to_confirm';
export const TAKEN_BACK = 'taken_back';

/** Keeps a booked line until somebody else confirms it; a number whose booking was taken back may be booked anew. */
export async function keepBookedLine(tx: Tx, line: typeof externalMovements.$inferInsert): Promise<void> {
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

/** A line that a payment of a client was booked by is nothing else. */
export async function refuseKnownLine(tx: Tx, bankLine: string): Promise<void> {
  const [booked] = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(eq(payments.channel, 'bank'), eq(payments.externalPaymentId, bankLine), isNull(payments.failure)),
    );
  if (booked) refuseWith({ code: 'bank_line_booked', facts: { paymentId: booked.id } });
}

/** What a booking says, so that whoever confirms it can name what they saw: another booking says something else. */
export const bookingSeen = (
  line: Pick<LineRow, 'kind' | 'amountMicros' | 'feeMicros' | 'externalId' | 'paymentId'>,
): string =>
  [line.kind, line.amountMicros, line.feeMicros, line.paymentId ?? '', line.externalId ?? ''].join('|');
