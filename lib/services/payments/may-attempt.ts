import { and, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tx } from '@/db/client';
import { entries, marketSettings, payments, postings } from '@/db/schema';
import { amountText } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { audit } from '../audit';
import type { Ctx } from '../context';
import type { PaymentChannel, PaymentTools } from './channel';
import type { PaymentRow } from './kinds';
import { hasRealChannel } from './real-money';
import { failPayment } from './record-effect';
import { sandboxChannel } from './sandbox-channel';

/** The posting that sets a payment's money aside before anything is sent, and where from (L-5). */
const SET_ASIDE = {
  refund: { recipe: 'start_refund', prefix: 'refund', from: 'available' },
  payout: { recipe: 'start_payout', prefix: 'payout', from: 'payable' },
} as const;

/** Whether a row's own money is on its way by its own posting, to the micro. */
async function isSetAside(tx: Tx, payment: PaymentRow, kind: 'refund' | 'payout'): Promise<boolean> {
  const { recipe, prefix, from } = SET_ASIDE[kind];
  const [taken, put] = [alias(entries, 'taken'), alias(entries, 'put')];
  const account = (name: string) => `${payment.organizationId}/${name}/${payment.currency}`;
  const [found] = await tx
    .select({ id: postings.id })
    .from(postings)
    .innerJoin(
      taken,
      and(
        eq(taken.postingId, postings.id),
        eq(taken.accountId, account(from)),
        eq(taken.amountMicros, -payment.amountMicros),
      ),
    )
    .innerJoin(
      put,
      and(
        eq(put.postingId, postings.id),
        eq(put.accountId, account('in_payout')),
        eq(put.amountMicros, payment.amountMicros),
      ),
    )
    .where(
      and(
        eq(postings.requestKey, `${prefix}:${payment.id}`),
        eq(postings.recipe, recipe),
        eq(postings.subjectType, 'payment'),
        eq(postings.subjectId, payment.id),
      ),
    );
  return found !== undefined;
}

/** Whether a refund gives back a paid top-up of the same organization at the same channel (L-7). */
async function hasOwnSource(tx: Tx, payment: PaymentRow): Promise<boolean> {
  if (payment.sourcePaymentId === null) return false;
  const [source] = await tx.select().from(payments).where(eq(payments.id, payment.sourcePaymentId));
  return (
    source?.kind === 'top_up' &&
    source.state === 'succeeded' &&
    source.organizationId === payment.organizationId &&
    source.channel === payment.channel &&
    source.currency === payment.currency
  );
}

/** Ends a row that nothing was set aside for: there is nothing to give back either. */
async function endUnfounded(tx: Tx, ctx: Ctx, payment: PaymentRow): Promise<void> {
  const changes = { state: 'failed', failure: 'unfounded', nextAttemptAt: null, waitsFor: null } as const;
  await tx
    .update(payments)
    .set({ ...changes, settledAt: ctx.now })
    .where(eq(payments.id, payment.id));
  await audit(tx, ctx, {
    verb: 'payments.refuse-unfounded',
    subjectType: 'payment',
    subjectId: payment.id,
    organizationId: payment.organizationId,
    facts: {
      kind: payment.kind,
      channel: payment.channel,
      amount: amountText(payment.amountMicros),
      currency: payment.currency,
      source: payment.sourcePaymentId,
    },
  });
}

/** Ends money going out that was never set aside, or that isn't its source's to get back, before any channel hears of it. */
async function isFounded(tx: Tx, ctx: Ctx, payment: PaymentRow): Promise<boolean> {
  // What was sent once is asked for again whatever it stands on: it may have happened.
  if (payment.kind === 'top_up' || payment.state !== 'pending' || payment.firstSentAt !== null) return true;
  const setAside = await isSetAside(tx, payment, payment.kind);
  if (setAside && (payment.kind === 'payout' || (await hasOwnSource(tx, payment)))) return true;
  ctx.log.error({ paymentId: payment.id, kind: payment.kind, setAside }, 'money out that stands on nothing');
  if (setAside) await failPayment(tx, ctx, payment, 'unfounded');
  else await endUnfounded(tx, ctx, payment);
  return false;
}

/** Whether a channel belongs into this market: keys that move real money into a real one, test keys and play money elsewhere. */
async function belongsHere(tx: Tx, ctx: Ctx, channel: PaymentChannel): Promise<boolean> {
  if (channel.name === 'bank') return true;
  const [settings] = await tx.select({ purpose: marketSettings.purpose }).from(marketSettings);
  assert(settings, 'market settings');
  if ((channel.movesRealMoney ?? false) === (settings.purpose === 'production')) return true;
  ctx.log.error({ channel: channel.name, purpose: settings.purpose }, 'a channel of another kind of market');
  return false;
}

/**
 * The channel on which a locked payment may be attempted, or null. Money goes out only where its own posting set it aside
 * (L-5) and, of a refund, back to a paid top-up of its own (L-7): else the row ends as `unfounded`. Play money from
 * before a test channel was set up still goes out, but nowhere that real money moves.
 */
export async function mayAttempt(
  tx: Tx,
  ctx: Ctx,
  tools: PaymentTools,
  payment: PaymentRow,
): Promise<PaymentChannel | null> {
  const isPlayMoneyOut = payment.channel === 'sandbox' && payment.kind !== 'top_up' && !hasRealChannel(tools);
  const channel = tools.channels[payment.channel] ?? (isPlayMoneyOut ? sandboxChannel : null);
  if (!channel || !(await belongsHere(tx, ctx, channel))) return null;
  return (await isFounded(tx, ctx, payment)) ? channel : null;
}
