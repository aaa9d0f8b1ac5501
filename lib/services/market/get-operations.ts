import { count, desc, eq } from 'drizzle-orm';
import { disputes, orders, roundAttempts, rounds } from '@/db/schema';
import { authorize } from '../authorize';
import type { Ctx } from '../context';
import { lastRounds, type RoundRow } from '../rounds/list-rounds';
import { getMarketClock, type MarketClock } from './get-market-clock';
import { type Operations, readOperations } from './get-readiness';
import { marketCurrency } from './market-currency';

const LAST_ROUNDS = 10;
const LAST_ATTEMPTS = 10;

export interface DiscardedAttempt {
  readonly id: string;
  readonly cause: string;
  /** The round that committed in its stead; null while none has. */
  readonly roundNumber: number | null;
  readonly eventAt: Date;
}

export interface MarketOperations {
  readonly currency: string;
  readonly clock: MarketClock;
  readonly operations: Operations;
  readonly rounds: readonly RoundRow[];
  readonly attempts: readonly DiscardedAttempt[];
  readonly openOrders: number;
  readonly openDisputes: number;
}

/** What the operator watches: the clock, the book, the last rounds with their discarded attempts, and the queue. */
export async function getOperations(ctx: Ctx): Promise<MarketOperations> {
  authorize(ctx, 'operate.view');
  const clock = await getMarketClock(ctx);
  const operations = await readOperations(ctx);
  return ctx.db.asEngine(async (tx) => ({
    currency: await marketCurrency(tx),
    clock,
    operations,
    rounds: await lastRounds(tx, LAST_ROUNDS),
    attempts: await tx
      .select({
        id: roundAttempts.id,
        cause: roundAttempts.cause,
        roundNumber: rounds.number,
        eventAt: roundAttempts.eventAt,
      })
      .from(roundAttempts)
      .leftJoin(rounds, eq(rounds.id, roundAttempts.roundId))
      .orderBy(desc(roundAttempts.eventAt), desc(roundAttempts.id))
      .limit(LAST_ATTEMPTS),
    openOrders: (await tx.select({ n: count() }).from(orders).where(eq(orders.state, 'open')))[0]?.n ?? 0,
    openDisputes:
      (await tx.select({ n: count() }).from(disputes).where(eq(disputes.state, 'open')))[0]?.n ?? 0,
  }));
}
