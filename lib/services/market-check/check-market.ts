import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Disagreement } from '@/lib/ledger/invariants';
import type { Safeguard } from '@/lib/ledger/safeguard';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { loadSafeguard } from '../payouts/load-safeguard';
import { cardDisagreements } from './card-checks';
import { disputeDisagreements } from './dispute-checks';
import { evidenceDisagreements } from './evidence-checks';
import { leaseDisagreements } from './lease-checks';
import { ledgerDisagreements } from './ledger-checks';
import { paymentDisagreements } from './payment-checks';
import { replacementDisagreements } from './replacement-checks';
import { ofPools, type Scope, within } from './scope';

/** How much was looked at. */
export interface Checked {
  readonly accounts: number;
  readonly entries: number;
  readonly payments: number;
  readonly holds: number;
  readonly openOrders: number;
  readonly leases: number;
  readonly poolHours: number;
}

export interface MarketCheck {
  readonly checked: Checked;
  /** How clients' money is covered (L-8): payouts stop while it is short; null where only some organizations are checked. */
  readonly safeguard: Safeguard | null;
  /** Empty when the market is clean. */
  readonly disagreements: readonly Disagreement[];
}

async function count(tx: Tx, scope: Scope): Promise<Checked> {
  const own = within(scope, sql`organization_id`);
  const [row] = await tx.execute<Record<keyof Checked, number>>(sql`
    select (select count(*)::integer from accounts where ${own}) as accounts,
      (select count(*)::integer from entries where ${own}) as entries,
      (select count(*)::integer from payments where ${own}) as payments,
      (select count(*)::integer from holds where ${own}) as holds,
      (select count(*)::integer from orders where state = 'open' and ${own}) as "openOrders",
      (select count(*)::integer from leases
        where ${within(scope, sql`buyer_organization_id`, sql`provider_organization_id`)}) as leases,
      (select count(*)::integer from pool_hours where ${ofPools(scope)}) as "poolHours"`);
  return row ?? { accounts: 0, entries: 0, payments: 0, holds: 0, openOrders: 0, leases: 0, poolHours: 0 };
}

/**
 * Proves on a live market, at one instant, that currencies and postings sum to zero, balances are their entries
 * without a gap, what is owed is allowed for, payments and chargebacks moved what their rows say, holds are open orders
 * and leases, reserved cards are leased ones, leases and disputes are settled by the rule, and what they measured was kept
 * (L-2 to L-5, L-7, M-1, M-5, S-2, S-3, S-5, P-5); of some organizations alone if they are named.
 */
export async function checkMarket(ctx: Ctx, organizationIds: Scope = null): Promise<MarketCheck> {
  authorizeEngine(ctx);
  return ctx.db.asEngineSnapshot(async (tx) => ({
    checked: await count(tx, organizationIds),
    safeguard: organizationIds === null ? await loadSafeguard(tx) : null,
    disagreements: [
      ...(await ledgerDisagreements(tx, organizationIds)),
      ...(await paymentDisagreements(tx, organizationIds)),
      ...(await cardDisagreements(tx, organizationIds)),
      ...(await leaseDisagreements(tx, organizationIds)),
      ...(await disputeDisagreements(tx, organizationIds)),
      ...(await replacementDisagreements(tx, organizationIds)),
      ...(await evidenceDisagreements(tx, organizationIds)),
    ],
  }));
}
