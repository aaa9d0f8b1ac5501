import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { listServiceLevels } from '@/db/queries/pool-terms';
import { pools, serviceLevels } from '@/db/schema';
import { hourOf } from '@/lib/core/hours';
import { ServiceLevelForm } from '@/lib/market/pool-form';
import { audit } from '../audit';
import { authorizeTrading, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { ServiceError } from '../errors';
import { currentTerms } from '../market/current-terms';
import { lockOwnPool } from './own-pool';

export const ChangeServiceLevelInput = z.strictObject({
  poolId: z.string().max(40),
  serviceLevel: ServiceLevelForm,
});

/** A provider promises anew: a version for leases made from now on; leases that stand keep theirs (M-19, S-5). */
export async function changeServiceLevel(
  ctx: Ctx,
  raw: unknown,
): Promise<{ readonly poolId: string; readonly version: number }> {
  const organizationId = authorizeTrading(ctx, 'pools.manage');
  const { poolId, serviceLevel } = parseInput(ChangeServiceLevelInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    await lockOwnPool(tx, organizationId, poolId);
    const { startGraceMinutes } = await currentTerms(tx, ctx.now);
    if (serviceLevel.startGraceMinutes > startGraceMinutes)
      throw new ServiceError('invalid_input', {
        fields: { 'serviceLevel.startGraceMinutes': `too_large_by?maximum=${startGraceMinutes}` },
      });
    const [newest] = await listServiceLevels(tx, poolId);
    const version = (newest?.version ?? 0) + 1;
    await tx.insert(serviceLevels).values({
      ...serviceLevel,
      poolId,
      organizationId,
      version,
      validFromHour: hourOf(ctx.now),
      eventAt: ctx.now,
    });
    await tx
      .update(pools)
      .set({ version: sql`${pools.version} + 1` })
      .where(eq(pools.id, poolId));
    await audit(tx, ctx, {
      verb: 'supply.change-service-level',
      subjectType: 'pool',
      subjectId: poolId,
      facts: { version, ...serviceLevel },
    });
    return { poolId, version };
  });
}
