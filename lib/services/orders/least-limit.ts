import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { orders, publishedRounds } from '@/db/schema';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith } from '../errors';
import { keptRound } from '../rounds/kept-book';
import type { StudyDesk, StudyState } from '../rounds/study-desk';

export const UnfilledOrderInput = z.strictObject({ orderId: z.string().max(40) });

/** A study of an order in the latest round that left it unfilled; null while nobody asked for it. */
export interface OrderStudy<K extends 'unfilled' | 'leastLimit'> {
  readonly roundNumber: number;
  readonly study: StudyState<K> | null;
}

/** The order in the latest round that left it unfilled; not_found when the order is another organization's. */
async function unfilledOrder(ctx: Ctx, raw: unknown) {
  const organizationId = authorize(ctx, 'orders.view');
  const { orderId } = parseInput(UnfilledOrderInput, raw);
  const [order] = await ctx.db.asOrganization(organizationId, (tx) =>
    tx
      .select({ owner: orders.organizationId, state: orders.state, number: publishedRounds.number })
      .from(orders)
      .leftJoin(publishedRounds, eq(publishedRounds.id, orders.lastRoundId))
      .where(eq(orders.id, orderId)),
  );
  if (order?.owner !== organizationId) throw notFound();
  const { state, number } = order;
  if (state === 'filled' || number === null)
    return refuseWith({ code: 'not_left_unfilled', facts: { state } });
  return {
    roundNumber: number,
    organizationId,
    key: `${orderId} ${number}`,
    now: ctx.now,
    load: () =>
      ctx.db.asEngine(async (tx) => {
        const { book, outcome } = await keptRound(tx, number);
        return { book, outcome, orderId };
      }),
  };
}

/** What the order's job would have cost in its latest round, beside its limit (M-15); for its own organization. */
export async function explainUnfilled(
  ctx: Ctx,
  raw: unknown,
  desk: StudyDesk,
): Promise<OrderStudy<'unfilled'>> {
  const { roundNumber, key, now, load } = await unfilledOrder(ctx, raw);
  return { roundNumber, study: await desk.ask({ kind: 'unfilled', key, now, load }) };
}

/** What is known of the order's least limit, without asking for it; for its own organization. */
export async function findLeastLimit(
  ctx: Ctx,
  raw: unknown,
  desk: StudyDesk,
): Promise<OrderStudy<'leastLimit'>> {
  const { roundNumber, key } = await unfilledOrder(ctx, raw);
  return { roundNumber, study: desk.find('leastLimit', key) };
}

/**
 * The least limit, to 1 %, that would have filled the order in its latest round: clears the kept book again and again
 * with only this limit changed. For its own organization, one search at a time; `running` means: ask again.
 */
export async function askLeastLimit(
  ctx: Ctx,
  raw: unknown,
  desk: StudyDesk,
): Promise<OrderStudy<'leastLimit'>> {
  const { roundNumber, organizationId: asker, key, now, load } = await unfilledOrder(ctx, raw);
  return { roundNumber, study: await desk.ask({ kind: 'leastLimit', key, asker, now, load }) };
}
