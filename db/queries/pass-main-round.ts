import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { organizations, poolHours, pools } from '@/db/schema';
import type { Hour } from '@/lib/core/hours';

/**
 * A main round's tick has passed: cards held back for it may be taken instantly from now on, and indicative prices, made
 * for the time before it, are gone (M-6b). Pools that don't sell now weren't in its book, so theirs stay held back. Locks
 * the pool-hours it changes in (pool, hour) order.
 */
export async function passMainRound(tx: Tx, fromHour: Hour): Promise<void> {
  await tx.execute(sql`
    with passed as materialized (
      select pool_id, hour from ${poolHours}
      where hour >= ${fromHour} and (held_back_cards > 0 or indicative_micros is not null)
        and pool_id in (select p.id from ${pools} p join ${organizations} o on o.id = p.organization_id
          where p.status = 'active' and o.status = 'admitted')
      order by pool_id, hour for no key update
    )
    update ${poolHours} set held_back_cards = 0, indicative_micros = null from passed
    where pool_hours.pool_id = passed.pool_id and pool_hours.hour = passed.hour`);
}
