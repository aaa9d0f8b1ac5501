import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { type DeliveryEvidence, type deliveries, leases } from '@/db/schema';
import { reportDelivery as admitReport } from '@/lib/settlement/delivery';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { askedHash } from '../disputes/statement-input';
import { notFound, refuseWith, ServiceError } from '../errors';
import { acceptanceHours, deliveredBefore, insertDelivery } from './insert-delivery';
import { lockLease } from './move-lease';

export const ReportInput = z.strictObject({
  leaseId: z.string().max(40),
  requestId: z.string().min(8).max(80),
  /** Whole outcome units in this delivery. */
  units: z
    .union([z.bigint(), z.string().regex(/^\d{1,18}$/, 'whole_number')])
    .transform((value) => BigInt(value)),
  evidence: z.strictObject({
    files: z
      .array(
        z.strictObject({
          name: z.string().max(255),
          sha256: z.string().max(64),
          bytes: z.number().int().min(0),
        }),
      )
      .max(200),
    metrics: z.record(z.string().max(80), z.union([z.number(), z.string().max(200)])).default({}),
    note: z.string().max(2000).default(''),
    /** Hours the cards worked for these units; the lease's clock is kept beside it (S-6). */
    runtimeHours: z.number().min(0.01).max(8760).optional(),
    /** Of a lease with milestones: which of the files was loaded, and when (S-7). */
    checkpoint: z
      .strictObject({ file: z.string().max(255), loadedAt: z.iso.datetime({ offset: true }) })
      .optional(),
  }),
});

export interface Reported {
  readonly deliveryId: string;
  readonly windowEndsAt: Date;
}

/** What a report says, as a hash; of a report that stands, read off its row, which keeps all of it. */
const reportHash = (leaseId: string, units: bigint, evidence: DeliveryEvidence): string =>
  askedHash(
    {
      leaseId,
      units,
      note: evidence.note,
      metrics: JSON.stringify(Object.entries(evidence.metrics).sort(([a], [b]) => (a < b ? -1 : 1))),
      runtimeHours: evidence.runtimeHours === undefined ? null : String(evidence.runtimeHours),
      checkpoint: evidence.checkpoint
        ? JSON.stringify([evidence.checkpoint.file, evidence.checkpoint.loadedAt])
        : null,
    },
    evidence.files,
  );

/** The report that stands under a request id, as it was answered; a conflict when it said anything else. */
function reportedBefore(
  earlier: typeof deliveries.$inferSelect,
  { leaseId, units, evidence }: z.infer<typeof ReportInput>,
): Reported {
  const isSame =
    earlier.kind === 'result' &&
    reportHash(earlier.leaseId, earlier.units, earlier.evidence) === reportHash(leaseId, units, evidence);
  if (!isSame) throw new ServiceError('conflict');
  return { deliveryId: earlier.id, windowEndsAt: earlier.windowEndsAt };
}

/**
 * The provider reports outcome units with evidence; the buyer's acceptance window starts (S-3). The same request id reports
 * once; with other units, files, metrics or words it is a conflict.
 */
export async function reportDelivery(ctx: Ctx, raw: unknown): Promise<Reported> {
  const organizationId = authorize(ctx, 'deliveries.report');
  const input = parseInput(ReportInput, raw);
  const { leaseId, requestId, evidence } = input;
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [lease] = await tx
      .select({ provider: leases.providerOrganizationId })
      .from(leases)
      .where(eq(leases.id, leaseId));
    if (lease?.provider !== organizationId) throw notFound();
    const locked = await lockLease(tx, leaseId);
    const earlier = await deliveredBefore(tx, organizationId, requestId);
    if (earlier) return reportedBefore(earlier, input);
    const admitted = admitReport(locked.row, input, ctx.now, await acceptanceHours(tx, locked.row));
    if (!admitted.ok) return refuseWith(admitted.refusal);
    const { units, windowEndsAt } = admitted.value;
    const { deliveryId, sequence } = await insertDelivery(tx, ctx, locked, admitted.value, {
      kind: 'result',
      requestId,
      evidence,
    });
    await audit(tx, ctx, {
      verb: 'leases.report-delivery',
      subjectType: 'lease',
      subjectId: leaseId,
      facts: {
        deliveryId,
        sequence,
        units: units.toString(),
        files: evidence.files,
        ...(evidence.checkpoint && { checkpoint: evidence.checkpoint }),
      },
    });
    return { deliveryId, windowEndsAt };
  });
}
