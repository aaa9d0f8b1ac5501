import { desc, lte } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { marketTerms } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { hourOf } from '@/lib/core/hours';

export type MarketTermsRow = typeof marketTerms.$inferSelect;

/** The market terms in force at an instant (M-19). */
export async function currentTerms(tx: Tx, now: Date): Promise<MarketTermsRow> {
  const [terms] = await tx
    .select()
    .from(marketTerms)
    .where(lte(marketTerms.validFromHour, hourOf(now)))
    .orderBy(desc(marketTerms.validFromHour), desc(marketTerms.version))
    .limit(1);
  assert(terms, 'M-19: no market terms in force', { now: now.toISOString() });
  return terms;
}
