import { eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { marketSettings, organizations, poolHours, pools } from '@/db/schema';
import { hourOf } from '@/lib/core/hours';

/** When the latest main round passed, whether it committed anything or not; null before the first. */
export async function mainRoundPassedAt(tx: Tx): Promise<Date | null> {
  const [settings] = await tx.select({ at: marketSettings.roundTickAt }).from(marketSettings);
  return settings?.at ?? null;
}

/** Lets no main round pass until the transaction ends; to be taken before any pool-hour is locked. */
export async function holdMainRound(tx: Tx): Promise<void> {
  await tx.select({ one: sql`1` }).from(marketSettings).for('share');
}

/**
 * A main round has passed at `now`, which serves its tick: cards held back for it may be taken instantly from now on, and indicative prices, made
 * for the time before it, are gone (M-6b). Pools that don't sell now weren't in its book, so theirs stay held back. Locks
 * the settings, then the pool-hours it changes in (pool, hour) order.
 */
export async function passMainRound(tx: Tx, now: Date): Promise<void> {
  await tx
    .update(marketSettings)
    .set({ roundTickAt: sql`greatest(${marketSettings.roundTickAt}, ${now.toISOString()}::timestamptz)` })
    .where(eq(marketSettings.id, true));
  await tx.execute(sql`
    with passed as materialized (
      select pool_id, hour from ${poolHours}
      where hour >= ${hourOf(now)} and (held_back_cards > 0 or indicative_micros is not null)
        and pool_id in (select p.id from ${pools} p join ${organizations} o on o.id = p.organization_id
          where p.status = 'active' and o.status = 'admitted')
      order by pool_id, hour for no key update
    )
    update ${poolHours} set held_back_cards = 0, indicative_micros = null from passed
    where pool_hours.pool_id = passed.pool_id and pool_hours.hour = passed.hour`);
}
