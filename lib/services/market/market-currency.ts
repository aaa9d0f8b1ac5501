import type { Tx } from '@/db/client';
import { publishedMarketSettings } from '@/db/schema';
import { assert } from '@/lib/core/assert';

/** The one currency of this market (M-19). */
export async function marketCurrency(tx: Tx): Promise<string> {
  const [settings] = await tx
    .select({ currency: publishedMarketSettings.currency })
    .from(publishedMarketSettings);
  assert(settings, 'M-19', { missing: 'market_settings' });
  return settings.currency;
}
