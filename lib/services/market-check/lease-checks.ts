import { and, asc, eq, getTableColumns, gt, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import {
  deliveries,
  disputes,
  entries,
  holds,
  leaseHours,
  leases,
  marketTerms,
  orders,
  postings,
  serviceLevels,
  trades,
} from '@/db/schema';
import type { Disagreement } from '@/lib/ledger/invariants';
import { checkLeases, type LeaseCheck } from '@/lib/settlement/invariants';
import type { LeaseRows } from '@/lib/settlement/lease-rows';
import type { Scope } from './scope';

/** Trades read at a time, with all that hangs on them: memory stays the same however large the market is. */
const BATCH = 2000;

type BatchRows = Omit<LeaseRows, 'feeBpsOfTerms' | 'trades'>;

const leaseColumns = {
  ...getTableColumns(leases),
  lateTerms: {
    lateCreditBpsPerHour: serviceLevels.lateCreditBpsPerHour,
    lateCreditCapBps: serviceLevels.lateCreditCapBps,
  },
};

const leasesOf = (tx: Tx, tradeIds: readonly string[]): Promise<BatchRows['leases']> =>
  tx
    .select(leaseColumns)
    .from(leases)
    .innerJoin(
      serviceLevels,
      and(eq(serviceLevels.poolId, leases.poolId), eq(serviceLevels.version, leases.serviceLevelVersion)),
    )
    .where(inArray(leases.tradeId, [...tradeIds]));

const deliveriesOf = (tx: Tx, leaseIds: readonly string[]): Promise<BatchRows['deliveries']> =>
  tx
    .select({
      leaseId: deliveries.leaseId,
      kind: deliveries.kind,
      units: deliveries.units,
      state: deliveries.state,
      providerUnits: disputes.providerUnits,
      reportedAt: deliveries.eventAt,
    })
    .from(deliveries)
    .leftJoin(disputes, eq(disputes.deliveryId, deliveries.id))
    .where(inArray(deliveries.leaseId, [...leaseIds]))
    .orderBy(asc(deliveries.leaseId), asc(deliveries.sequence));

async function rowsOfLeases(tx: Tx, leaseRows: BatchRows['leases']): Promise<BatchRows> {
  const ids = leaseRows.map(({ id }) => id);
  if (ids.length === 0) return { leases: [], leaseHours: [], deliveries: [], holds: [], leaseEntries: [] };
  const posted = await tx
    .select({
      accountId: entries.accountId,
      amountMicros: entries.amountMicros,
      subjectId: postings.subjectId,
    })
    .from(postings)
    .innerJoin(entries, eq(entries.postingId, postings.id))
    .where(and(eq(postings.subjectType, 'lease'), inArray(postings.subjectId, ids)));
  return {
    leases: leaseRows,
    leaseHours: await tx.select().from(leaseHours).where(inArray(leaseHours.leaseId, ids)),
    deliveries: await deliveriesOf(tx, ids),
    holds: await tx.select().from(holds).where(inArray(holds.leaseId, ids)),
    leaseEntries: posted,
  };
}

const ofScope = (scope: Scope): SQL | undefined =>
  scope === null
    ? undefined
    : inArray(
        trades.id,
        sql`(select trade_id from leases where ${or(
          inArray(leases.buyerOrganizationId, [...scope]),
          inArray(leases.providerOrganizationId, [...scope]),
        )})`,
      );

/** S-2 over every trade and its leases, by the rule itself in lib/settlement; promises what disagrees, batch by batch. */
export async function leaseDisagreements(tx: Tx, scope: Scope): Promise<Disagreement<LeaseCheck>[]> {
  const terms = await tx
    .select({ version: marketTerms.version, feeBps: marketTerms.feeBps })
    .from(marketTerms);
  const feeBpsOfTerms = new Map(terms.map(({ version, feeBps }) => [version, feeBps]));
  const found: Disagreement<LeaseCheck>[] = [];
  for (let last = ''; ; ) {
    const batch = await tx
      .select({
        id: trades.id,
        payMicros: trades.payMicros,
        cardHours: trades.cardHours,
        units: orders.units,
      })
      .from(trades)
      .innerJoin(orders, eq(orders.id, trades.orderId))
      .where(and(gt(trades.id, last), ofScope(scope)))
      .orderBy(asc(trades.id))
      .limit(BATCH);
    const [end] = batch.slice(-1);
    if (!end) return found;
    last = end.id;
    const tradeIds = batch.map(({ id }) => id);
    const ofBatch = await rowsOfLeases(tx, await leasesOf(tx, tradeIds));
    found.push(...checkLeases({ trades: batch, feeBpsOfTerms, ...ofBatch }));
  }
}
