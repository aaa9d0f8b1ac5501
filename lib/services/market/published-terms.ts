import { desc, lte } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { publishedMarketTerms } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { hourOf } from '@/lib/core/hours';

/** The market terms in force at an instant, as every role may read them (M-19). */
export async function publishedTerms(tx: Tx, now: Date): Promise<typeof publishedMarketTerms.$inferSelect> {
  const [terms] = await tx
    .select()
    .from(publishedMarketTerms)
    .where(lte(publishedMarketTerms.validFromHour, hourOf(now)))
    .orderBy(desc(publishedMarketTerms.validFromHour), desc(publishedMarketTerms.version))
    .limit(1);
  assert(terms, 'M-19: no market terms in force', { now: now.toISOString() });
  return terms;
}
