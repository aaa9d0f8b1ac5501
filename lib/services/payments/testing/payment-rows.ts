import { post } from '@/db/queries/post';
import { payments } from '@/db/schema';
import type { TestDatabase } from '@/db/testing/database';
import { makeOrganization } from '@/db/testing/fixtures';
import { assert } from '@/lib/core/assert';
import { postingsOf } from '@/lib/ledger/posting';
import { settleLeasePosting, startPayout, startRefund } from '@/lib/ledger/recipes';
import { engineContext } from '../../testing/contexts';
import type { PaymentRow } from '../kinds';
import { recordEffect } from '../record-effect';

type NewPayment = Pick<PaymentRow, 'organizationId' | 'kind' | 'amountMicros'> &
  Partial<Pick<PaymentRow, 'sourcePaymentId' | 'payee' | 'channel' | 'nextAttemptAt'>>;

/** A row as a verb leaves it for the runner: it stands, nothing outside knows of it (L-5). */
export async function insertPayment(test: TestDatabase, given: NewPayment): Promise<PaymentRow> {
  const ctx = engineContext(test);
  const id = ctx.newId('payment');
  return test.db.asEngine(async (tx) => {
    const [row] = await tx
      .insert(payments)
      .values({
        id,
        requestId: `request-${id}`,
        channel: 'stripe',
        direction: given.kind === 'top_up' ? 'in' : 'out',
        currency: 'CNY',
        state: 'pending',
        nextAttemptAt: test.now,
        eventAt: test.now,
        ...given,
      })
      .returning();
    assert(row, 'payment', { id });
    const stamp = { id: ctx.newId('posting'), eventAt: ctx.now, currency: 'CNY' };
    if (row.kind === 'refund') await post(tx, [startRefund(stamp, row)]);
    if (row.kind === 'payout') await post(tx, [startPayout(stamp, row)]);
    return row;
  });
}

/** Moves what a buyer has to a provider, as a settled lease does; the lease behind it is left out. */
export async function spend(
  test: TestDatabase,
  { buyerId, providerId }: { readonly buyerId: string; readonly providerId: string },
  earnedMicros: bigint,
  feeMicros = 0n,
): Promise<void> {
  const ctx = engineContext(test);
  const parties = {
    leaseId: ctx.newId('lease'),
    buyerOrganizationId: buyerId,
    providerOrganizationId: providerId,
  };
  const money = {
    heldMicros: -earnedMicros,
    disputedMicros: 0n,
    earnedMicros,
    feeMicros,
    refundedMicros: 0n,
    creditMicros: 0n,
  };
  const stamp = { id: ctx.newId('posting'), eventAt: ctx.now, currency: 'CNY' };
  const [settled] = postingsOf(settleLeasePosting(stamp, parties, 1, money));
  assert(settled, 'settled', { providerId });
  // There is no hold: it comes from what is available.
  const entries = settled.entries.map((entry) =>
    entry.kind === 'held' ? { ...entry, kind: 'available' as const } : entry,
  );
  await test.db.asEngine((tx) => post(tx, [{ ...settled, entries }]));
}

/** Money that came to an organization by bank transfer: final at once, and real. */
export async function fundByBank(
  test: TestDatabase,
  organizationId: string,
  amountMicros: bigint,
): Promise<void> {
  const payment = await insertPayment(test, {
    organizationId,
    kind: 'top_up',
    amountMicros,
    channel: 'bank',
    nextAttemptAt: null,
  });
  const { id, currency } = payment;
  await test.db.asEngine((tx) =>
    recordEffect(tx, engineContext(test), payment, {
      externalId: `line_${id}`,
      externalPaymentId: null,
      state: 'succeeded',
      failure: null,
      method: 'bank_transfer',
      amountMicros,
      currency,
      payUrl: null,
    }),
  );
}

/** Lets a provider have earned an amount, out of money that a buyer sent by bank transfer. */
export async function earn(test: TestDatabase, providerId: string, earnedMicros: bigint): Promise<void> {
  const buyerId = await makeOrganization(test);
  await fundByBank(test, buyerId, earnedMicros);
  await spend(test, { buyerId, providerId }, earnedMicros);
}
