import type { Database } from '@/db/client';
import { publishedMarketSettings } from '@/db/schema/published';
import { assert } from '@/lib/core/assert';

// A database's clock kind never changes after it is made; a manual clock's reading always may.
const followsSystem = new WeakMap<Database, boolean>();

/** The market's now (T-1): the system clock, or what a manual clock shows at this moment. */
export async function marketNow(db: Database): Promise<Date> {
  if (followsSystem.get(db)) return new Date();
  const [settings] = await db.asPublic((tx) => tx.select().from(publishedMarketSettings));
  assert(settings, 'T-1', { missing: 'market_settings' });
  followsSystem.set(db, settings.clock === 'system');
  return settings.clockNow ?? new Date();
}
