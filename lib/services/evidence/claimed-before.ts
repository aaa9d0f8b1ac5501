import { and, count, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type EvidenceFile, evidence } from '@/db/schema';
import type { EvidenceRow } from '@/lib/profiling/evidence-row';
import { refuseWith, ServiceError } from '../errors';
import { requestHash } from '../request-hash';
import { evidenceRowOf } from './evidence-row-of';

/** Claims of a pool that stand at once: more than one would read, and public pages aren't anybody's notice board. */
export const STANDING_CLAIMS_MOST = 50;

/** What a claim says, as a hash. */
const claimHash = (poolId: string | null, { id: _, ...row }: EvidenceRow, files: readonly EvidenceFile[]) =>
  requestHash({
    poolId: poolId ?? '',
    row: JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))),
    files: JSON.stringify(files.map(({ name, sha256, bytes }) => [name, sha256, bytes])),
  });

/** What a provider claims under a request id. */
export interface ClaimRequest {
  readonly organizationId: string;
  readonly requestId: string;
  readonly poolId: string;
  readonly row: EvidenceRow;
  readonly files: readonly EvidenceFile[];
}

/**
 * The claim a request id made already, if any. Throws a conflict where it said anything else, and a refusal where it was
 * withdrawn since.
 */
export async function claimedBefore(tx: Tx, request: ClaimRequest): Promise<string | null> {
  const [earlier] = await tx
    .select()
    .from(evidence)
    .where(
      and(
        eq(evidence.organizationId, request.organizationId),
        eq(evidence.requestId, request.requestId),
        eq(evidence.standing, 'claimed'),
      ),
    );
  if (!earlier) return null;
  const asked = claimHash(request.poolId, request.row, request.files);
  if (claimHash(earlier.poolId, evidenceRowOf(earlier), earlier.files) !== asked)
    throw new ServiceError('conflict');
  if (earlier.withdrawnAt) refuseWith({ code: 'claim_withdrawn', facts: {} });
  return earlier.id;
}

/** Refuses one more claim of a pool that has as many as may stand; the pool is locked. */
export async function refuseTooManyClaims(tx: Tx, poolId: string): Promise<void> {
  const [standing] = await tx
    .select({ claims: count() })
    .from(evidence)
    .where(and(eq(evidence.poolId, poolId), eq(evidence.standing, 'claimed'), isNull(evidence.withdrawnAt)));
  if ((standing?.claims ?? 0) >= STANDING_CLAIMS_MOST)
    refuseWith({ code: 'claims_limit', facts: { most: STANDING_CLAIMS_MOST } });
}
