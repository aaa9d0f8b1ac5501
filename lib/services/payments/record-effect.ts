import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type PaymentState, payments } from '@/db/schema';
import { amountText } from '@/lib/core/amount';
import { audit } from '../audit';
import type { Ctx } from '../context';
import { nextAttemptAt } from './attempt-times';
import type { Effect } from './channel';
import { failureOf, type PaymentFailure } from './failures';
import { KINDS, type PaymentRow } from './kinds';

/** Why what a channel tells can't be our row's effect. */
export type Mismatch =
  | 'amount_differs'
  | 'currency_differs'
  | 'other_object'
  | 'other_payment'
  | 'already_failed'
  | 'already_done';

/** What came of recording an effect; `same`: the row knew it, or knows better. */
export type Recorded =
  | { readonly kind: 'changed'; readonly state: PaymentState }
  | { readonly kind: 'same' }
  | { readonly kind: 'unmatched'; readonly why: Mismatch };

const SAME: Recorded = { kind: 'same' };

/** The row, locked until the transaction ends; undefined when there is none. */
export async function lockPayment(tx: Tx, paymentId: string): Promise<PaymentRow | undefined> {
  const [payment] = await tx.select().from(payments).where(eq(payments.id, paymentId)).for('update');
  return payment;
}

const isOver = ({ state }: PaymentRow): boolean => state === 'succeeded' || state === 'failed';

/** What an effect of this row can't be: money is credited for the row's own amount and currency or not at all (L-5, L-9). */
function mismatchOf(payment: PaymentRow, effect: Effect): Mismatch | null {
  if (payment.externalId !== null && payment.externalId !== effect.externalId) return 'other_object';
  if (effect.namesPayment && effect.namesPayment !== payment.id) return 'other_payment';
  if (effect.currency !== payment.currency) return 'currency_differs';
  if (effect.amountMicros !== payment.amountMicros) return 'amount_differs';
  return null;
}

async function save(
  tx: Tx,
  ctx: Ctx,
  payment: PaymentRow,
  changes: Partial<typeof payments.$inferInsert> & { readonly state: PaymentState },
): Promise<Recorded> {
  await tx.update(payments).set(changes).where(eq(payments.id, payment.id));
  await audit(tx, ctx, {
    verb: 'payments.record-effect',
    subjectType: 'payment',
    subjectId: payment.id,
    organizationId: payment.organizationId,
    facts: {
      kind: payment.kind,
      channel: payment.channel,
      state: changes.state,
      failure: changes.failure ?? null,
      amount: amountText(payment.amountMicros),
      currency: payment.currency,
    },
  });
  // What is only on its way has brought nobody anything yet.
  if (changes.state !== 'open') await KINDS[payment.kind].afterwards?.(tx, ctx, payment);
  return { kind: 'changed', state: changes.state };
}

/** Ends a row whose effect failed, or will never happen, and gives back what was set aside for it; the row is locked. */
export async function failPayment(
  tx: Tx,
  ctx: Ctx,
  payment: PaymentRow,
  because: PaymentFailure,
  effect: Pick<Effect, 'externalId' | 'externalPaymentId'> | null = null,
): Promise<Recorded> {
  if (isOver(payment)) return SAME;
  await KINDS[payment.kind].failed(tx, ctx, payment, because);
  return save(tx, ctx, payment, {
    state: 'failed',
    failure: because,
    externalId: effect?.externalId ?? payment.externalId,
    externalPaymentId: effect?.externalPaymentId ?? payment.externalPaymentId,
    settledAt: ctx.now,
    nextAttemptAt: null,
    waitsFor: null,
    payUrl: null,
  });
}

async function succeed(tx: Tx, ctx: Ctx, payment: PaymentRow, effect: Effect): Promise<Recorded> {
  const rules = KINDS[payment.kind];
  const why = mismatchOf(payment, effect);
  if (payment.state === 'succeeded') return why ? { kind: 'unmatched', why: 'already_done' } : SAME;
  if (why) return { kind: 'unmatched', why };
  const { happenedAfterAll } = rules;
  const isLate = payment.state === 'failed' && !rules.mayStillSucceed;
  if (isLate && !happenedAfterAll) return { kind: 'unmatched', why: 'already_failed' };
  const changes =
    isLate && happenedAfterAll
      ? await happenedAfterAll(tx, ctx, payment)
      : await rules.succeeded(tx, ctx, payment, effect);
  return save(tx, ctx, payment, {
    ...changes,
    state: 'succeeded',
    failure: null,
    externalId: effect.externalId,
    externalPaymentId: effect.externalPaymentId ?? payment.externalPaymentId,
    method: effect.method ?? payment.method,
    settledAt: ctx.now,
    nextAttemptAt: null,
    waitsFor: null,
    payUrl: null,
  });
}

/** What had succeeded failed after all, once: a bank sent a refund back. */
async function undo(tx: Tx, ctx: Ctx, payment: PaymentRow, because: PaymentFailure): Promise<Recorded> {
  const { cameBack, mayStillSucceed } = KINDS[payment.kind];
  // A page that ran out while it was paid on tells both, in any order.
  if (!cameBack) return mayStillSucceed ? SAME : { kind: 'unmatched', why: 'already_done' };
  if (payment.returnedMicros === payment.amountMicros) return SAME;
  return save(tx, ctx, payment, { ...(await cameBack(tx, ctx, payment, because)), state: 'succeeded' });
}

async function open(tx: Tx, ctx: Ctx, payment: PaymentRow, effect: Effect): Promise<Recorded> {
  if (isOver(payment)) return SAME;
  // A page for another amount is never shown to a payer.
  const why = mismatchOf(payment, effect);
  if (why) return { kind: 'unmatched', why };
  // A bank's transfer is told by an operator; every other channel is asked again in case its word gets lost.
  const asked = payment.channel === 'bank' ? null : nextAttemptAt(ctx.now, payment.attempts + 2);
  const changes = {
    state: 'open' as const,
    externalId: effect.externalId,
    externalPaymentId: effect.externalPaymentId ?? payment.externalPaymentId,
    method: effect.method ?? payment.method,
    payUrl: effect.payUrl,
    nextAttemptAt: asked,
    waitsFor: null,
  };
  if (payment.state === 'pending') return save(tx, ctx, payment, changes);
  await tx.update(payments).set(changes).where(eq(payments.id, payment.id));
  return SAME;
}

/**
 * Moves a payment by what its channel says; the one function that does (L-5). The row is locked. It only goes forward,
 * whatever order and however often it is told in, and money is credited once, for exactly the row's amount and currency.
 */
export async function recordEffect(tx: Tx, ctx: Ctx, payment: PaymentRow, effect: Effect): Promise<Recorded> {
  if (effect.state === 'succeeded') return succeed(tx, ctx, payment, effect);
  if (effect.state === 'open') return open(tx, ctx, payment, effect);
  if (payment.externalId !== null && payment.externalId !== effect.externalId)
    return { kind: 'unmatched', why: 'other_object' };
  if (payment.state === 'succeeded') return undo(tx, ctx, payment, failureOf(effect.failure));
  return failPayment(tx, ctx, payment, failureOf(effect.failure), effect);
}
