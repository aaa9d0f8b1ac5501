import { and, count, desc, eq, ilike, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { jobs, orders } from '@/db/schema';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';

const PAGE = 50;

export const ListJobsInput = z.object({
  kind: z.enum(['training', 'inference', 'rendering', 'card_hours']).optional().catch(undefined),
  /** Part of a name or label. */
  text: z.string().trim().max(120).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  pageSize: z.coerce.number().int().min(1).max(10_000).catch(PAGE),
});

const pattern = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** A page of the organization's jobs, newest first, with what became of them. */
export async function listJobs(ctx: Ctx, raw: unknown) {
  const organizationId = authorize(ctx, 'jobs.view');
  const input = parseInput(ListJobsInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const text = input.text ? pattern(input.text) : null;
    const where = and(
      eq(jobs.organizationId, organizationId),
      input.kind ? eq(jobs.kind, input.kind) : undefined,
      text ? or(ilike(jobs.name, text), ilike(jobs.label, text)) : undefined,
    );
    const placed = tx
      .select({
        jobId: orders.jobId,
        orders: count().as('orders'),
        openOrders: sql<number>`(count(*) filter (where ${orders.state} = 'open'))::integer`.as('open'),
        filledOrders: sql<number>`(count(*) filter (where ${orders.state} = 'filled'))::integer`.as('filled'),
      })
      .from(orders)
      .where(eq(orders.organizationId, organizationId))
      .groupBy(orders.jobId)
      .as('placed');
    const rows = await tx
      .select({
        id: jobs.id,
        kind: jobs.kind,
        name: jobs.name,
        label: jobs.label,
        unitKind: jobs.unitKind,
        units: jobs.units,
        spec: jobs.spec,
        eventAt: jobs.eventAt,
        orders: sql<number>`coalesce(${placed.orders}, 0)::integer`,
        openOrders: sql<number>`coalesce(${placed.openOrders}, 0)`,
        filledOrders: sql<number>`coalesce(${placed.filledOrders}, 0)`,
      })
      .from(jobs)
      .leftJoin(placed, eq(placed.jobId, jobs.id))
      .where(where)
      .orderBy(desc(jobs.eventAt), desc(jobs.id))
      .limit(input.pageSize)
      .offset((input.page - 1) * input.pageSize);
    const [total] = await tx.select({ n: count() }).from(jobs).where(where);
    return { rows, total: total?.n ?? 0, page: input.page, pageSize: input.pageSize };
  });
}
export type JobListRow = Awaited<ReturnType<typeof listJobs>>['rows'][number];
