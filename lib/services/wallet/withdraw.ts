import { and, asc, eq, like } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { enqueue } from '@/db/queries/enqueue';
import { lockTurn } from '@/db/queries/lock-turn';
import { post } from '@/db/queries/post';
import { CHANNELS, type ChannelName, payments } from '@/db/schema';
import { amountText, type Micros, parseAmount, sumMicros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { toMinorUnits } from '@/lib/ledger/minor-units';
import { startRefund } from '@/lib/ledger/recipes';
import { splitWithdrawal, type WithdrawalPart } from '@/lib/ledger/withdrawal';
import { audit } from '../audit';
import { authorizeTrading, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith, ServiceError } from '../errors';
import { refuseWhileOwing } from '../ledger/receivable-stands';
import { marketCurrency } from '../market/market-currency';
import { attemptJob } from '../payments/attempt-payment';
import { bankReference } from '../payments/bank-reference';
import { PaymentRequestId } from '../payments/request-id';
import { listReturnable } from './list-returnable';
import { minorUnitsWords } from './top-up';

/** One withdrawal asks for so many refunds at most; more money comes back by a second one. */
const PARTS_MAX = 40;

export const WithdrawInput = z.strictObject({
  requestId: PaymentRequestId,
  /** A decimal amount of the market's currency. */
  amount: z.string().max(30),
});

/** A withdrawal as it was asked for: the refunds it is made of. */
export interface Withdrawn {
  readonly amountMicros: Micros;
  readonly payments: readonly {
    readonly paymentId: string;
    readonly sourcePaymentId: string | null;
    readonly channel: ChannelName;
    readonly amountMicros: Micros;
  }[];
}

const VIEW = {
  paymentId: payments.id,
  sourcePaymentId: payments.sourcePaymentId,
  channel: payments.channel,
  amountMicros: payments.amountMicros,
};

/** The refunds that stand under a withdrawal's request id, in its order. */
const madeBefore = (tx: Tx, organizationId: string, requestId: string) =>
  tx
    .select(VIEW)
    .from(payments)
    .where(
      and(
        eq(payments.organizationId, organizationId),
        eq(payments.kind, 'refund'),
        like(payments.requestId, `${requestId.replaceAll(/[\\%_]/g, '\\$&')}/%`),
      ),
    )
    .orderBy(asc(payments.requestId));

const isChannel = (name: string): name is ChannelName => CHANNELS.some((channel) => channel === name);

function refundRow(
  ctx: Ctx,
  part: WithdrawalPart,
  of: { organizationId: string; requestId: string; currency: string },
) {
  const id = ctx.newId('payment');
  const { channel } = part;
  assert(isChannel(channel), 'L-7', { channel });
  return {
    ...of,
    id,
    channel,
    direction: 'out' as const,
    kind: 'refund' as const,
    amountMicros: part.amountMicros,
    state: 'pending' as const,
    sourcePaymentId: part.paymentId,
    method: part.method,
    reference: channel === 'bank' ? bankReference(id) : null,
    nextAttemptAt: ctx.now,
    eventAt: ctx.now,
  };
}

/** Writes a refund for each part, sets its money aside and asks the worker to make it. */
async function startRefunds(
  tx: Tx,
  ctx: Ctx,
  parts: readonly WithdrawalPart[],
  of: { readonly organizationId: string; readonly requestId: string; readonly currency: string },
): Promise<void> {
  const rows = parts.map((part, i) =>
    refundRow(ctx, part, { ...of, requestId: `${of.requestId}/${String(i + 1).padStart(2, '0')}` }),
  );
  await tx.insert(payments).values(rows);
  await post(
    tx,
    rows.map((row) =>
      startRefund({ id: ctx.newId('posting'), eventAt: ctx.now, currency: of.currency }, row),
    ),
  );
  for (const row of rows) await enqueue(tx, attemptJob(row.id));
  await audit(
    tx,
    ctx,
    ...rows.map((row) => ({
      verb: 'wallet.withdraw',
      subjectType: 'payment',
      subjectId: row.id,
      facts: {
        channel: row.channel,
        to: row.sourcePaymentId,
        amount: amountText(row.amountMicros),
        currency: of.currency,
      },
    })),
  );
}

/**
 * Gives money that is available back to where it came from, the newest top-ups first (L-7): one refund for each, set
 * aside before its channel is asked. Money that came by card goes to its own card alone until it is final, and nowhere
 * while its payer's bank asks for it (L-6). Refuses while something is owed, and more than is available or can go back
 * (`not_returnable`, with the figures). The same request id withdraws once.
 */
export async function withdraw(ctx: Ctx, raw: unknown): Promise<Withdrawn> {
  const organizationId = authorizeTrading(ctx, 'wallet.withdraw');
  const input = parseInput(WithdrawInput, raw);
  const amount = parseAmount(input.amount);
  if (!amount.ok || amount.value <= 0n)
    throw new ServiceError('invalid_input', { fields: { amount: 'not_an_amount' } });
  return ctx.db.asOrganization(organizationId, async (tx) => {
    // One withdrawal of an organization at a time: each counts what the others have on their way.
    await lockTurn(tx, `withdraw/${organizationId}`);
    const currency = await marketCurrency(tx);
    if (!toMinorUnits(amount.value, currency).ok)
      throw new ServiceError('invalid_input', { fields: { amount: minorUnitsWords(currency) } });
    const before = await madeBefore(tx, organizationId, input.requestId);
    if (before.length === 0) {
      await refuseWhileOwing(tx, organizationId);
      const parts = splitWithdrawal(amount.value, await listReturnable(tx, organizationId), ctx.now);
      if (!parts.ok) return refuseWith(parts.refusal);
      if (parts.value.length > PARTS_MAX)
        return refuseWith({
          code: 'withdraw_less',
          facts: { mostMicros: sumMicros(parts.value.slice(0, PARTS_MAX).map((part) => part.amountMicros)) },
        });
      await startRefunds(tx, ctx, parts.value, { organizationId, requestId: input.requestId, currency });
    } else if (sumMicros(before.map((one) => one.amountMicros)) !== amount.value)
      throw new ServiceError('conflict');
    const made = before.length > 0 ? before : await madeBefore(tx, organizationId, input.requestId);
    return { amountMicros: amount.value, payments: made };
  });
}
