import { and, asc, eq, inArray, or } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import {
  deliveries,
  disputes,
  leases,
  marketSettings,
  marketTerms,
  publishedServiceLevels,
} from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { groupBy } from '@/lib/core/group';
import type { DeliveryStanding } from '@/lib/settlement/delivery';
import { standingMoney } from '@/lib/settlement/lease-money';
import type { LeaseRow, LockedLease } from './move-lease';

/** A delivery as settlement reads it, by its id. */
export interface StandingDelivery extends DeliveryStanding {
  readonly id: string;
  readonly sequence: number;
  readonly windowEndsAt: Date;
}

/** A locked lease with its deliveries as they stand. */
export interface LockedWithDeliveries extends LockedLease {
  readonly standings: readonly StandingDelivery[];
}

async function termsOf(tx: Tx, rows: readonly LeaseRow[]) {
  const terms = await tx
    .select({ version: marketTerms.version, feeBps: marketTerms.feeBps })
    .from(marketTerms)
    .where(inArray(marketTerms.version, [...new Set(rows.map((row) => row.termsVersion))]));
  const levels = [...groupBy(rows, (row) => `${row.poolId} ${row.serviceLevelVersion}`).values()];
  const late = await tx
    .select({
      poolId: publishedServiceLevels.poolId,
      version: publishedServiceLevels.version,
      lateCreditBpsPerHour: publishedServiceLevels.lateCreditBpsPerHour,
      lateCreditCapBps: publishedServiceLevels.lateCreditCapBps,
    })
    .from(publishedServiceLevels)
    .where(
      or(
        ...levels.flatMap(([row]) =>
          row
            ? [
                and(
                  eq(publishedServiceLevels.poolId, row.poolId),
                  eq(publishedServiceLevels.version, row.serviceLevelVersion),
                ),
              ]
            : [],
        ),
      ),
    );
  const feeBpsOf = new Map(terms.map(({ version, feeBps }) => [version, feeBps]));
  const lateTermsOf = new Map(late.map((level) => [`${level.poolId} ${level.version}`, level]));
  return (row: LeaseRow) => {
    const feeBps = feeBpsOf.get(row.termsVersion);
    const lateTerms = lateTermsOf.get(`${row.poolId} ${row.serviceLevelVersion}`);
    assert(feeBps !== undefined && lateTerms, 'lease: terms', { leaseId: row.id });
    return { feeBps, lateTerms };
  };
}

async function standingsOf(tx: Tx, leaseIds: readonly string[]) {
  const rows = await tx
    .select({
      leaseId: deliveries.leaseId,
      id: deliveries.id,
      sequence: deliveries.sequence,
      windowEndsAt: deliveries.windowEndsAt,
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
  return groupBy(rows, ({ leaseId }) => leaseId);
}

/**
 * Locks leases in id order for the rest of the transaction, with all that their settlement reads, in five queries for all of
 * them: `lockLease` for many. A lease that isn't there, or has ended, is left out.
 */
export async function lockLeases(
  tx: Tx,
  leaseIds: readonly string[],
): Promise<readonly LockedWithDeliveries[]> {
  const found = await tx
    .select()
    .from(leases)
    .where(inArray(leases.id, [...leaseIds]))
    .orderBy(asc(leases.id))
    .for('update');
  const rows = found.filter((row) => row.state !== 'ended');
  if (rows.length === 0) return [];
  const terms = await termsOf(tx, rows);
  const standings = await standingsOf(
    tx,
    rows.map(({ id }) => id),
  );
  const [settings] = await tx.select({ currency: marketSettings.currency }).from(marketSettings);
  assert(settings, 'market settings');
  return rows.map((row) => {
    const own = standings.get(row.id) ?? [];
    const disputed = own.reduce((sum, d) => (d.state === 'rejected' ? sum + d.units : sum), 0n);
    return {
      row,
      currency: settings.currency,
      settling: { ...row, ...standingMoney(row, disputed), ...terms(row) },
      standings: own,
    };
  });
}
