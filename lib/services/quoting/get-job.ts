import { and, desc, eq, max } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { orders, quotes } from '@/db/schema';
import { limitOrder } from '@/lib/market/limit-order';
import type { QuoteRank } from '@/lib/market/make-quotes';
import type { PoolNearMiss } from '@/lib/market/quote';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { lookAtMarket, type MarketLook, quotesOf } from './look-at-market';
import { type JobRow, ownJob } from './own-job';
import { type QuoteView, quoteView } from './quote-view';

export const GetJobInput = z.strictObject({
  jobId: z.string().max(40),
  rankBy: z.enum(['total', 'finish']).catch('total'),
});

const compareBig = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** Quotes by total, then finish; or by finish, then total. */
export const rankViews = <T extends { readonly totalMicros: bigint; readonly endHour: number }>(
  views: readonly T[],
  by: QuoteRank,
): T[] =>
  [...views].sort((a, b) => {
    const total = compareBig(a.totalMicros, b.totalMicros);
    const finish = a.endHour - b.endHour;
    return by === 'total' ? total || finish : finish || total;
  });

/** The quotes a job was given last, and any that became an order. */
async function latestQuotes(tx: Tx, jobId: string, now: Date): Promise<QuoteView[]> {
  const [latest] = await tx
    .select({ at: max(quotes.eventAt) })
    .from(quotes)
    .where(eq(quotes.jobId, jobId));
  if (!latest?.at) return [];
  const rows = await tx
    .select({ quote: quotes, orderId: orders.id })
    .from(quotes)
    .leftJoin(orders, eq(orders.quoteId, quotes.id))
    .where(and(eq(quotes.jobId, jobId), eq(quotes.eventAt, latest.at)))
    .orderBy(desc(quotes.id));
  const placement = (row: (typeof rows)[number]) => JSON.stringify(row.quote.facts.lots);
  const unlike = new Map(rows.toReversed().map((row) => [placement(row), row]));
  return [...unlike.values()].map(({ quote, orderId }) => quoteView(quote, orderId, now));
}

/** Whether any pool could run the job at some price, and the least it would cost at the asks in the cards free now. */
function limitHint(look: MarketLook): Pick<JobDetail, 'leastAtAsksMicros' | 'hasOptions'> {
  const probe = limitOrder({ ...look, limitMicros: 1n, availableMicros: 1n });
  return { hasOptions: probe.ok, leastAtAsksMicros: probe.ok ? probe.value.leastAtAsksMicros : null };
}

export interface JobDetail {
  readonly job: Omit<JobRow, 'createdAt'>;
  readonly quotes: readonly QuoteView[];
  readonly nearMisses: readonly PoolNearMiss[];
  /** A hint for limit orders, micros with tax; null where no cards are free for it. */
  readonly leastAtAsksMicros: bigint | null;
  /** False when no pool can run the job as described, whatever the price. */
  readonly hasOptions: boolean;
  /** False once no hour of the window can be sold any more. */
  readonly canRun: boolean;
  readonly orders: readonly {
    readonly id: string;
    readonly kind: 'instant' | 'limit';
    readonly state: 'open' | 'filled' | 'cancelled' | 'expired';
    readonly limitMicros: bigint;
    readonly eventAt: Date;
  }[];
}

/** A job with the quotes it was given last, its orders, and the pools it can't run in at this moment (M-3). */
export async function getJob(ctx: Ctx, raw: unknown): Promise<JobDetail> {
  const organizationId = authorize(ctx, 'jobs.view');
  const { jobId, rankBy } = parseInput(GetJobInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const { createdAt: _, ...job } = await ownJob(tx, organizationId, jobId);
    const look = await lookAtMarket(tx, ctx, organizationId, job.spec);
    const { nearMisses, window } = quotesOf(look);
    const placed = await tx
      .select({
        id: orders.id,
        kind: orders.kind,
        state: orders.state,
        limitMicros: orders.limitMicros,
        eventAt: orders.eventAt,
      })
      .from(orders)
      .where(eq(orders.jobId, jobId))
      .orderBy(desc(orders.id));
    return {
      job,
      quotes: rankViews(await latestQuotes(tx, jobId, ctx.now), rankBy),
      nearMisses,
      ...limitHint(look),
      canRun: window.firstHour < Math.min(window.deadlineHour, window.horizonHour),
      orders: placed,
    };
  });
}
