import { and, asc, eq, gte, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { budgets, jobs, leases, orders } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import {
  type BudgetPeriod,
  type BudgetStanding,
  countOrders,
  monthStart,
  type OrdersPlaced,
} from '@/lib/ledger/budget';

export type BudgetRow = typeof budgets.$inferSelect;
/** What is counted, and against which cap. */
type WatchedRow = Pick<BudgetRow, 'id' | 'organizationId' | 'label' | 'period' | 'capMicros'>;

const micros = (column: unknown) => sql<bigint>`coalesce(sum(${column}), 0)`.mapWith(BigInt);

/** The orders of a label, or of all, placed since an instant, as sums of one moment: an open order has no lease yet. */
async function ordersPlaced(
  tx: Tx,
  organizationId: string,
  label: string | null,
  since: Date | null,
): Promise<OrdersPlaced> {
  const [placed] = await tx
    .select({
      openLimitMicros: micros(sql`case when ${orders.state} = 'open' then ${orders.limitMicros} end`),
      priceMicros: micros(leases.priceMicros),
      earnedMicros: micros(leases.earnedMicros),
      refundedMicros: micros(leases.refundedMicros),
      creditMicros: micros(leases.creditMicros),
      chargeMicros: micros(leases.chargeMicros),
    })
    .from(orders)
    .innerJoin(jobs, eq(jobs.id, orders.jobId))
    .leftJoin(leases, eq(leases.orderId, orders.id))
    .where(
      and(
        eq(orders.organizationId, organizationId),
        inArray(orders.state, ['open', 'filled']),
        since ? gte(orders.eventAt, since) : undefined,
        label === null ? undefined : eq(jobs.label, label),
      ),
    );
  assert(placed, 'budget: orders', { organizationId });
  return placed;
}

const sinceOf = (period: BudgetPeriod, now: Date): Date | null =>
  period === 'month' ? monthStart(now) : null;

/** Where budgets stand: a month's counts the orders placed in the UTC month of now, wherever their leases end. */
export async function standingsOf(
  tx: Tx,
  rows: readonly WatchedRow[],
  now: Date,
): Promise<readonly BudgetStanding[]> {
  const standings: BudgetStanding[] = [];
  for (const row of rows) {
    const placed = await ordersPlaced(tx, row.organizationId, row.label, sinceOf(row.period, now));
    const { id, label, period, capMicros } = row;
    standings.push({ id, label, period, capMicros, ...countOrders(placed) });
  }
  return standings;
}

/** The budgets that hold for a label, the organization's own among them, in id order; `lock` keeps them until the transaction ends. */
export async function budgetsOf(
  tx: Tx,
  organizationId: string,
  label: string,
  { lock }: { readonly lock: boolean },
): Promise<readonly BudgetRow[]> {
  const holding = tx
    .select()
    .from(budgets)
    .where(
      and(
        eq(budgets.organizationId, organizationId),
        isNull(budgets.endedAt),
        or(isNull(budgets.label), eq(budgets.label, label)),
      ),
    )
    .orderBy(asc(budgets.id));
  return lock ? holding.for('update') : holding;
}
