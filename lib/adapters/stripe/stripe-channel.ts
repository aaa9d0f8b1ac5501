import type { PaymentKind } from '@/db/schema';
import type { Effect, LookUpRequest, PaymentChannel } from '@/lib/services/payments/channel';
import type { StripeSettings } from '../env';
import {
  findAccount,
  findCustomer,
  makeAccount,
  makeCustomer,
  makeOnboardingUrl,
  readAccount,
} from './accounts';
import { answered, foundOut } from './answers';
import { effectOfSession, findSession, sessionParams } from './checkout';
import { stripeClient } from './client';
import { balanceIn, listLines } from './movements';
import { findRefund, makeRefund } from './refunds';
import { findTransfer, makeTransfer } from './transfers';

/** Cards, Alipay and WeChat Pay in by Checkout, refunds out, transfers to connected accounts. */
export function stripeChannel(settings: StripeSettings, timeoutMs?: number): PaymentChannel {
  const stripe = stripeClient(settings, timeoutMs);
  const finders: Readonly<Record<PaymentKind, (request: LookUpRequest) => Promise<Effect | null>>> = {
    top_up: (request) => findSession(stripe, request),
    refund: (request) => findRefund(stripe, request),
    payout: (request) => findTransfer(stripe, request),
  };
  return {
    name: 'stripe',
    movesRealMoney: settings.livemode,
    keepsPayers: true,
    startTopUp: (request) =>
      answered(async () =>
        effectOfSession(
          await stripe.checkout.sessions.create(sessionParams(request, settings.methods), {
            idempotencyKey: request.idempotencyKey,
          }),
        ),
      ),
    refund: (request) => answered(() => makeRefund(stripe, request)),
    pay: (request) => answered(() => makeTransfer(stripe, request)),
    lookUp: (kind, request) => foundOut(() => finders[kind](request)),
    makePayer: (request) => answered(() => makeCustomer(stripe, request)),
    makePayee: (request) => answered(() => makeAccount(stripe, request)),
    findParty: (role, organizationId) =>
      foundOut(() => (role === 'payer' ? findCustomer : findAccount)(stripe, organizationId)),
    getPayee: (externalId) => answered(() => readAccount(stripe, externalId)),
    onboardingUrl: (externalId, returnUrl) =>
      answered(() => makeOnboardingUrl(stripe, externalId, returnUrl)),
    balance: (currency) => answered(() => balanceIn(stripe, currency)),
    listMovements: (since) => answered(() => listLines(stripe, since)),
  };
}
