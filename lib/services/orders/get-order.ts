import { and, eq, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { holds, jobs, orders, publishedRounds, quotes, trades } from '@/db/schema';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound } from '../errors';
import { listLeasesOfOrder } from '../leases/list-leases';
import type { OrderRow } from './fill-orders';
import { replacedByOrder, replacementsOfOrder } from './find-replacements';

export const GetOrderInput = z.strictObject({ orderId: z.string().max(40) });

async function roundNumbers(
  tx: Tx,
  ids: readonly (string | null | undefined)[],
): Promise<Map<string, number>> {
  const named = ids.filter((id) => typeof id === 'string');
  if (named.length === 0) return new Map();
  const rows = await tx
    .select({ id: publishedRounds.id, number: publishedRounds.number })
    .from(publishedRounds)
    .where(inArray(publishedRounds.id, named));
  return new Map(rows.map((row) => [row.id, row.number]));
}

/** The money still set aside for an open order. */
async function heldFor(tx: Tx, order: OrderRow): Promise<bigint> {
  const [hold] = await tx
    .select({ heldMicros: holds.heldMicros })
    .from(holds)
    .where(and(eq(holds.orderId, order.id), isNull(holds.leaseId)));
  return hold?.heldMicros ?? 0n;
}

/** An order with its job, quote, trade, leases, and the rounds behind its state; not_found when it's foreign. */
export async function getOrder(ctx: Ctx, raw: unknown) {
  const organizationId = authorize(ctx, 'orders.view');
  const { orderId } = parseInput(GetOrderInput, raw);
  const found = await ctx.db.asOrganization(organizationId, async (tx) => {
    const [row] = await tx
      .select({ order: orders, job: jobs })
      .from(orders)
      .innerJoin(jobs, eq(jobs.id, orders.jobId))
      .where(eq(orders.id, orderId));
    if (row?.order.organizationId !== organizationId) throw notFound();
    const [trade] = await tx.select().from(trades).where(eq(trades.orderId, orderId));
    const [quote] = row.order.quoteId
      ? await tx.select().from(quotes).where(eq(quotes.id, row.order.quoteId))
      : [];
    const numbers = await roundNumbers(tx, [trade?.roundId, row.order.lastRoundId]);
    return {
      ...row,
      heldMicros: await heldFor(tx, row.order),
      /** The missing units of another order that it buys again, and what became of its own (S-10). */
      replaces: await replacedByOrder(tx, orderId),
      replacements: await replacementsOfOrder(tx, orderId),
      trade: trade ? { ...trade, roundNumber: numbers.get(trade.roundId ?? '') ?? null } : null,
      quote: quote
        ? { id: quote.id, totalMicros: quote.totalMicros, startHour: quote.startHour, endHour: quote.endHour }
        : null,
      /** The latest round that left it unfilled (M-15). */
      lastRoundNumber: numbers.get(row.order.lastRoundId ?? '') ?? null,
    };
  });
  return { ...found, leases: await listLeasesOfOrder(ctx, [orderId]) };
}
export type OrderDetail = Awaited<ReturnType<typeof getOrder>>;
