import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { orders, quotes } from '@/db/schema';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound } from '../errors';
import { type QuoteView, quoteView } from './quote-view';

export const GetQuoteInput = z.strictObject({ quoteId: z.string().max(40) });

/** A quote with everything it was made from; not_found when it's missing or foreign. */
export async function getQuote(ctx: Ctx, raw: unknown): Promise<QuoteView> {
  const organizationId = authorize(ctx, 'jobs.view');
  const { quoteId } = parseInput(GetQuoteInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [found] = await tx
      .select({ quote: quotes, orderId: orders.id })
      .from(quotes)
      .leftJoin(orders, eq(orders.quoteId, quotes.id))
      .where(eq(quotes.id, quoteId));
    if (found?.quote.organizationId !== organizationId) throw notFound();
    return quoteView(found.quote, found.orderId, ctx.now);
  });
}
