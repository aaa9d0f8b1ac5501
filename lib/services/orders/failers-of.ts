import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Buyer } from '@/lib/market/pool';

/**
 * The providers that didn't start or failed a lease of this order, or of any order whose missing units it buys, back to
 * the first; with the groups that control them (M-5).
 */
export async function failersOf(tx: Tx, orderId: string): Promise<readonly Buyer[]> {
  const rows = await tx.execute<{ organization_id: string; controlling_group: string | null }>(sql`
    with recursive bought as (
      select ${orderId}::text as order_id
      union
      select l.order_id from bought b join replacements r on r.order_id = b.order_id join leases l on l.id = r.lease_id
    )
    select distinct o.id as organization_id, o.controlling_group
    from bought b join leases l on l.order_id = b.order_id join organizations o on o.id = l.provider_organization_id
    where l.end_reason in ('not_started', 'provider_failed')`);
  return rows.map((row) => ({
    organizationId: row.organization_id,
    controllingGroup: row.controlling_group,
  }));
}
