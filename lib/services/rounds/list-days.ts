import { desc } from 'drizzle-orm';
import { z } from 'zod';
import { publishedDayBooks } from '@/db/schema';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { marketCurrency } from '../market/market-currency';

export type DayRow = typeof publishedDayBooks.$inferSelect;

const ListDaysInput = z.strictObject({ days: z.int().min(1).max(400).default(30) });

/** The latest published days, newest first; public (M-14). */
export async function listDays(
  ctx: Ctx,
  raw: unknown = {},
): Promise<{ readonly currency: string; readonly rows: readonly DayRow[] }> {
  const { days } = parseInput(ListDaysInput, raw);
  return ctx.db.asPublic(async (tx) => ({
    currency: await marketCurrency(tx),
    rows: await tx.select().from(publishedDayBooks).orderBy(desc(publishedDayBooks.day)).limit(days),
  }));
}
