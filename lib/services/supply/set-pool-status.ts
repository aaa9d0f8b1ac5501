import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { pools } from '@/db/schema';
import { audit } from '../audit';
import { authorizeTrading, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith } from '../errors';
import { lockOwnPool } from './own-pool';

export const SetPoolStatusInput = z.strictObject({
  poolId: z.string().max(40),
  status: z.enum(['active', 'suspended']),
});

/** A provider stops new reservations of a pool, or takes them again; what is reserved stands either way. */
export async function setPoolStatus(
  ctx: Ctx,
  raw: unknown,
): Promise<{ readonly poolId: string; readonly status: 'active' | 'suspended' }> {
  const organizationId = authorizeTrading(ctx, 'pools.manage');
  const { poolId, status } = parseInput(SetPoolStatusInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const pool = await lockOwnPool(tx, organizationId, poolId);
    if (pool.status === status || (pool.status !== 'active' && pool.status !== 'suspended'))
      return refuseWith({ code: 'pool_state', facts: { status: pool.status } });
    await tx
      .update(pools)
      .set({ status, version: sql`${pools.version} + 1` })
      .where(eq(pools.id, poolId));
    await audit(tx, ctx, {
      verb: 'supply.set-pool-status',
      subjectType: 'pool',
      subjectId: poolId,
      facts: { from: pool.status, to: status },
    });
    return { poolId, status };
  });
}
