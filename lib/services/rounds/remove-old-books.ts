import { and, isNotNull, lt } from 'drizzle-orm';
import { rounds } from '@/db/schema';
import { booksKeptFrom } from '@/lib/market/book-retention';
import { audit } from '../audit';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';

/** Takes book and outcome from rounds whose time is over; figures and prices stay. Promises how many rounds gave theirs up. */
export async function removeOldBooks(ctx: Ctx): Promise<number> {
  authorizeEngine(ctx);
  const keptFrom = booksKeptFrom(ctx.now);
  return ctx.db.asEngine(async (tx) => {
    const removed = await tx
      .update(rounds)
      .set({ book: null, outcome: null })
      .where(and(isNotNull(rounds.book), lt(rounds.eventAt, keptFrom)))
      .returning({ id: rounds.id });
    if (removed.length > 0)
      await audit(tx, ctx, {
        verb: 'rounds.remove-old-books',
        subjectType: 'market',
        subjectId: 'market',
        facts: { rounds: removed.length, keptFrom: keptFrom.toISOString() },
      });
    return removed.length;
  });
}
