import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { apiKeys } from '@/db/schema';
import { parseAmount } from '@/lib/core/amount';
import { API_KEY_BYTES, makeApiKey } from '@/lib/identity/api-key';
import { KEY_SCOPES } from '@/lib/identity/permissions';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith, ServiceError } from '../errors';
import { securityNow } from './security-clock';
import { signedInPerson } from './signed-in-person';

const WORKING_KEYS_MAX = 50;
const MS_PER_DAY = 24 * 3_600_000;

const isScope = (text: string): boolean => KEY_SCOPES.some((scope) => scope === text);

const CreateApiKeyInput = z.strictObject({
  name: z.string().trim().min(1, 'required').max(100),
  scopes: z.array(z.string().refine(isScope, 'choice')).min(1, 'required').max(KEY_SCOPES.length),
  lifeDays: z.int().min(1).max(365),
  /** The sum of orders it may place, as a decimal amount; null for none. */
  spendCap: z.string().nullable().default(null),
});

export interface CreatedApiKey {
  readonly keyId: string;
  /** The whole key, shown once and kept nowhere. */
  readonly secret: string;
}

/** What is kept of a key: it can be checked, never read back. */
export const apiKeySha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function capMicros(spendCap: string | null): bigint | null {
  if (spendCap === null) return null;
  const amount = parseAmount(spendCap);
  if (!amount.ok || amount.value < 0n)
    throw new ServiceError('invalid_input', { fields: { spendCap: 'amount' } });
  return amount.value;
}

async function refuseTooMany(tx: Tx, organizationId: string): Promise<void> {
  const working = await tx.$count(
    apiKeys,
    and(
      eq(apiKeys.organizationId, organizationId),
      isNull(apiKeys.revokedAt),
      gt(apiKeys.expiresAt, securityNow()),
    ),
  );
  if (working >= WORKING_KEYS_MAX) refuseWith({ code: 'key_limit', facts: { most: WORKING_KEYS_MAX } });
}

/** Makes a key that acts for the organization within its scopes; nobody hands out what they may not do themselves. */
export async function createApiKey(ctx: Ctx, input: unknown): Promise<CreatedApiKey> {
  const organizationId = authorize(ctx, 'keys.manage');
  const personId = signedInPerson(ctx);
  const { name, scopes, lifeDays, spendCap } = parseInput(CreateApiKeyInput, input);
  const own: ReadonlySet<string> = ctx.actor.permissions;
  if (scopes.some((scope) => !own.has(scope)))
    throw new ServiceError('invalid_input', { fields: { scopes: 'choice' } });
  const spendCapMicros = capMicros(spendCap);
  const key = makeApiKey('key', randomBytes(API_KEY_BYTES));
  const keyId = ctx.newId('apiKey');
  await ctx.db.asIdentity(async (tx) => {
    await refuseTooMany(tx, organizationId);
    await tx.insert(apiKeys).values({
      id: keyId,
      organizationId,
      createdByPersonId: personId,
      name,
      prefix: key.prefix,
      sha256: apiKeySha256(key.text),
      scopes: [...new Set(scopes)],
      expiresAt: new Date(securityNow().getTime() + lifeDays * MS_PER_DAY),
      spendCapMicros,
      eventAt: ctx.now,
    });
    await audit(tx, ctx, {
      verb: 'identity.create-api-key',
      subjectType: 'api_key',
      subjectId: keyId,
      facts: { name, scopes, lifeDays, spendCapMicros },
    });
  });
  return { keyId, secret: key.text };
}
