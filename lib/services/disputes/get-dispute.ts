import { and, asc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import {
  deliveries,
  disputeStatements,
  disputes,
  leases,
  marketTerms,
  persons,
  publishedPools,
  publishedServiceLevels,
} from '@/db/schema';
import { countUnits, hasPaidResult } from '@/lib/settlement/end-lease';
import { hearingOf, waitsFor } from '@/lib/settlement/hearing';
import { isReportingClosed } from '@/lib/settlement/lease-state';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound } from '../errors';
import { deliveryStandings } from '../leases/move-lease';
import { marketCurrency } from '../market/market-currency';
import { buyer, disputeColumns, provider } from './dispute-columns';
import { asDisputeReader, type Viewer } from './dispute-reader';
import { DisputeIdInput } from './statement-input';

const columns = {
  dispute: disputeColumns,
  decidedByPersonId: disputes.decidedByPersonId,
  delivery: {
    id: deliveries.id,
    sequence: deliveries.sequence,
    kind: deliveries.kind,
    units: deliveries.units,
    evidence: deliveries.evidence,
    eventAt: deliveries.eventAt,
  },
  lease: {
    id: leases.id,
    priceMicros: leases.priceMicros,
    unitKind: leases.unitKind,
    units: leases.units,
    startHour: leases.startHour,
    endHour: leases.endHour,
    state: leases.state,
    endReason: leases.endReason,
    inputReadyAt: leases.inputReadyAt,
    inputNote: leases.inputNote,
  },
  feeBps: marketTerms.feeBps,
  lateTerms: {
    lateCreditBpsPerHour: publishedServiceLevels.lateCreditBpsPerHour,
    lateCreditCapBps: publishedServiceLevels.lateCreditCapBps,
  },
  statementHours: marketTerms.disputeStatementHours,
  buyerName: buyer.registeredName,
  providerName: provider.registeredName,
  pool: { name: publishedPools.name, code: publishedPools.code, chip: publishedPools.chip },
} as const;

async function load(tx: Tx, disputeId: string) {
  const [found] = await tx
    .select(columns)
    .from(disputes)
    .innerJoin(deliveries, eq(deliveries.id, disputes.deliveryId))
    .innerJoin(leases, eq(leases.id, disputes.leaseId))
    .innerJoin(marketTerms, eq(marketTerms.version, leases.termsVersion))
    .innerJoin(publishedPools, eq(publishedPools.id, leases.poolId))
    .innerJoin(
      publishedServiceLevels,
      and(
        eq(publishedServiceLevels.poolId, leases.poolId),
        eq(publishedServiceLevels.version, leases.serviceLevelVersion),
      ),
    )
    .innerJoin(buyer, eq(buyer.id, disputes.buyerOrganizationId))
    .innerJoin(provider, eq(provider.id, disputes.providerOrganizationId))
    .where(eq(disputes.id, disputeId));
  if (!found) throw notFound();
  const said = await tx
    .select({
      sequence: disputeStatements.sequence,
      side: disputeStatements.side,
      statement: disputeStatements.statement,
      evidence: disputeStatements.evidence,
      rests: disputeStatements.rests,
      personId: disputeStatements.personId,
      eventAt: disputeStatements.eventAt,
    })
    .from(disputeStatements)
    .where(eq(disputeStatements.disputeId, disputeId))
    .orderBy(asc(disputeStatements.sequence));
  return { found, said };
}

/** Names of persons the reader may know: its own colleagues; the operator knows everybody, a regulator nobody. */
async function namesOf(
  tx: Tx,
  viewer: Viewer,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = ids.filter((id) => id !== null);
  if (viewer === 'regulator' || wanted.length === 0) return new Map();
  const rows = await tx
    .select({ id: persons.id, name: persons.name })
    .from(persons)
    .where(inArray(persons.id, wanted));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/**
 * One dispute as its reader may see it: both sides' words and files, its clock, what its decision moved, and where the
 * lease's units stand, so that a decision's figures can be shown before it is made. Foreign ones aren't found.
 */
export async function getDispute(ctx: Ctx, raw: unknown) {
  const { disputeId } = parseInput(z.strictObject({ disputeId: DisputeIdInput }), raw);
  return asDisputeReader(ctx, async (tx, reader) => {
    const { found, said } = await load(tx, disputeId);
    const { decidedByPersonId, dispute, lease, delivery, ...rest } = found;
    const viewer = reader.viewerOf(dispute);
    const names = await namesOf(tx, viewer, [decidedByPersonId, ...said.map(({ personId }) => personId)]);
    const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
    const hearing = hearingOf(dispute, said, ctx.now);
    const standings = await deliveryStandings(tx, dispute.leaseId);
    const reporting = isReportingClosed(lease, ctx.now) ? 'closed' : 'open';
    return {
      ...rest,
      viewer,
      dispute,
      delivery,
      lease,
      hearing,
      said: said.map(({ personId, ...words }) => ({ ...words, personName: nameOf(personId) })),
      deciderName: nameOf(decidedByPersonId),
      /** Where the lease's units stand, before the decision while there is none. */
      counts: countUnits(lease.units, standings, reporting),
      /** Whether a result of the lease is paid: if none is in the end, it fails (S-5). */
      hasPaidResult: hasPaidResult(standings),
      waits:
        viewer === 'operator'
          ? hearing.stage === 'decision'
          : viewer !== 'regulator' && waitsFor(viewer, hearing, said),
      currency: await marketCurrency(tx),
    };
  });
}
export type DisputeDetail = Awaited<ReturnType<typeof getDispute>>;
