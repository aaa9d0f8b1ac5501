import type { Tx } from '@/db/client';
import { quotes } from '@/db/schema';
import type { QuoteDraft } from '@/lib/market/quote';
import type { Ctx } from '../context';
import { type QuoteView, quoteView } from './quote-view';

/** Writes quotes for a job, each a row with all it was made from (M-6); promises them in the order given. */
export async function saveQuotes(
  tx: Tx,
  ctx: Ctx,
  job: { readonly id: string; readonly organizationId: string },
  drafts: readonly QuoteDraft[],
): Promise<QuoteView[]> {
  if (drafts.length === 0) return [];
  const rows = drafts.map(({ poolIds, ...draft }) => ({
    ...draft,
    id: ctx.newId('quote'),
    organizationId: job.organizationId,
    jobId: job.id,
    poolIds: [...poolIds],
    eventAt: ctx.now,
  }));
  const saved = await tx.insert(quotes).values(rows).returning();
  return saved.map((row) => quoteView(row, null, ctx.now));
}
