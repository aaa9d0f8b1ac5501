import { and, eq, isNull, or, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { apiKeys } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import type { Ctx } from '../context';
import { refuseWith } from '../errors';

/**
 * Counts an order against the spend cap of the key that places it, in the order's own transaction; people have no
 * cap. Refuses `key_cap_exceeded` when the order would pass it.
 */
export async function chargeKey(tx: Tx, ctx: Ctx, amountMicros: bigint): Promise<void> {
  const { keyId } = ctx.actor;
  if (keyId === null) return;
  assert(amountMicros >= 0n, 'L-1', { amountMicros });
  const charged = await tx
    .update(apiKeys)
    .set({ spentMicros: sql`${apiKeys.spentMicros} + ${amountMicros}` })
    .where(
      and(
        eq(apiKeys.id, keyId),
        or(
          isNull(apiKeys.spendCapMicros),
          sql`${apiKeys.spentMicros} + ${amountMicros} <= ${apiKeys.spendCapMicros}`,
        ),
      ),
    )
    .returning({ id: apiKeys.id });
  if (charged.length > 0) return;
  const [key] = await tx
    .select({ capMicros: apiKeys.spendCapMicros, spentMicros: apiKeys.spentMicros })
    .from(apiKeys)
    .where(eq(apiKeys.id, keyId));
  assert(key, 'identity', { keyId });
  const leftMicros = (key.capMicros ?? 0n) - key.spentMicros;
  refuseWith({ code: 'key_cap_exceeded', facts: { leftMicros, neededMicros: amountMicros } });
}
