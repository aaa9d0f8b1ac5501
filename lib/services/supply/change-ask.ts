import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { lockPoolHours, updatePoolHours } from '@/db/queries/pool-hour-rows';
import { listAskPlans } from '@/db/queries/pool-terms';
import { askPlans, pools } from '@/db/schema';
import { firstSellableHour } from '@/lib/core/hours';
import { type AskChange, changeAsk as changedAsks } from '@/lib/market/change-ask';
import { DayAsks } from '@/lib/market/pool-form';
import { audit } from '../audit';
import { authorizeTrading, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { currentTerms } from '../market/current-terms';
import { lockOwnPool } from './own-pool';

export const ChangeAskInput = z.strictObject({ poolId: z.string().max(40), asks: DayAsks });

export interface AskChanged extends Omit<AskChange, 'changes'> {
  readonly poolId: string;
  readonly version: number;
}

/** A provider changes a pool's 24 asks: cuts count at once, raises after the notice, reserved cards never (M-2). */
export async function changeAsk(ctx: Ctx, raw: unknown): Promise<AskChanged> {
  const organizationId = authorizeTrading(ctx, 'pools.manage');
  const { poolId, asks } = parseInput(ChangeAskInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const pool = await lockOwnPool(tx, organizationId, poolId);
    const terms = await currentTerms(tx, ctx.now);
    const fromHour = firstSellableHour(ctx.now, terms.leadMinutes);
    const hours = await lockPoolHours(tx, poolId, fromHour);
    const { changes, ...outcome } = changedAsks(
      hours,
      { asksMicros: asks, timeZone: pool.timeZone },
      { now: ctx.now, noticeHours: terms.askRaiseNoticeHours },
    );
    const [newest] = await listAskPlans(tx, poolId);
    const standing = newest?.asksMicros ?? [];
    if (newest && changes.length === 0 && asks.every((ask, at) => ask === standing[at]))
      return { poolId, version: newest.version, ...outcome };
    const offered = new Map(hours.map((row) => [row.hour, row.offeredCards]));
    await updatePoolHours(
      tx,
      poolId,
      changes.map((change) => ({ ...change, offeredCards: offered.get(change.hour) ?? 0 })),
    );
    const version = (newest?.version ?? 0) + 1;
    await tx
      .insert(askPlans)
      .values({ poolId, organizationId, version, fromHour, asksMicros: asks, eventAt: ctx.now });
    await tx
      .update(pools)
      .set({ version: sql`${pools.version} + 1` })
      .where(eq(pools.id, poolId));
    await audit(tx, ctx, {
      verb: 'supply.change-ask',
      subjectType: 'pool',
      subjectId: poolId,
      facts: { ...outcome, version, asksMicros: asks.map(String) },
    });
    return { poolId, version, ...outcome };
  });
}
