import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { accounts, marketSettings } from '@/db/schema';
import { type Micros, parseAmount } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { limitOrder } from '@/lib/market/limit-order';
import { audit } from '../audit';
import { authorizeTrading, parseInput } from '../authorize';
import { keepBudgets, lockBudgets } from '../budgets/keep-budgets';
import type { Ctx } from '../context';
import { refuseWith, ServiceError } from '../errors';
import { chargeKey } from '../identity/charge-key';
import { refuseWhileOwing } from '../ledger/receivable-stands';
import { lookAtMarket } from '../quoting/look-at-market';
import { ownJob } from '../quoting/own-job';
import { requestHash } from '../request-hash';
import { passGate } from '../rounds/gate';
import { askedFor, BuyAgain } from './buy-again-input';
import { capOptions } from './cap-options';
import type { OrderRow } from './fill-orders';
import { holdLimit } from './hold-limit';
import { earlierOrder, insertOrder, type OrderRequest } from './insert-order';

export const PlaceLimitOrderInput = z.strictObject({
  requestId: z.string().min(8).max(80),
  jobId: z.string().max(40),
  /** The most the whole job may cost, tax included: a decimal amount such as `1500.00`. */
  limit: z.string().max(30),
  /** False: doesn't look at the asks, for programs that place many orders and need no warning. */
  warn: z.boolean().default(true),
  buyAgain: BuyAgain,
});

export interface PlacedLimitOrder {
  readonly orderId: string;
  readonly jobId: string;
  readonly limitMicros: Micros;
  /** What the job would cost least at the asks when the order was placed; null where no cards were free for it, or nobody looked. */
  readonly leastAtAsksMicros: Micros | null;
  /** The limit is under that: it isn't filled unless asks fall (M-15). */
  readonly belowAsk: boolean;
}

function limitOf(text: string): Micros {
  const amount = parseAmount(text);
  if (!amount.ok) throw new ServiceError('invalid_input', { fields: { limit: 'amount' } });
  if (amount.value <= 0n)
    throw new ServiceError('invalid_input', { fields: { limit: 'too_small_above?minimum=0' } });
  return amount.value;
}

async function wallet(tx: Tx, organizationId: string) {
  const [settings] = await tx.select({ currency: marketSettings.currency }).from(marketSettings);
  assert(settings, 'market settings');
  const [account] = await tx
    .select({ balanceMicros: accounts.balanceMicros })
    .from(accounts)
    .where(and(eq(accounts.organizationId, organizationId), eq(accounts.kind, 'available')));
  return { currency: settings.currency, availableMicros: account?.balanceMicros ?? 0n };
}

const standing = (order: OrderRow): PlacedLimitOrder => ({
  orderId: order.id,
  jobId: order.jobId,
  limitMicros: order.limitMicros,
  leastAtAsksMicros: null,
  belowAsk: false,
});

/**
 * Places a limit order for a job: its whole limit is held and it waits in the book from the next main round on (M-5,
 * M-7). The same request id places one order, however often it is sent (M-8).
 */
export async function placeLimitOrder(ctx: Ctx, raw: unknown): Promise<PlacedLimitOrder> {
  const organizationId = authorizeTrading(ctx, 'orders.place');
  const { requestId, jobId, limit, warn, buyAgain } = parseInput(PlaceLimitOrderInput, raw);
  const limitMicros = limitOf(limit);
  const asked = { verb: 'place-limit-order', jobId, limit: limitMicros.toString(), ...askedFor(buyAgain) };
  const request: OrderRequest = { organizationId, requestId, requestHash: requestHash(asked) };
  return ctx.db.asOrganization(organizationId, async (tx) => {
    await passGate(tx);
    const earlier = await earlierOrder(tx, request);
    return earlier
      ? standing(earlier)
      : placeFunded(tx, ctx, request, { jobId, limitMicros, warn, buyAgain });
  });
}

async function placeFunded(
  tx: Tx,
  ctx: Ctx,
  request: OrderRequest,
  asked: Pick<z.infer<typeof PlaceLimitOrderInput>, 'jobId' | 'warn' | 'buyAgain'> & {
    readonly limitMicros: Micros;
  },
): Promise<PlacedLimitOrder> {
  await refuseWhileOwing(tx, request.organizationId);
  const { limitMicros } = asked;
  const job = await ownJob(tx, request.organizationId, asked.jobId);
  const depth = asked.warn ? 'prices' : 'pools';
  const look = await lookAtMarket(tx, ctx, request.organizationId, job.spec, depth);
  const { currency, availableMicros } = await wallet(tx, request.organizationId);
  const drafted = limitOrder({ ...look, limitMicros, availableMicros });
  if (!drafted.ok) return refuseWith(drafted.refusal);
  const draft = drafted.value;
  const budgets = await lockBudgets(tx, request.organizationId, job.label);
  // A simultaneous twin of the request may have been ahead at the budgets: then its order is the answer (M-8).
  const twin = budgets.length > 0 ? await earlierOrder(tx, request) : null;
  if (twin) return standing(twin);
  await keepBudgets(tx, ctx, budgets, limitMicros);
  const { placed, order } = await insertOrder(tx, ctx, request, {
    id: ctx.newId('order'),
    jobId: job.id,
    kind: 'limit',
    shape: draft.shape,
    limitMicros,
    taxBps: draft.taxBps,
    earliestHour: draft.earliestHour,
    deadlineHour: draft.deadlineHour,
    options: capOptions(draft.options, job.units),
    unitKind: job.unitKind,
    units: job.units,
    buyAgain: asked.buyAgain,
    state: 'open',
    termsVersion: draft.termsVersion,
  });
  if (!placed) return standing(order);
  await chargeKey(tx, ctx, limitMicros);
  await holdLimit(tx, ctx, order, currency);
  const { leastAtAsksMicros, belowAsk } = draft;
  await audit(tx, ctx, {
    verb: 'orders.place-limit-order',
    subjectType: 'order',
    subjectId: order.id,
    facts: { jobId: job.id, limit: limitMicros.toString(), options: order.options.length, belowAsk },
  });
  return { orderId: order.id, jobId: job.id, limitMicros, leastAtAsksMicros, belowAsk };
}
