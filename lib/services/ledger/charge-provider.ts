import type { Tx } from '@/db/client';
import { amountText, leastMicros, type Micros, mostMicros } from '@/lib/core/amount';
import { postingsOf } from '@/lib/ledger/posting';
import {
  chargeProvider as chargePosting,
  oweCharge,
  type ProviderCharge,
  shareCharge,
} from '@/lib/ledger/recipes';
import { audit } from '../audit';
import type { Ctx } from '../context';
import { currentTerms } from '../market/current-terms';
import { loadPayableOf } from '../payouts/load-payable';
import { type Taking, takeOrOwe } from './take-back';

interface Charging extends Taking {
  readonly buyerMicros: Micros;
  readonly takenMicros: Micros;
}

/**
 * What of a provider's payable a charge may take for its buyer, in micros: what doesn't wait (L-6) and isn't owed to the
 * exchange, or what this lease netted where that is more, for that money came from this very buyer.
 */
async function spareMicros(tx: Tx, ctx: Ctx, charge: ProviderCharge, owedMicros: Micros): Promise<Micros> {
  const terms = await currentTerms(tx, ctx.now);
  const payable = await loadPayableOf(tx, ctx.now, terms, charge.providerOrganizationId);
  const unowedMicros = mostMicros(0n, leastMicros(payable.nowMicros, payable.balanceMicros - owedMicros));
  return mostMicros(unowedMicros, leastMicros(charge.nettedMicros, payable.balanceMicros));
}

/**
 * Charges a provider for a lease beside its settlement (S-5): the buyer has at once what the provider's payable can give
 * it, and what the provider netted on this lease; the rest stands as the provider's debt and reaches nobody until it is
 * recovered. How much there was is told in the provider's own audit trail alone. Promises what the buyer got, in micros;
 * 0 when the key stands already.
 */
export async function chargeProvider(tx: Tx, ctx: Ctx, charge: ProviderCharge): Promise<Micros> {
  const organizationId = charge.providerOrganizationId;
  const charging = await takeOrOwe<Charging>(tx, ctx, {
    organizationId,
    key: charge.key,
    other: { organizationId: charge.buyerOrganizationId, kind: 'available' },
    isCovered: async () => (await spareMicros(tx, ctx, charge, 0n)) >= charge.amountMicros,
    take: async ({ micros }, stamp) => {
      const balances = {
        ownMicros: await spareMicros(tx, ctx, charge, -micros(organizationId, 'receivable')),
        guaranteeMicros: micros(null, 'guarantee'),
      };
      const { cover, buyerMicros, owedMicros } = shareCharge(charge, balances);
      return {
        postings: postingsOf(chargePosting(stamp(), charge, balances), oweCharge(stamp(), charge, balances)),
        owedMicros: owedMicros + cover.shortMicros,
        buyerMicros,
        takenMicros: cover.takenMicros,
      };
    },
  });
  if (charging === null) return 0n;
  await audit(tx, ctx, {
    verb: 'ledger.charge-provider',
    subjectType: 'lease',
    subjectId: charge.leaseId,
    organizationId,
    facts: {
      because: charge.because,
      charged: amountText(charge.amountMicros),
      taken: amountText(charging.takenMicros),
      short: amountText(charging.owedMicros),
    },
  });
  return charging.buyerMicros;
}
