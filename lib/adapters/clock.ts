import type { Database } from '@/db/client';
import { publishedMarketSettings } from '@/db/schema/published';
import { assert } from '@/lib/core/assert';

export type MarketSettings = typeof publishedMarketSettings.$inferSelect;

/** What this market is: its currency, purpose and clock, with a manual clock's reading. */
export async function marketSettings(db: Database): Promise<MarketSettings> {
  const [settings] = await db.asPublic((tx) => tx.select().from(publishedMarketSettings));
  assert(settings, 'T-1', { missing: 'market_settings' });
  return settings;
}

// A manual clock's reading may change at any moment, and a demo's goes over to the system's; that one is never left.
const followsSystem = new WeakMap<Database, boolean>();

/** The market's now (T-1): the system clock, or what a manual clock shows at this moment. */
export async function marketNow(db: Database): Promise<Date> {
  if (followsSystem.get(db)) return new Date();
  const { clock, clockNow } = await marketSettings(db);
  followsSystem.set(db, clock === 'system');
  return clockNow ?? new Date();
}
