import { desc, eq } from 'drizzle-orm';
import { apiKeys, persons } from '@/db/schema';
import { authorize } from '../authorize';
import type { Ctx } from '../context';
import { securityNow } from './security-clock';

export interface ApiKeyLine {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly state: 'active' | 'expired' | 'revoked';
  readonly expiresAt: Date;
  readonly spendCapMicros: bigint | null;
  readonly spentMicros: bigint;
  readonly createdBy: string;
}

/** The keys of the acting organization, newest first, those that no longer work included. */
export async function listApiKeys(ctx: Ctx): Promise<ApiKeyLine[]> {
  const organizationId = authorize(ctx, 'keys.manage');
  const rows = await ctx.db.asIdentity((tx) =>
    tx
      .select({ key: apiKeys, createdBy: persons.name })
      .from(apiKeys)
      .innerJoin(persons, eq(persons.id, apiKeys.createdByPersonId))
      .where(eq(apiKeys.organizationId, organizationId))
      .orderBy(desc(apiKeys.id)),
  );
  const now = securityNow();
  return rows.map(({ key, createdBy }) => ({
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    scopes: key.scopes,
    state: key.revokedAt ? 'revoked' : key.expiresAt <= now ? 'expired' : 'active',
    expiresAt: key.expiresAt,
    spendCapMicros: key.spendCapMicros,
    spentMicros: key.spentMicros,
    createdBy,
  }));
}
