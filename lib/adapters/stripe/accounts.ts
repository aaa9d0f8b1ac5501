import Stripe from 'stripe';
import type { Party, PartyRequest } from '@/lib/services/payments/channel';

/** A connected account as a payee: paid once it may receive transfers and pay out to its own bank. */
export function partyOfAccount(account: Stripe.Account): Party {
  const { requirements } = account;
  return {
    externalId: account.id,
    enabled: account.capabilities?.transfers === 'active' && account.payouts_enabled === true,
    disabled: requirements?.disabled_reason?.startsWith('rejected') ?? false,
    requirements: [...new Set([...(requirements?.past_due ?? []), ...(requirements?.currently_due ?? [])])],
  };
}

/** An account that was deleted, or took its leave of us: it can't be paid any more. */
const goneAccount = (externalId: string): Party => ({
  externalId,
  enabled: false,
  disabled: true,
  requirements: [],
});

/** How a connected account stands; Stripe lets nobody look at one that is gone, and says so by `account_invalid`. */
export async function readAccount(stripe: Stripe, externalId: string): Promise<Party> {
  try {
    return partyOfAccount(await stripe.accounts.retrieve(externalId));
  } catch (error) {
    if (error instanceof Stripe.errors.StripePermissionError && error.code === 'account_invalid')
      return goneAccount(externalId);
    throw error;
  }
}

/** Makes an organization a customer, so that its cards may be kept for the next time. */
export async function makeCustomer(stripe: Stripe, request: PartyRequest): Promise<Party> {
  const customer = await stripe.customers.create(
    {
      name: request.registeredName,
      ...(request.email ? { email: request.email } : {}),
      metadata: { organization_id: request.organizationId },
    },
    { idempotencyKey: request.idempotencyKey },
  );
  return { externalId: customer.id, enabled: true, disabled: false, requirements: [] };
}

/** The customer an organization was made before; search knows of one within minutes, and is asked hours later. */
export async function findCustomer(stripe: Stripe, organizationId: string): Promise<Party | null> {
  const query = `metadata['organization_id']:'${organizationId}'`;
  const { data } = await stripe.customers.search({ query, limit: 1 });
  const [found] = data;
  return found ? { externalId: found.id, enabled: true, disabled: false, requirements: [] } : null;
}

/** Makes an organization a connected account that Stripe asks for its particulars on pages of its own. */
export async function makeAccount(stripe: Stripe, request: PartyRequest): Promise<Party> {
  const account = await stripe.accounts.create(
    {
      country: request.country,
      ...(request.email ? { email: request.email } : {}),
      controller: {
        fees: { payer: 'application' },
        losses: { payments: 'application' },
        stripe_dashboard: { type: 'express' },
      },
      capabilities: { transfers: { requested: true } },
      business_type: 'company',
      company: { name: request.registeredName },
      metadata: { organization_id: request.organizationId },
    },
    { idempotencyKey: request.idempotencyKey },
  );
  return partyOfAccount(account);
}

/** The connected account an organization was made before. */
export async function findAccount(stripe: Stripe, organizationId: string): Promise<Party | null> {
  for await (const account of stripe.accounts.list({ limit: 100 }))
    if (account.metadata?.organization_id === organizationId) return partyOfAccount(account);
  return null;
}

/** A page on which a payee says who it is; it is good once and for minutes, so every visit asks for another. */
export async function makeOnboardingUrl(stripe: Stripe, account: string, returnUrl: string): Promise<string> {
  const again = new URL(returnUrl);
  again.searchParams.set('onboarding', 'again');
  const link = await stripe.accountLinks.create({
    account,
    type: 'account_onboarding',
    return_url: returnUrl,
    refresh_url: again.href,
  });
  return link.url;
}
