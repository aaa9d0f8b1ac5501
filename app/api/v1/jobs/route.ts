import { route } from '@/lib/http/route';
import { describeJob } from '@/lib/services/quoting/describe-job';
import { listJobs } from '@/lib/services/quoting/list-jobs';

/** The organization's jobs, newest first. */
export const GET = route((ctx, { query }) => listJobs(ctx, Object.fromEntries(query)));

/** Describes a job and quotes it. */
export const POST = route((ctx, { body }) => describeJob(ctx, body));
