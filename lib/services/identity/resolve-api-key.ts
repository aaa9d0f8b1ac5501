import { timingSafeEqual } from 'node:crypto';
import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { apiKeys, organizations, persons } from '@/db/schema';
import { parseApiKey } from '@/lib/identity/api-key';
import { permissionsOfKey } from '@/lib/identity/permissions';
import type { Actor } from '../context';
import { capacitiesOf } from './capacities';
import { apiKeySha256 } from './create-api-key';
import { securityNow } from './security-clock';

const BEARER = /^Bearer +(\S+)$/i;

const sameHash = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Resolves an `Authorization: Bearer …` header to the key's actor; null when unknown, expired or revoked. */
export async function resolveApiKey(db: Database, authorization: string): Promise<Actor | null> {
  const key = parseApiKey(BEARER.exec(authorization)?.[1] ?? '');
  if (!key.ok) return null;
  const [row] = await db.asIdentity((tx) =>
    tx
      .select({ key: apiKeys, organization: organizations })
      .from(apiKeys)
      .innerJoin(organizations, eq(organizations.id, apiKeys.organizationId))
      .innerJoin(persons, eq(persons.id, apiKeys.createdByPersonId))
      .where(
        and(
          eq(apiKeys.prefix, key.value.prefix),
          isNull(apiKeys.revokedAt),
          gt(apiKeys.expiresAt, securityNow()),
          isNull(persons.disabledAt),
        ),
      ),
  );
  if (!row || !sameHash(row.key.sha256, apiKeySha256(key.value.text))) return null;
  return {
    kind: 'key',
    personId: null,
    keyId: row.key.id,
    organizationId: row.organization.id,
    organizationStatus: row.organization.status,
    permissions: permissionsOfKey(row.key.scopes, capacitiesOf(row.organization)),
    regulatorScope: row.organization.regulatorScope,
    jobName: null,
  };
}
