import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { jobs } from '@/db/schema';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import type { JobRow } from './own-job';

export const FindJobInput = z.strictObject({ jobId: z.string().max(80) });

/** A job of the organization without a look at the market, or null when it's missing or foreign. */
export async function findJob(ctx: Ctx, raw: unknown): Promise<JobRow | null> {
  const organizationId = authorize(ctx, 'jobs.view');
  const { jobId } = parseInput(FindJobInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [job] = await tx.select().from(jobs).where(eq(jobs.id, jobId));
    return job?.organizationId === organizationId ? job : null;
  });
}
