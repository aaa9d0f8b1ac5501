import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { post } from '@/db/queries/post';
import { type PaymentKind, payments } from '@/db/schema';
import type { Stamp } from '@/lib/ledger/posting';
import {
  failPayout,
  failRefund,
  finishPayout,
  finishRefund,
  returnRefund,
  topUp,
} from '@/lib/ledger/recipes';
import { countReturned } from '../channel-events/count-returned';
import { queueWaiting } from '../channel-events/queue-waiting';
import type { Ctx } from '../context';
import { recoverReceivables } from '../ledger/recover';
import { takeBackPayout } from '../ledger/take-back-payout';
import { currentTerms } from '../market/current-terms';
import type { Answer, Effect, EffectRequest, PaymentChannel, PaymentTools } from './channel';
import type { PaymentFailure } from './failures';

export type PaymentRow = typeof payments.$inferSelect;
type Changes = Partial<typeof payments.$inferInsert>;

/** What a row's effect is sent with, read before its channel is called. */
export interface Sending {
  readonly request: EffectRequest;
  readonly payment: PaymentRow;
  /** Of a top-up at a channel that keeps payers. */
  readonly payerExternalId: string | null;
  /** Of a refund: the channel's payment that is given back. */
  readonly sourceExternalPaymentId: string | null;
  readonly tools: PaymentTools;
}

/** What is particular to top-ups, refunds and payouts; everything else about an effect is the same for all. */
export interface KindRules {
  readonly send: (channel: PaymentChannel, sending: Sending) => Promise<Answer<Effect>>;
  /** Posts what happened and promises what changes on the row besides its state. */
  readonly succeeded: (tx: Tx, ctx: Ctx, payment: PaymentRow, effect: Effect) => Promise<Changes>;
  /** Undoes what was posted when the row was made. */
  readonly failed: (tx: Tx, ctx: Ctx, payment: PaymentRow, because: PaymentFailure) => Promise<void>;
  /** Whether one that failed may still succeed: a page that ran out while it was being paid on. */
  readonly mayStillSucceed: boolean;
  /** What happened although it had been given up, and what was set aside for it given back; promises what changes on the row. */
  readonly happenedAfterAll?: (tx: Tx, ctx: Ctx, payment: PaymentRow) => Promise<Changes>;
  /** Takes it back after it had succeeded, where a channel does that as one; promises what changes on the row. */
  readonly cameBack?: (tx: Tx, ctx: Ctx, payment: PaymentRow, because: PaymentFailure) => Promise<Changes>;
  /** What follows once a row that ended, either way, is saved. */
  readonly afterwards?: (tx: Tx, ctx: Ctx, payment: PaymentRow) => Promise<void>;
}

export const stampOf = (ctx: Ctx, payment: Pick<PaymentRow, 'currency'>): Stamp => ({
  id: ctx.newId('posting'),
  eventAt: ctx.now,
  currency: payment.currency,
});

const DAY_MS = 86_400_000;
/**
 * Only cards can be charged back (L-6). Alipay and WeChat Pay authenticate the payer and know no dispute that would take
 * the money back (docs.stripe.com/payments/alipay, /wechat-pay); a bank transfer is the payer's own act. What we don't
 * know counts as a card.
 */
const FINAL_AT_ONCE: ReadonlySet<string> = new Set(['alipay', 'wechat_pay']);

const canBeChargedBack = (payment: PaymentRow, method: string | null): boolean =>
  payment.channel === 'stripe' && !FINAL_AT_ONCE.has(method ?? 'card');

const topUpRules: KindRules = {
  mayStillSucceed: true,
  send: (channel, { request, payment, payerExternalId, tools }) =>
    channel.startTopUp({
      ...request,
      payerExternalId,
      returnUrl: `${tools.appOrigin}/buy/wallet?payment=${payment.id}`,
    }),
  succeeded: async (tx, ctx, payment, { method, externalPaymentId }) => {
    await post(tx, [topUp(stampOf(ctx, payment), payment)]);
    await queueWaiting(tx, payment.channel, externalPaymentId ?? payment.externalPaymentId);
    const { cardFinalDays } = await currentTerms(tx, ctx.now);
    const days = canBeChargedBack(payment, method) ? cardFinalDays : 0;
    return { finalAt: new Date(ctx.now.getTime() + days * DAY_MS) };
  },
  failed: async () => undefined,
  afterwards: async (tx, ctx, payment) => {
    await recoverReceivables(tx, ctx, payment.organizationId);
  },
};

/** The top-up that a refund gives back, locked before any account is (by the order of locks). */
async function lockSource(tx: Tx, { sourcePaymentId }: PaymentRow): Promise<void> {
  if (sourcePaymentId)
    await tx.select({ id: payments.id }).from(payments).where(eq(payments.id, sourcePaymentId)).for('update');
}

const refundRules: KindRules = {
  mayStillSucceed: false,
  send: (channel, { request, payment, sourceExternalPaymentId }) => {
    // Play money from before a sandbox named its payments is known by our own names.
    const ours = channel.name === 'sandbox' ? payment.sourcePaymentId : null;
    const externalPaymentId = sourceExternalPaymentId ?? ours;
    return externalPaymentId
      ? channel.refund({ ...request, externalPaymentId })
      : Promise.resolve({ kind: 'refused', code: 'source_closed', message: 'its payment is unknown there' });
  },
  succeeded: async (tx, ctx, payment) => {
    await lockSource(tx, payment);
    await post(tx, [finishRefund(stampOf(ctx, payment), payment)]);
    return {};
  },
  failed: async (tx, ctx, payment, because) => {
    await lockSource(tx, payment);
    await post(tx, [failRefund(stampOf(ctx, payment), payment, because)]);
  },
  cameBack: async (tx, ctx, payment, because) => {
    await lockSource(tx, payment);
    await post(tx, [returnRefund(stampOf(ctx, payment), payment, because)]);
    return { returnedMicros: payment.amountMicros };
  },
  afterwards: async (tx, ctx, payment) => {
    if (payment.sourcePaymentId) await countReturned(tx, payment.sourcePaymentId);
    await recoverReceivables(tx, ctx, payment.organizationId);
  },
};

const payoutRules: KindRules = {
  mayStillSucceed: false,
  send: (channel, { request, payment }) => {
    const payeeExternalId = payment.payee?.externalId ?? payment.payee?.bank?.number;
    return payeeExternalId
      ? channel.pay({ ...request, payeeExternalId })
      : Promise.resolve({ kind: 'refused', code: 'payee_closed', message: 'no account to pay to' });
  },
  succeeded: async (tx, ctx, payment) => {
    await post(tx, [finishPayout(stampOf(ctx, payment), payment)]);
    return {};
  },
  failed: async (tx, ctx, payment, because) => {
    await post(tx, [failPayout(stampOf(ctx, payment), payment, because)]);
  },
  happenedAfterAll: async (tx, ctx, payment) => {
    await takeBackPayout(tx, ctx, payment);
    return {};
  },
  afterwards: async (tx, ctx, payment) => {
    await recoverReceivables(tx, ctx, payment.organizationId);
  },
};

export const KINDS: Readonly<Record<PaymentKind, KindRules>> = {
  top_up: topUpRules,
  refund: refundRules,
  payout: payoutRules,
};
