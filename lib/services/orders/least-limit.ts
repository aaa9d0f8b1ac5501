import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { orders, rounds } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith } from '../errors';
import { keptRound } from '../rounds/kept-book';
import type { StudyDesk, StudyState } from '../rounds/study-desk';

export const UnfilledOrderInput = z.strictObject({ orderId: z.string().max(40) });

interface UnfilledOrder {
  readonly orderId: string;
  readonly roundId: string;
}

/** A study of an order in the latest round that left it unfilled. */
export interface OrderStudy<K extends 'unfilled' | 'leastLimit'> {
  readonly roundNumber: number;
  readonly study: StudyState<K> | null;
}

/** The order's latest round if it left the order unfilled; not_found when the order is another organization's. */
async function unfilledOrder(ctx: Ctx, raw: unknown): Promise<UnfilledOrder> {
  const organizationId = authorize(ctx, 'orders.view');
  const { orderId } = parseInput(UnfilledOrderInput, raw);
  const [order] = await ctx.db.asOrganization(organizationId, (tx) =>
    tx
      .select({ owner: orders.organizationId, state: orders.state, roundId: orders.lastRoundId })
      .from(orders)
      .where(eq(orders.id, orderId)),
  );
  if (order?.owner !== organizationId) throw notFound();
  if (order.state === 'filled' || order.roundId === null)
    return refuseWith({ code: 'not_left_unfilled', facts: { state: order.state } });
  return { orderId, roundId: order.roundId };
}

const numberOf = (ctx: Ctx, roundId: string): Promise<number> =>
  ctx.db.asEngine(async (tx) => {
    const [round] = await tx.select({ number: rounds.number }).from(rounds).where(eq(rounds.id, roundId));
    assert(round, 'M-15', { roundId });
    return round.number;
  });

async function askDesk<K extends 'unfilled' | 'leastLimit'>(
  ctx: Ctx,
  raw: unknown,
  kind: K,
  desk: StudyDesk,
): Promise<OrderStudy<K>> {
  const { orderId, roundId } = await unfilledOrder(ctx, raw);
  const roundNumber = await numberOf(ctx, roundId);
  const load = () =>
    ctx.db.asEngine(async (tx) => {
      const { book, outcome } = await keptRound(tx, roundNumber);
      return { book, outcome, orderId };
    });
  const study = await desk.ask<'unfilled' | 'leastLimit'>({ kind, key: `${orderId} ${roundId}`, now: ctx.now, load });
  return { roundNumber, study: study as never };
}
