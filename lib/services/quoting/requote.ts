import { z } from 'zod';
import { audit } from '../audit';
import { authorizeTrading, parseInput } from '../authorize';
import type { Ctx } from '../context';
import type { Quoted } from './describe-job';
import { lookAtMarket, quotesOf } from './look-at-market';
import { ownJob } from './own-job';
import { saveQuotes } from './save-quotes';

export const RequoteInput = z.strictObject({
  jobId: z.string().max(40),
  rankBy: z.enum(['total', 'finish']).default('total'),
});

/** Fresh quotes for a job at the price sheet of this moment; older ones stand until they expire (M-6). */
export async function requote(ctx: Ctx, raw: unknown): Promise<Quoted> {
  const organizationId = authorizeTrading(ctx, 'jobs.describe');
  const { jobId, rankBy } = parseInput(RequoteInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const job = await ownJob(tx, organizationId, jobId);
    const { quotes, nearMisses, window } = quotesOf(
      await lookAtMarket(tx, ctx, organizationId, job.spec),
      rankBy,
    );
    const saved = await saveQuotes(tx, ctx, job, quotes);
    const facts = { quotes: saved.length, nearMisses: nearMisses.length };
    await audit(tx, ctx, { verb: 'quoting.requote', subjectType: 'job', subjectId: jobId, facts });
    return { jobId, quotes: saved, nearMisses, window };
  });
}
