import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { apiKeys } from '@/db/schema';
import { securityNow } from './security-clock';

/** Revokes the keys a person made for an organization; promises how many still worked. */
export async function revokeKeysOf(
  tx: Tx,
  which: { readonly personId: string; readonly organizationId?: string },
): Promise<number> {
  const revoked = await tx
    .update(apiKeys)
    .set({ revokedAt: securityNow() })
    .where(
      and(
        eq(apiKeys.createdByPersonId, which.personId),
        which.organizationId ? eq(apiKeys.organizationId, which.organizationId) : undefined,
        isNull(apiKeys.revokedAt),
      ),
    )
    .returning({ id: apiKeys.id });
  return revoked.length;
}
