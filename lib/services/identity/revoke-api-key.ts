import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { apiKeys } from '@/db/schema';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith } from '../errors';
import { securityNow } from './security-clock';

const RevokeApiKeyInput = z.strictObject({ keyId: z.string() });

/** Takes a key of the acting organization out of use for good, at once. */
export async function revokeApiKey(ctx: Ctx, input: unknown): Promise<void> {
  const organizationId = authorize(ctx, 'keys.manage');
  const { keyId } = parseInput(RevokeApiKeyInput, input);
  const own = and(eq(apiKeys.id, keyId), eq(apiKeys.organizationId, organizationId));
  await ctx.db.asIdentity(async (tx) => {
    const [key] = await tx.select({ revokedAt: apiKeys.revokedAt }).from(apiKeys).where(own).for('update');
    if (!key) throw notFound();
    if (key.revokedAt) refuseWith({ code: 'key_revoked', facts: {} });
    await tx.update(apiKeys).set({ revokedAt: securityNow() }).where(own);
    await audit(tx, ctx, { verb: 'identity.revoke-api-key', subjectType: 'api_key', subjectId: keyId });
  });
}
