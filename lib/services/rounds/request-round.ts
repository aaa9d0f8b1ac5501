import { enqueue } from '@/db/queries/enqueue';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Ctx } from '../context';

/** The operator asks for a main round now; the worker clears it off the request path. Asking twice before it starts makes one. */
export async function requestRound(ctx: Ctx): Promise<void> {
  authorize(ctx, 'rounds.clear');
  await ctx.db.asEngine(async (tx) => {
    await enqueue(tx, { task: 'clear-round', payload: {}, jobKey: 'clear-round' });
    await audit(tx, ctx, { verb: 'rounds.request-round', subjectType: 'market', subjectId: 'market' });
  });
}
