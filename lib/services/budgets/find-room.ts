import { z } from 'zod';
import { type BudgetPeriod, leftMicros, tightest } from '@/lib/ledger/budget';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { budgetsOf, standingsOf } from './standings';

export const RoomInput = z.strictObject({ label: z.string().max(80) });

/** What the tightest budget of a label leaves for an order, in micros. */
export interface Room {
  /** Null: the whole organization's budget is the tightest. */
  readonly label: string | null;
  readonly period: BudgetPeriod;
  readonly capMicros: bigint;
  readonly leftMicros: bigint;
}

/** What may still be ordered under a label; null when no budget counts it. */
export async function findRoom(ctx: Ctx, raw: unknown): Promise<Room | null> {
  const organizationId = authorize(ctx, 'jobs.view');
  const { label } = parseInput(RoomInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const rows = await budgetsOf(tx, organizationId, label, { lock: false });
    const least = tightest(await standingsOf(tx, rows, ctx.now));
    if (!least) return null;
    const { period, capMicros } = least;
    return { label: least.label, period, capMicros, leftMicros: leftMicros(least) };
  });
}
