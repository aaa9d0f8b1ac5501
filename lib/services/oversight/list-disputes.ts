import { asc, count, desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { deliveries, disputes, leases, organizations, persons, pools } from '@/db/schema';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound } from '../errors';
import { marketCurrency } from '../market/market-currency';

const ListDisputesInput = z.strictObject({
  state: z.enum(['open', 'decided']).optional(),
  page: z.int().min(1).max(1_000_000).default(1),
  pageSize: z.int().min(1).max(10_000).default(50),
});

const buyer = alias(organizations, 'buyer');
const provider = alias(organizations, 'provider');

const lineColumns = {
  dispute: disputes,
  buyerName: buyer.registeredName,
  providerName: provider.registeredName,
  lease: leases,
  poolName: pools.name,
  poolCode: pools.code,
  chip: pools.chip,
} as const;

const lines = (tx: Tx) =>
  tx
    .select(lineColumns)
    .from(disputes)
    .innerJoin(leases, eq(leases.id, disputes.leaseId))
    .innerJoin(pools, eq(pools.id, leases.poolId))
    .innerJoin(buyer, eq(buyer.id, disputes.buyerOrganizationId))
    .innerJoin(provider, eq(provider.id, disputes.providerOrganizationId));

/** Every dispute for the operator: open ones first, the oldest in front; then the decided, the latest in front (S-3). */
export async function listDisputes(ctx: Ctx, raw: unknown = {}) {
  authorize(ctx, 'operate.view');
  const { state, page, pageSize } = parseInput(ListDisputesInput, raw);
  const where = state ? eq(disputes.state, state) : undefined;
  return ctx.db.asEngine(async (tx) => ({
    currency: await marketCurrency(tx),
    rows: await lines(tx)
      .where(where)
      .orderBy(
        sql`${disputes.state} <> 'open'`,
        sql`case when ${disputes.state} = 'open' then ${disputes.eventAt} end asc`,
        desc(disputes.eventAt),
        asc(disputes.id),
      )
      .limit(pageSize)
      .offset((page - 1) * pageSize),
    total: (await tx.select({ n: count() }).from(disputes).where(where))[0]?.n ?? 0,
    open: (await tx.select({ n: count() }).from(disputes).where(eq(disputes.state, 'open')))[0]?.n ?? 0,
  }));
}
export type DisputeLine = Awaited<ReturnType<typeof listDisputes>>['rows'][number];

/** One dispute with its delivery, both sides and who decided; for the operator. */
export async function getDispute(ctx: Ctx, raw: unknown) {
  authorize(ctx, 'operate.view');
  const { disputeId } = parseInput(z.strictObject({ disputeId: z.string().max(40) }), raw);
  return ctx.db.asEngine(async (tx) => {
    const [line] = await lines(tx).where(eq(disputes.id, disputeId));
    if (!line) throw notFound();
    const [delivery] = await tx.select().from(deliveries).where(eq(deliveries.id, line.dispute.deliveryId));
    if (!delivery) throw notFound();
    const [decider] = line.dispute.decidedByPersonId
      ? await tx
          .select({ name: persons.name })
          .from(persons)
          .where(eq(persons.id, line.dispute.decidedByPersonId))
      : [];
    return { ...line, delivery, deciderName: decider?.name ?? null };
  });
}
export type DisputeDetail = Awaited<ReturnType<typeof getDispute>>;

/** How many disputes wait for the operator. */
export async function countOpenDisputes(ctx: Ctx): Promise<number> {
  authorize(ctx, 'operate.view');
  return ctx.db.asEngine((tx) => tx.$count(disputes, eq(disputes.state, 'open')));
}
