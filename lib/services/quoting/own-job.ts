import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { jobs } from '@/db/schema';
import { notFound } from '../errors';

export type JobRow = typeof jobs.$inferSelect;

/** A job of the organization; not_found when it's missing or foreign. */
export async function ownJob(tx: Tx, organizationId: string, jobId: string): Promise<JobRow> {
  const [job] = await tx.select().from(jobs).where(eq(jobs.id, jobId));
  if (job?.organizationId !== organizationId) throw notFound();
  return job;
}
