import { and, count, desc, eq, ilike, or } from 'drizzle-orm';
import { z } from 'zod';
import { jobs, ORDER_STATES, orders, publishedRounds, replacements, trades } from '@/db/schema';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';

const PAGE = 50;

export const ListOrdersInput = z.object({
  state: z.enum(ORDER_STATES).optional().catch(undefined),
  kind: z.enum(['instant', 'limit']).optional().catch(undefined),
  jobKind: z.enum(['training', 'inference', 'rendering', 'card_hours']).optional().catch(undefined),
  jobId: z.string().max(40).optional(),
  /** Part of a job's name or label, or an order's id. */
  text: z.string().trim().max(120).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  pageSize: z.coerce.number().int().min(1).max(10_000).catch(PAGE),
});

const pattern = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

const columns = {
  id: orders.id,
  jobId: orders.jobId,
  jobName: jobs.name,
  jobLabel: jobs.label,
  jobKind: jobs.kind,
  kind: orders.kind,
  state: orders.state,
  seq: orders.seq,
  shape: orders.shape,
  limitMicros: orders.limitMicros,
  payMicros: trades.payMicros,
  cardHours: trades.cardHours,
  unitKind: orders.unitKind,
  units: orders.units,
  earliestHour: orders.earliestHour,
  deadlineHour: orders.deadlineHour,
  lastReason: orders.lastReason,
  /** The round that filled it, or the latest that left it open; null for instant orders and new ones. */
  roundNumber: publishedRounds.number,
  roundsStood: orders.roundsStood,
  /** The failed lease whose missing units it buys again (S-10). */
  replacesLeaseId: replacements.leaseId,
  closedAt: orders.closedAt,
  eventAt: orders.eventAt,
} as const;

/** A page of the organization's orders, newest first. */
export async function listOrders(ctx: Ctx, raw: unknown) {
  const organizationId = authorize(ctx, 'orders.view');
  const input = parseInput(ListOrdersInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const text = input.text ? pattern(input.text) : null;
    const where = and(
      eq(orders.organizationId, organizationId),
      input.state ? eq(orders.state, input.state) : undefined,
      input.kind ? eq(orders.kind, input.kind) : undefined,
      input.jobKind ? eq(jobs.kind, input.jobKind) : undefined,
      input.jobId ? eq(orders.jobId, input.jobId) : undefined,
      text ? or(ilike(jobs.name, text), ilike(jobs.label, text), ilike(orders.id, text)) : undefined,
    );
    const rows = await tx
      .select(columns)
      .from(orders)
      .innerJoin(jobs, eq(jobs.id, orders.jobId))
      .leftJoin(trades, eq(trades.orderId, orders.id))
      .leftJoin(replacements, eq(replacements.orderId, orders.id))
      .leftJoin(
        publishedRounds,
        or(
          eq(publishedRounds.id, trades.roundId),
          and(eq(orders.state, 'open'), eq(publishedRounds.id, orders.lastRoundId)),
        ),
      )
      .where(where)
      .orderBy(desc(orders.eventAt), desc(orders.seq))
      .limit(input.pageSize)
      .offset((input.page - 1) * input.pageSize);
    const [total] = await tx
      .select({ n: count() })
      .from(orders)
      .innerJoin(jobs, eq(jobs.id, orders.jobId))
      .where(where);
    return { rows, total: total?.n ?? 0, page: input.page, pageSize: input.pageSize };
  });
}
export type OrderListRow = Awaited<ReturnType<typeof listOrders>>['rows'][number];
