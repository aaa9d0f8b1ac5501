import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { enqueue } from '@/db/queries/enqueue';
import { post } from '@/db/queries/post';
import { organizations, payments } from '@/db/schema';
import { amountText, type Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { ok, type Result } from '@/lib/core/result';
import { admitPayout, type PayoutRefusal } from '@/lib/ledger/payout';
import { startPayout } from '@/lib/ledger/recipes';
import { audit } from '../audit';
import type { Ctx } from '../context';
import { lockBalances } from '../ledger/lock-balances';
import { currentTerms } from '../market/current-terms';
import { marketCurrency } from '../market/market-currency';
import { attemptJob } from '../payments/attempt-payment';
import type { PaymentTools } from '../payments/channel';
import { type LoadedPayable, loadPayableOf } from './load-payable';
import { loadSafeguard } from './load-safeguard';
import { listPayees, type PayeeRow, paidTo } from './payees';

export interface PayoutAsked {
  readonly organizationId: string;
  /** The same id pays out once. */
  readonly requestId: string;
  /** What was read of the provider's payable money before; read again if it moved since. */
  readonly payable: LoadedPayable | null;
}

export interface PayoutMade {
  readonly paymentId: string;
  readonly amountMicros: Micros;
  /** False when the same request had made it before. */
  readonly isNew: boolean;
}

async function findMade(tx: Tx, { organizationId, requestId }: PayoutAsked): Promise<PayoutMade | null> {
  const [row] = await tx
    .select({ paymentId: payments.id, amountMicros: payments.amountMicros })
    .from(payments)
    .where(and(eq(payments.organizationId, organizationId), eq(payments.requestId, requestId)));
  return row ? { ...row, isNew: false } : null;
}

/** Decides under the lock of the provider's accounts how much goes out, and where to. */
async function decide(
  tx: Tx,
  ctx: Ctx,
  tools: PaymentTools,
  asked: PayoutAsked,
  currency: string,
): Promise<Result<{ readonly amountMicros: Micros; readonly payee: PayeeRow }, PayoutRefusal>> {
  const { organizationId } = asked;
  const kinds = ['in_payout', 'payable', 'receivable'] as const;
  const locked = await lockBalances(
    tx,
    kinds.map((kind) => ({ organizationId, kind })),
    currency,
  );
  const terms = await currentTerms(tx, ctx.now);
  const isFresh = asked.payable?.version === locked.version(organizationId, 'payable');
  const payable =
    asked.payable && isFresh ? asked.payable : await loadPayableOf(tx, ctx.now, terms, organizationId);
  const [organization] = await tx.select().from(organizations).where(eq(organizations.id, organizationId));
  assert(organization, 'organization', { organizationId });
  const payee = paidTo(await listPayees(tx, organizationId), tools);
  const admitted = admitPayout({
    status: organization.status,
    safeguarded: (await loadSafeguard(tx, tools)).shortMicros === 0n,
    owedMicros: -locked.micros(organizationId, 'receivable'),
    payee,
    payableMicros: payable.nowMicros,
    minimumMicros: terms.payoutMinimumMicros,
    currency,
    now: ctx.now,
  });
  if (!admitted.ok) return admitted;
  assert(payee, 'L-6', { organizationId });
  return ok({ amountMicros: admitted.value, payee });
}

/**
 * Makes one provider's payout, or says why there is none: the row, the posting that sets its money aside and the job that
 * attempts it stand together before any channel is called (L-5). The payee is written into the row.
 */
export function payOut(
  ctx: Ctx,
  tools: PaymentTools,
  asked: PayoutAsked,
): Promise<Result<PayoutMade, PayoutRefusal>> {
  return ctx.db.asEngine(async (tx) => {
    const before = await findMade(tx, asked);
    if (before) return ok(before);
    const currency = await marketCurrency(tx);
    const decided = await decide(tx, ctx, tools, asked, currency);
    // Whoever asked for the same a moment ago has committed by now: the accounts' locks let one through at a time.
    const meanwhile = await findMade(tx, asked);
    if (meanwhile) return ok(meanwhile);
    if (!decided.ok) return decided;
    const { amountMicros, payee } = decided.value;
    const row = {
      id: ctx.newId('payment'),
      organizationId: asked.organizationId,
      requestId: asked.requestId,
      channel: payee.channel,
      direction: 'out' as const,
      kind: 'payout' as const,
      amountMicros,
      currency,
      state: 'pending' as const,
      payee: { externalId: payee.externalId, bank: payee.bank },
      nextAttemptAt: ctx.now,
      eventAt: ctx.now,
    };
    await tx.insert(payments).values(row);
    await post(tx, [startPayout({ id: ctx.newId('posting'), eventAt: ctx.now, currency }, row)]);
    await enqueue(tx, attemptJob(row.id));
    await audit(tx, ctx, {
      verb: 'payouts.pay-out',
      subjectType: 'payment',
      subjectId: row.id,
      organizationId: asked.organizationId,
      facts: { channel: payee.channel, amount: amountText(amountMicros), currency },
    });
    return ok({ paymentId: row.id, amountMicros, isNew: true });
  });
}
