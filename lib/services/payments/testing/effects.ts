import { eq } from 'drizzle-orm';
import { payments } from '@/db/schema';
import type { TestDatabase } from '@/db/testing/database';
import { makeOrganization } from '@/db/testing/fixtures';
import type { PayMethod } from '@/e2e/stripe/payments';
import type { StripeStandIn } from '@/e2e/stripe/start';
import { assert } from '@/lib/core/assert';
import { checkPayees, setUpPayee } from '../../payouts/set-up-payee';
import { engineContext, ownerContext } from '../../testing/contexts';
import { attemptPayment } from '../attempt-payment';
import type { PaymentTools } from '../channel';
import type { PaymentRow } from '../kinds';
import type { Deed } from './crash-deeds';
import { earn, insertPayment } from './payment-rows';

const YUAN = 1_000_000n;

export interface Market {
  readonly test: TestDatabase;
  readonly stripe: StripeStandIn;
  readonly tools: PaymentTools;
}

/** An effect about to happen: its row stands where it has one, Stripe knows nothing of it. */
export interface ReadyEffect {
  readonly organizationId: string;
  readonly deed: Deed;
  readonly paymentId: string | null;
}

export interface EffectKind {
  /** The channel's call that makes it happen. */
  readonly call: 'startTopUp' | 'makePayer' | 'refund' | 'pay' | 'makePayee';
  readonly ready: (market: Market) => Promise<ReadyEffect>;
}

const attemptOf = ({ id, organizationId }: PaymentRow): ReadyEffect => ({
  organizationId,
  deed: { does: 'attempt', paymentId: id },
  paymentId: id,
});

/** A top-up that was paid on the hosted page and is credited. */
export async function paidTopUp(
  { test, stripe, tools }: Market,
  organizationId: string,
  amountMicros: bigint,
  method: PayMethod = 'card',
): Promise<PaymentRow> {
  const { id } = await insertPayment(test, { organizationId, kind: 'top_up', amountMicros });
  await attemptPayment(engineContext(test), tools, id, { early: true });
  const read = async () => {
    const [row] = await test.db.asEngine((tx) => tx.select().from(payments).where(eq(payments.id, id)));
    assert(row?.externalId, 'open', { id });
    return { ...row, externalId: row.externalId };
  };
  stripe.dashboard.pay((await read()).externalId, { method });
  await attemptPayment(engineContext(test), tools, id, { early: true });
  const row = await read();
  assert(row.state === 'succeeded', 'credited', { id, state: row.state });
  return row;
}

/** A provider that Stripe knows, may be paid, and has earned an amount. */
export async function onboardedProvider(
  { test, stripe, tools }: Market,
  earnedMicros: bigint,
): Promise<{ readonly organizationId: string; readonly externalId: string }> {
  const organizationId = await makeOrganization(test, { provider: true });
  await setUpPayee(ownerContext(test, organizationId, ['provider']), tools, { channel: 'stripe' });
  const [made] = stripe.effectsWith('organization_id', organizationId);
  assert(made, 'account', { organizationId });
  stripe.dashboard.setAccount(made.id, 'enabled');
  await checkPayees(ownerContext(test, organizationId, ['provider']), tools);
  await earn(test, organizationId, earnedMicros);
  return { organizationId, externalId: made.id };
}

/** Every outside effect there is. */
export const EFFECT_KINDS: Readonly<Record<string, EffectKind>> = {
  'a customer': {
    call: 'makePayer',
    ready: async ({ test }) => {
      const organizationId = await makeOrganization(test);
      return attemptOf(
        await insertPayment(test, { organizationId, kind: 'top_up', amountMicros: 70n * YUAN }),
      );
    },
  },
  'a checkout session': {
    call: 'startTopUp',
    ready: async (market) => {
      const organizationId = await makeOrganization(market.test);
      await paidTopUp(market, organizationId, 30n * YUAN);
      return attemptOf(
        await insertPayment(market.test, { organizationId, kind: 'top_up', amountMicros: 70n * YUAN }),
      );
    },
  },
  'a refund': {
    call: 'refund',
    ready: async (market) => {
      const organizationId = await makeOrganization(market.test);
      const source = await paidTopUp(market, organizationId, 100n * YUAN);
      return attemptOf(
        await insertPayment(market.test, {
          organizationId,
          kind: 'refund',
          amountMicros: 40n * YUAN,
          sourcePaymentId: source.id,
        }),
      );
    },
  },
  'a transfer': {
    call: 'pay',
    ready: async (market) => {
      const { organizationId, externalId } = await onboardedProvider(market, 100n * YUAN);
      return attemptOf(
        await insertPayment(market.test, {
          organizationId,
          kind: 'payout',
          amountMicros: 60n * YUAN,
          payee: { externalId, bank: null },
        }),
      );
    },
  },
  'a connected account': {
    call: 'makePayee',
    ready: async ({ test }) => {
      const organizationId = await makeOrganization(test, { provider: true });
      return { organizationId, deed: { does: 'set_up_payee', organizationId }, paymentId: null };
    },
  },
};
