import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import {
  accounts,
  deliveries,
  disputes,
  entries,
  leaseHours,
  leaseJobs,
  leases,
  marketSettings,
  marketTerms,
  postings,
  publishedPools,
  publishedServiceLevels,
} from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { cancelLease } from '@/lib/settlement/cancellation';
import { lateInputStanding } from '@/lib/settlement/late-input';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { disputeColumns } from '../disputes/dispute-columns';
import { notFound } from '../errors';
import { replacementOfLease } from '../orders/find-replacements';
import { hoursOf } from './cancel-lease';
import { deliveryStandings, readLease } from './move-lease';
import { startStanding } from './start-grace';

export const GetLeaseInput = z.strictObject({ leaseId: z.string().max(40) });

/** A lease with its hours, deliveries, disputes and terms, for its buyer or its provider; not_found for anyone else. */
export async function getLease(ctx: Ctx, raw: unknown) {
  const organizationId = authorize(ctx, 'leases.view');
  const { leaseId } = parseInput(GetLeaseInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [found] = await tx
      .select({ lease: leases, terms: marketTerms })
      .from(leases)
      .innerJoin(marketTerms, eq(marketTerms.version, leases.termsVersion))
      .where(eq(leases.id, leaseId));
    if (!found) throw notFound();
    const [pool] = await tx.select().from(publishedPools).where(eq(publishedPools.id, found.lease.poolId));
    assert(pool, 'lease: pool', { leaseId });
    const [lateTerms] = await tx
      .select({
        lateCreditBpsPerHour: publishedServiceLevels.lateCreditBpsPerHour,
        lateCreditCapBps: publishedServiceLevels.lateCreditCapBps,
      })
      .from(publishedServiceLevels)
      .where(
        and(
          eq(publishedServiceLevels.poolId, found.lease.poolId),
          eq(publishedServiceLevels.version, found.lease.serviceLevelVersion),
        ),
      );
    assert(lateTerms, 'lease: service level', { leaseId });
    const hours = await tx
      .select()
      .from(leaseHours)
      .where(eq(leaseHours.leaseId, leaseId))
      .orderBy(asc(leaseHours.hour));
    const delivered = await tx
      .select({ delivery: deliveries, dispute: disputeColumns })
      .from(deliveries)
      .leftJoin(disputes, eq(disputes.deliveryId, deliveries.id))
      .where(eq(deliveries.leaseId, leaseId))
      .orderBy(asc(deliveries.sequence));
    const leaving =
      found.lease.buyerOrganizationId === organizationId &&
      found.lease.state !== 'ended' &&
      ctx.actor.permissions.has('orders.cancel')
        ? await leavingPreview(tx, ctx, leaseId)
        : null;
    const [job] = await tx.select().from(leaseJobs).where(eq(leaseJobs.leaseId, leaseId));
    const [settings] = await tx.select({ currency: marketSettings.currency }).from(marketSettings);
    assert(job && settings, 'lease: job', { leaseId });
    const side =
      found.lease.buyerOrganizationId === organizationId ? ('buyer' as const) : ('provider' as const);
    const owedMicros = side === 'provider' ? await owedForFailing(tx, leaseId) : 0n;
    return {
      ...found,
      /** Its charge for failing (S-5) is what its buyer got; for its provider it is all that it was charged. */
      lease: { ...found.lease, chargeMicros: found.lease.chargeMicros + owedMicros },
      pool,
      /** What late units are credited by the service level it names (S-5). */
      lateTerms,
      side,
      hours,
      deliveries: delivered,
      /** Where the hours lost to its buyer's late input stand (S-9). */
      input: lateInputStanding(
        found.lease,
        hours,
        delivered.map(({ delivery: { kind, units, eventAt } }) => ({ kind, units, reportedAt: eventAt })),
        ctx.now,
      ),
      /** What leaving it now would cost its buyer; null where it can't be left (S-8). */
      leaving,
      /** How its start stands against the promise of its pool (S-5). */
      start: await startStanding(tx, ctx, found.lease, side),
      currency: settings.currency,
      /** What to run, as the buyer described it (S-1). */
      job: { kind: job.kind, name: job.name, spec: job.spec, shape: job.shape },
      orderKind: job.orderKind,
      /** The round that made its prices; null for an instant trade. */
      roundId: job.roundId,
      roundNumber: job.roundNumber,
      /** Null on the provider's side: the job's page is the buyer's. */
      jobId: side === 'buyer' ? job.jobId : null,
      /** What became of its missing units; its provider learns nothing of it (S-10). */
      replacement: await replacementOfLease(tx, leaseId),
    };
  });
}

/** What a lease's provider was charged for failing beyond what its buyer got, in micros; only the provider sees it. */
async function owedForFailing(tx: Tx, leaseId: string): Promise<bigint> {
  const [owed] = await tx
    .select({ micros: entries.amountMicros })
    .from(entries)
    .innerJoin(accounts, eq(accounts.id, entries.accountId))
    .innerJoin(postings, eq(postings.id, entries.postingId))
    .where(and(eq(postings.requestKey, `owed:charge:${leaseId}`), eq(accounts.kind, 'receivable')));
  return -(owed?.micros ?? 0n);
}

/** What leaving a lease now costs at once and at most, in micros; null where it can't be left (S-8). */
async function leavingPreview(tx: Tx, ctx: Ctx, leaseId: string) {
  const { settling } = await readLease(tx, leaseId);
  const standings = await deliveryStandings(tx, leaseId);
  const admitted = cancelLease(settling, standings, await hoursOf(tx, leaseId), ctx.now);
  if (!admitted.ok) return null;
  const { money } = admitted.value;
  return {
    /** 5 % and the accepted units, paid already or now. */
    paidMicros: money.earnedMicros,
    /** On hold until the hours given back begin. */
    heldMicros: money.heldMicros,
    /** All of it, where nobody takes any of those hours. */
    mostMicros: money.earnedMicros + money.heldMicros,
    refundMicros: money.refundedMicros - settling.refundedMicros,
  };
}
export type LeaseDetail = Awaited<ReturnType<typeof getLease>>;
