import { count, desc } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { publishedIndicativeRounds, publishedRounds } from '@/db/schema';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { marketCurrency } from '../market/market-currency';

export type RoundRow = typeof publishedRounds.$inferSelect;
type IndicativeRow = typeof publishedIndicativeRounds.$inferSelect;

const ListRoundsInput = z.strictObject({
  page: z.int().min(1).max(1_000_000).default(1),
  pageSize: z.int().min(1).max(10_000).default(50),
});

export interface RoundList {
  readonly currency: string;
  readonly rows: readonly RoundRow[];
  readonly total: number;
}

/** The latest committed rounds, newest first. */
export const lastRounds = async (tx: Tx, limit: number, offset = 0): Promise<RoundRow[]> =>
  tx.select().from(publishedRounds).orderBy(desc(publishedRounds.number)).limit(limit).offset(offset);

/** A page of the committed rounds, newest first; public (M-14, M-20). */
export async function listRounds(ctx: Ctx, raw: unknown = {}): Promise<RoundList> {
  const { page, pageSize } = parseInput(ListRoundsInput, raw);
  return ctx.db.asPublic(async (tx) => {
    const [counted] = await tx.select({ total: count() }).from(publishedRounds);
    return {
      currency: await marketCurrency(tx),
      rows: await lastRounds(tx, pageSize, (page - 1) * pageSize),
      total: counted?.total ?? 0,
    };
  });
}

/** The latest indicative round, which committed nothing (M-6b); null before the first. Public. */
export const latestIndicativeRound = (ctx: Ctx): Promise<IndicativeRow | null> =>
  ctx.db.asPublic(async (tx) => {
    const [latest] = await tx
      .select()
      .from(publishedIndicativeRounds)
      .orderBy(desc(publishedIndicativeRounds.eventAt))
      .limit(1);
    return latest ?? null;
  });
