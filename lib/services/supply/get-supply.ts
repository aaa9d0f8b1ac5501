import { count, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { findPoolSummaries, type PoolSummaryRow } from '@/db/queries/pool-rows';
import { leases, marketSettings, poolHours, pools } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { firstSellableHour, type Hour } from '@/lib/core/hours';
import { authorize } from '../authorize';
import type { Ctx } from '../context';
import { currentTerms } from '../market/current-terms';

/** Card-hours of one stretch of 24 hours from the first sellable one. */
export interface SupplyDay {
  readonly fromHour: Hour;
  readonly offered: number;
  readonly reserved: number;
}

export interface SupplyOverview {
  readonly pools: number;
  readonly activePools: number;
  readonly cards: number;
  readonly days: readonly SupplyDay[];
  /** Open leases by state. */
  readonly leases: Readonly<Record<string, number>>;
  /** The pools with the most reserved ahead. */
  readonly busiest: readonly PoolSummaryRow[];
  readonly currency: string;
  readonly feeBps: number;
}

async function daysAhead(tx: Tx, organizationId: string, firstHour: Hour): Promise<SupplyDay[]> {
  const day = sql<number>`(${poolHours.hour} - ${firstHour}::integer) / 24`;
  const rows = await tx
    .select({
      day: day.as('day'),
      offered: sql<string>`sum(${poolHours.offeredCards})`,
      reserved: sql<string>`sum(${poolHours.reservedCards})`,
    })
    .from(poolHours)
    .where(sql`${poolHours.organizationId} = ${organizationId} and ${poolHours.hour} >= ${firstHour}`)
    .groupBy(sql`day`)
    .orderBy(sql`day`);
  return rows.map((row) => ({
    fromHour: firstHour + 24 * row.day,
    offered: Number(row.offered),
    reserved: Number(row.reserved),
  }));
}

/** What a provider has on the market at a glance: pools, cards, and the card-hours ahead, offered and reserved. */
export async function getSupply(ctx: Ctx): Promise<SupplyOverview> {
  const organizationId = authorize(ctx, 'pools.view');
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const terms = await currentTerms(tx, ctx.now);
    const [settings] = await tx.select({ currency: marketSettings.currency }).from(marketSettings);
    assert(settings, 'market settings');
    const firstHour = firstSellableHour(ctx.now, terms.leadMinutes);
    const [totals] = await tx
      .select({
        pools: count(),
        activePools: sql<number>`(count(*) filter (where ${pools.status} = 'active'))::integer`,
        cards: sql<number>`coalesce(sum(${pools.cards}) filter (where ${pools.status} <> 'revoked'), 0)::integer`,
      })
      .from(pools)
      .where(eq(pools.organizationId, organizationId));
    const states = await tx
      .select({ state: leases.state, leases: count() })
      .from(leases)
      .where(eq(leases.providerOrganizationId, organizationId))
      .groupBy(leases.state);
    const order = { sort: 'reserved_horizon', descending: true, limit: 8, offset: 0 } as const;
    const busiest = await findPoolSummaries(tx, organizationId, firstHour, {}, order);
    return {
      pools: totals?.pools ?? 0,
      activePools: totals?.activePools ?? 0,
      cards: totals?.cards ?? 0,
      days: await daysAhead(tx, organizationId, firstHour),
      leases: Object.fromEntries(states.map((row) => [row.state, row.leases])),
      busiest: busiest.rows,
      currency: settings.currency,
      feeBps: terms.feeBps,
    };
  });
}
