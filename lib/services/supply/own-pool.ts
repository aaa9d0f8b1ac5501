import type { Tx } from '@/db/client';
import { findOwnPool, type PoolRow } from '@/db/queries/pool-rows';
import { notFound, refuseWith } from '../errors';
import { passGate } from '../rounds/gate';

/** The provider's own pool; a foreign one looks like a missing one. */
export async function getOwnPool(tx: Tx, organizationId: string, poolId: string): Promise<PoolRow> {
  const pool = await findOwnPool(tx, organizationId, poolId);
  if (!pool) throw notFound();
  return pool;
}

/** The provider's own pool, locked for a change behind the gate; a revoked one doesn't change any more (O-1). */
export async function lockOwnPool(tx: Tx, organizationId: string, poolId: string): Promise<PoolRow> {
  await passGate(tx);
  const pool = await findOwnPool(tx, organizationId, poolId, 'lock');
  if (!pool) throw notFound();
  if (pool.status === 'revoked') refuseWith({ code: 'pool_revoked', facts: { code: pool.code } });
  return pool;
}
