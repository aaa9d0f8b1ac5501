import { enqueue } from '@/db/queries/enqueue';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Ctx } from '../context';
import { readMovementsJob } from './read-movements-job';

/** Asks the worker to read every channel's lines now instead of in a few minutes. */
export async function requestMovements(ctx: Ctx): Promise<void> {
  authorize(ctx, 'money.book');
  await ctx.db.asEngine(async (tx) => {
    await enqueue(tx, readMovementsJob());
    await audit(tx, ctx, {
      verb: 'reconciliation.request-movements',
      subjectType: 'market',
      subjectId: 'channels',
    });
  });
}
